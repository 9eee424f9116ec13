"""证书版式: drawn up in millimetres over the picture of the blank."""

from ui.pages.designer.page import DesignerPage

__all__ = ["DesignerPage"]
