"""Re-exports the models of the slices."""

from interkomm.cooperation.consents.models import Consent, ConsentRequest, ConsentRule
from interkomm.cooperation.examples.models import CaseReuse
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
from interkomm.cooperation.partnerships.models import (
    Cooperation,
    DatePrecision,
    Partner,
    PartnerInvitation,
)

__all__ = [
    "Annex",
    "Assignment",
    "CaseReuse",
    "Consent",
    "ConsentRequest",
    "ConsentRule",
    "Cooperation",
    "DatePrecision",
    "Instrument",
    "Partner",
    "PartnerInvitation",
    "Party",
    "Publication",
    "Resolution",
    "Signature",
    "SupervisionAct",
    "Wording",
]
