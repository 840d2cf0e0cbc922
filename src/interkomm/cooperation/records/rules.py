"""Who may read and write the documents of a cooperation."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from interkomm.accounts.models import User
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.records.models import Document
from interkomm.organisations.models import Organisation
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where

Access = Document.Access
WRITERS = (Role.EDITOR, Role.MANAGER)


def readable(user: Person, cooperation: Cooperation) -> QuerySet[Document]:
    """Documents for somebody who may see the cooperation's staff page, also those that were put away."""
    own = Q(access=Access.OWN, organisation__in=organisations_where(user))
    return Document.objects.filter(~Q(access=Access.OWN) | own, cooperation=cooperation)


def public_documents(cooperation_id: int) -> QuerySet[Document]:
    """What everybody may read; nothing of a cooperation that is not published."""
    return Document.objects.filter(
        cooperation_id=cooperation_id, cooperation__is_published=True, access=Access.PUBLIC, deleted_at__isnull=True
    )


def may_write(user: Person, document: Document) -> bool:
    """Editors and managers of a partner; a town's own documents: only those of that town."""
    if document.access == Access.OWN:
        return has_role(user, document.organisation_id, *WRITERS) and partnerships.may_see(user, document.cooperation)
    return partnerships.may_edit(user, document.cooperation)


def own_partners(user: Person, cooperation: Cooperation) -> QuerySet[Organisation]:
    """The partners for which the person may put documents there."""
    keys = partnerships.partner_ids(cooperation) & organisations_where(user, *WRITERS)
    return Organisation.objects.filter(pk__in=keys).order_by("name")


def _number(key: str, place: int = 0) -> int | None:
    """A number of a key; None where there is none."""
    part = key.split("/")[place : place + 1]
    return int(part[0]) if part and part[0].isdecimal() else None


def may_download(user: User | AnonymousUser, key: str) -> bool:
    """The file of a version; `key`: that of its document, and its number ("12/2").

    Of a public document everybody gets the newest version; the earlier ones stay with the partners, as they were written
    before anybody thought of the public.
    """
    document = Document.objects.filter(pk=_number(key) or 0).select_related("cooperation").first()
    if document is None:
        return False
    is_shown = document.access == Access.PUBLIC and document.cooperation.is_published and document.deleted_at is None
    if is_shown and not document.versions.filter(number__gt=_number(key, 1) or 0).exists():
        return True
    if document.access == Access.OWN and not has_role(user, document.organisation_id):
        return False
    return partnerships.may_see(user, document.cooperation)
