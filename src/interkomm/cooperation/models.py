"""Re-exports the models of the slices."""

from interkomm.cooperation.consents.models import Consent, ConsentRequest
from interkomm.cooperation.partnerships.models import (
    ConsentRule,
    Cooperation,
    DatePrecision,
    Partner,
    PartnerInvitation,
)

__all__ = [
    "Consent",
    "ConsentRequest",
    "ConsentRule",
    "Cooperation",
    "DatePrecision",
    "Partner",
    "PartnerInvitation",
]
