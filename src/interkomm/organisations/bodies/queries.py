"""Reading organisations for pages."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from interkomm.organisations.bodies.models import Organisation, OrganisationQuerySet
from interkomm.organisations.bodies.rules import is_operator, visible_ids
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person


@dataclass(frozen=True)
class OrganisationPage:
    """The public page of an organisation: itself and its active offices and bodies."""

    organisation: Organisation
    offices: list[Organisation]
    bodies: list[Organisation]


def organisation_page(slug: str) -> OrganisationPage | None:
    """Two queries; None when there is no active organisation of this name in addresses."""
    organisation = Organisation.objects.active().select_related("area", "parent").filter(slug=slug).first()
    if organisation is None:
        return None
    children = list(organisation.children.filter(is_active=True))
    return OrganisationPage(
        organisation,
        [child for child in children if child.kind != Organisation.Kind.BODY],
        [child for child in children if child.kind == Organisation.Kind.BODY],
    )


def staff_list(user: Person) -> OrganisationQuerySet:
    """Organisations the person works for, with their offices and bodies; for the operator all top-level ones too."""
    keys = visible_ids(user)
    wanted = Q(pk__in=keys) | Q(parent__in=keys)
    if is_operator(user):
        wanted |= Q(parent__isnull=True)
    managers = Membership.objects.filter(organisation=OuterRef("pk"), role=Role.MANAGER)
    return Organisation.objects.filter(wanted).select_related("parent").annotate(is_managed=Exists(managers))


def missing_facts(organisation: Organisation) -> list[str]:
    """What a municipality still owes to its readers: names of the missing texts, in words. No query."""
    if organisation.parent_id is not None:
        return []
    needed = {
        _("Impressum"): organisation.imprint,
        _("Datenschutzhinweise"): organisation.privacy_notice,
        _("Ansprechstelle für Barrierefreiheit"): organisation.accessibility_contact,
        _("E-Mail-Adresse"): organisation.email,
    }
    return [name for name, value in needed.items() if not value.strip()]
