"""Re-exports the models of the slices."""

from interkomm.participation.contributions.models import Contribution, Support, Tally
from interkomm.participation.formats.text_review.models import TextReview
from interkomm.participation.moderation.models import Appeal, ModerationAct, Report
from interkomm.participation.processes.models import Phase, Process, ProcessOwner, ProcessPart
from interkomm.participation.responses.models import Response, ResponseDraft

__all__ = [
    "Appeal",
    "Contribution",
    "ModerationAct",
    "Phase",
    "Process",
    "ProcessOwner",
    "ProcessPart",
    "Report",
    "Response",
    "ResponseDraft",
    "Support",
    "Tally",
    "TextReview",
]
