"""What the editorial work adds to the public page of a case."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import may_propose
from interkomm.ui.layouts import current_user


def edit_link(request: HttpRequest, case: Case) -> Markup | str:
    """The way to a draft, for those who may propose; asks nothing of readers without a session."""
    user = current_user(request)
    if user is None or not may_propose(user):
        return ""
    link = Markup('<a class="kern-btn kern-btn--secondary ik-btn" href="{}"><span class="kern-label">{}</span></a>')
    return link.format(reverse("catalogue:edit", args=[case.slug]), _("Fall bearbeiten"))


def missing_link(request: HttpRequest, case: Case) -> Markup | str:
    """Beside what is not known: the way to add it, for those who may propose."""
    user = current_user(request)
    if user is None or not may_propose(user):
        return ""
    link = Markup('<p><a href="{}">{}</a></p>')
    return link.format(reverse("catalogue:edit", args=[case.slug]), _("Fehlt etwas? Vorschlagen"))
