"""统计表: tables on demand, counted as they are chosen, kept under a name."""

from ui.pages.tables.page import TablesPage

__all__ = ["TablesPage"]
