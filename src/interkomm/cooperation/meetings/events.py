"""What people are told about meetings."""

from dataclasses import dataclass
from typing import Literal

News = Literal["invited", "moved", "cancelled", "restored"]


@dataclass(frozen=True)
class MeetingAnnounced:
    """Those who are invited hear of it."""

    meeting_id: int
    news: News
