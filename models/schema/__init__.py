"""Records and lists of values, as declared: what is recorded, in which words, and how it hangs together."""

from models.schema.declared import load
from models.schema.types import TYPE, Computed, Field, RecordType, Schema

__all__ = ["TYPE", "Computed", "Field", "RecordType", "Schema", "load"]
