"""What people are told about tasks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class TaskReminded:
    """Those who do the task hear that it is due soon, or overdue."""

    task_id: int
    news: Literal["soon", "overdue"]
