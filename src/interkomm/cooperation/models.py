"""Re-exports the models of the slices."""

from interkomm.cooperation.capabilities.models import BookedPeriod, Booking, Need, Offer
from interkomm.cooperation.comparisons.models import Comparison
from interkomm.cooperation.consents.models import Consent, ConsentRequest, ConsentRule
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.examples.models import CaseReuse
from interkomm.cooperation.groups.models import GroupMember, WorkingGroup
from interkomm.cooperation.instruments.models import (
    Annex,
    Assignment,
    Instrument,
    Party,
    Publication,
    Resolution,
    Signature,
    SupervisionAct,
    Wording,
)
from interkomm.cooperation.meetings.models import (
    AgendaItem,
    Answer,
    Attendance,
    CalendarKey,
    Decision,
    Meeting,
    MinutesVersion,
    Task,
    Vote,
)
from interkomm.cooperation.papers.models import PreparedPaper
from interkomm.cooperation.partnerships.models import (
    Cooperation,
    DatePrecision,
    Partner,
    PartnerInvitation,
)
from interkomm.cooperation.pools.models import LandPool
from interkomm.cooperation.preparations.models import Preparation
from interkomm.cooperation.records.models import Document, DocumentVersion
from interkomm.cooperation.settlements.models import Settlement

__all__ = [
    "AgendaItem",
    "Annex",
    "Answer",
    "Assignment",
    "Attendance",
    "BookedPeriod",
    "Booking",
    "CalendarKey",
    "CaseReuse",
    "Comparison",
    "Consent",
    "ConsentRequest",
    "ConsentRule",
    "Cooperation",
    "CostPlan",
    "DatePrecision",
    "Decision",
    "Document",
    "DocumentVersion",
    "GroupMember",
    "Instrument",
    "LandPool",
    "Meeting",
    "MinutesVersion",
    "Need",
    "Offer",
    "Partner",
    "PartnerInvitation",
    "Party",
    "Preparation",
    "PreparedPaper",
    "Publication",
    "Resolution",
    "Settlement",
    "Signature",
    "SupervisionAct",
    "Task",
    "Vote",
    "Wording",
    "WorkingGroup",
]
