"""Tests, and the scripts that make what is shipped: demonstration workbooks, blank forms, pictures, the field list."""
