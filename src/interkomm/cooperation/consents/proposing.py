"""What a page does after somebody has proposed a joint act: shows the request that waits, or what was decided at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.accounts.users.gate import AuthenticatedRequest
from interkomm.cooperation.consents.forms import ProposalForm
from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.foundation.use_cases import NotAllowed, RuleBroken


def proposed(
    request: AuthenticatedRequest, form: ProposalForm, ask: Callable[[], ConsentRequest], done_url: str
) -> HttpResponse | None:
    """`ask` calls the use case; None when a rule forbids it: the form then says why. Raises Http404 for who may not."""
    try:
        asked = ask()
    except NotAllowed:
        raise Http404 from None
    except RuleBroken as error:
        form.add_error(None, str(error))
        return None
    if asked.outcome == ConsentRequest.Outcome.OPEN:
        messages.success(request, _("Die anderen Gemeinden sind gefragt. Sie sehen hier, wer noch fehlt."))
        return HttpResponseRedirect(reverse("cooperation:consent", args=[asked.pk]))
    messages.success(request, _("Beschlossen und ausgeführt."))
    return HttpResponseRedirect(done_url)
