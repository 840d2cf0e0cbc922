"""Re-exports the models of the slices."""

from interkomm.cooperation.consents.models import Consent, ConsentRequest
from interkomm.cooperation.partnerships.models import ConsentRule, Cooperation, Partner

__all__ = ["Consent", "ConsentRequest", "ConsentRule", "Cooperation", "Partner"]
