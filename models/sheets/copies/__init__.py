"""A unit's own workbook given back: wrong cells coloured and explained, listed in front, nothing else changed."""
