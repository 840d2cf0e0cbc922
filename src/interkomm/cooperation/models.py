"""Re-exports the models of the slices."""

from interkomm.cooperation.consents.models import Consent, ConsentRequest, ConsentRule
from interkomm.cooperation.examples.models import CaseReuse
from interkomm.cooperation.partnerships.models import (
    Cooperation,
    DatePrecision,
    Partner,
    PartnerInvitation,
)

__all__ = [
    "CaseReuse",
    "Consent",
    "ConsentRequest",
    "ConsentRule",
    "Cooperation",
    "DatePrecision",
    "Partner",
    "PartnerInvitation",
]
