"""What people change about their own account, beyond what allauth does."""

from django.apps import apps

from interkomm.accounts.acts import Act, record, use_case
from interkomm.accounts.users.models import User


@use_case()
def update_profile(*, actor: User, name: str, language: str) -> User:
    """Set the name shown with contributions (may be empty) and the language of mails ("de" or "en")."""
    user = User.objects.select_for_update().get(pk=actor.pk)
    changed = [field for field, value in (("name", name), ("language", language)) if getattr(user, field) != value]
    user.name, user.language = name, language
    user.full_clean(exclude=["password", "email"])
    if changed:
        user.save(update_fields=["name", "language"])
        record(Act(user, "accounts.profile.update", user, after={"changed": changed}))
    return user


@use_case()
def end_session(*, actor: User, session_id: int) -> bool:
    """Sign out one of one's own sessions. False when there is none of this key (any more)."""
    session = apps.get_model("usersessions", "UserSession")._default_manager.filter(user=actor, pk=session_id).first()
    if session is None:
        return False
    session.end()
    record(Act(actor, "accounts.profile.end_session", actor))
    return True


@use_case()
def end_other_sessions(*, actor: User, current_key: str | None) -> int:
    """Sign out everywhere else. Returns how many sessions ended."""
    sessions = apps.get_model("usersessions", "UserSession")._default_manager.filter(user=actor)
    others = list(sessions.exclude(session_key=current_key or ""))
    for session in others:
        session.end()
    if others:
        record(Act(actor, "accounts.profile.end_other_sessions", actor, after={"count": len(others)}))
    return len(others)
