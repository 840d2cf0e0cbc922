"""Who rates a case, and who sees what others think of it."""

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import Person, has_written, is_editor
from interkomm.catalogue.ratings.models import Rating


def may_rate(user: Person, case: Case) -> bool:
    """Editors, but nobody their own words: not who has written in the public revision."""
    return is_editor(user) and case.is_public and case.released is not None and not has_written(user, case.released)


def may_see_others(user: Person, case: Case, own: Rating | None) -> bool:
    """Single ratings with reasons: whoever has rated this revision, and editors who may not rate it anyway."""
    if not isinstance(user, User) or not is_editor(user):
        return False
    has_rated = own is not None and own.revision_id == case.released_id
    return has_rated or not may_rate(user, case)
