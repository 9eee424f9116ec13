"""目标任务完成情况: plans by year, unit and place, and how far they have got."""

from ui.pages.targets.page import TargetsPage

__all__ = ["TargetsPage"]
