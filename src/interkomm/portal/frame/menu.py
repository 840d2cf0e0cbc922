"""What the portal adds to the frame of every page: staff pages in the menu, the note of a demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from interkomm.accounts.models import User
from interkomm.catalogue.editing.rules import is_editor
from interkomm.organisations.models import Role
from interkomm.organisations.roles.rules import organisations_where
from interkomm.ui.addresses import address
from interkomm.ui.layouts import Link, optional_url

ANYBODY = tuple(Role)
STAFF_PAGES: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("portal:my_work", ANYBODY),
    ("participation:manage_processes", ANYBODY),
    ("participation:responses", (Role.CLERK, Role.EDITOR, Role.MANAGER)),
    ("participation:moderation", (Role.MODERATOR, Role.MANAGER)),
    ("planning:manage", (Role.EDITOR, Role.MANAGER)),
    ("catalogue:manage", (Role.CLERK, Role.EDITOR, Role.MANAGER)),
    ("portal:manage_news", (Role.EDITOR, Role.MANAGER)),
    ("cooperation:cooperations", ANYBODY),
    ("organisations:manage_list", ANYBODY),
)


LABELS = {
    "portal:my_work": _("Meine Aufgaben"),
    "participation:manage_processes": _("Verfahren verwalten"),
    "participation:responses": _("Rückmeldungen"),
    "participation:moderation": _("Moderation"),
    "planning:manage": _("Konzepte bearbeiten"),
    "catalogue:manage": _("Katalog bearbeiten"),
    "catalogue:editors": _("Redaktion des Katalogs"),
    "portal:manage_news": _("Neuigkeiten schreiben"),
    "cooperation:cooperations": _("Kooperationen"),
    "organisations:manage_list": _("Organisationen"),
    "foundation:health": _("Betrieb"),
}


def staff_links(user: User) -> tuple[Link, ...]:
    """The staff pages that the roles of a person open; one query, kept on the user, two for those without a role."""
    names = [name for name, roles in STAFF_PAGES if organisations_where(user, *roles)]
    if "catalogue:manage" not in names and is_editor(user):
        names = list(dict.fromkeys(["portal:my_work", *names, "catalogue:manage"]))
    if user.is_staff:
        names = list(dict.fromkeys([*names, "cooperation:cooperations", "organisations:manage_list"]))
        names += ["catalogue:editors", "foundation:health"]
    return tuple(Link(str(LABELS[name]), address(name)) for name in names)


def menu(request: HttpRequest, user: User) -> Markup:
    """Items of the person's menu."""
    item = Markup('<li><a href="{}">{}</a></li>')
    return Markup("").join(item.format(link.url, link.text) for link in staff_links(user))


def help_link(request: HttpRequest, page: object) -> Markup:
    """The way to the short help, on every page."""
    address = optional_url("portal:help")
    link = Markup('<p><a href="{}">{}</a></p>').format(address, gettext("So machen Sie mit"))
    return link if address else Markup()


def demonstration_note(request: HttpRequest, page: object) -> Markup:
    """On a demonstration site every page says so."""
    if not settings.IS_DEMO:
        return Markup()
    text = gettext(
        "Vorführung: Inhalte und Personen dieser Website sind Beispiele. Nichts davon ist eine amtliche Auskunft."
    )
    return Markup('<p class="ik-meta">{}</p>').format(text)
