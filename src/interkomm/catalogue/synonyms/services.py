"""Adding, changing and deleting groups of synonyms."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.catalogue.cases.models import TOPIC as CATALOGUE
from interkomm.catalogue.editing.rules import require_editor
from interkomm.catalogue.synonyms.groups import MOST_GROUPS, Words, key_of
from interkomm.catalogue.vocabulary.models import SynonymGroup
from interkomm.catalogue.vocabulary.synonyms import TOPIC
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import RuleBroken, use_case


@use_case()
def add_synonyms(*, actor: Actor, words: Words) -> SynonymGroup:
    """From now on a search for one of the words finds the others, too. Raises NotAllowed, RuleBroken."""
    require_editor(actor)
    return _added(actor, [words])[0]


@use_case()
def change_synonyms(*, actor: Actor, group: SynonymGroup, words: Words) -> SynonymGroup:
    """Replace the words of a group. Raises NotAllowed, RuleBroken."""
    require_editor(actor)
    current = SynonymGroup.objects.select_for_update().get(pk=group.pk)
    _check_new(words, except_pk=current.pk)
    before = _content(current)
    current.words, current.note, current.changed_at = list(words.words), words.note, timezone.now()
    current.save()
    audit.record(
        actor=actor, action="catalogue.synonyms.change", subject=current, before=before, after=_content(current)
    )
    bump(TOPIC, CATALOGUE)
    return current


@use_case()
def delete_synonyms(*, actor: Actor, group: SynonymGroup) -> None:
    """Forget a group; its words stay in the audit trail. Raises NotAllowed."""
    require_editor(actor)
    current = SynonymGroup.objects.select_for_update().get(pk=group.pk)
    audit.record(actor=actor, action="catalogue.synonyms.delete", subject=current, before=_content(current))
    current.delete()
    bump(TOPIC, CATALOGUE)


@use_case()
def import_synonyms(*, actor: Actor, groups: Sequence[Words]) -> int:
    """Add the groups that are not in the list yet; returns how many. Nothing is changed or deleted. Raises NotAllowed."""
    require_editor(actor)
    known = _keys()
    new = {each.key: each for each in groups if each.key not in known}
    return len(_added(actor, list(new.values()))) if new else 0


def _added(actor: Actor, listed: Sequence[Words]) -> list[SynonymGroup]:
    if SynonymGroup.objects.count() + len(listed) > MOST_GROUPS:
        raise RuleBroken(_("Die Liste hat schon 2.000 Gruppen. Bitte löschen Sie zuerst, was niemand braucht."))
    known = _keys()
    if any(each.key in known for each in listed):
        raise RuleBroken(_("Eine Gruppe mit genau diesen Wörtern gibt es schon."))
    found = [SynonymGroup.objects.create(words=list(each.words), note=each.note) for each in listed]
    for group in found:
        audit.record(actor=actor, action="catalogue.synonyms.add", subject=group, after=_content(group))
    bump(TOPIC, CATALOGUE)
    return found


def _check_new(words: Words, except_pk: int) -> None:
    others = SynonymGroup.objects.exclude(pk=except_pk)
    if any(key_of(each) == words.key for each in others.values_list("words", flat=True)):
        raise RuleBroken(_("Eine Gruppe mit genau diesen Wörtern gibt es schon."))


def _keys() -> set[frozenset[tuple[str, ...]]]:
    return {key_of(words) for words in SynonymGroup.objects.values_list("words", flat=True)}


def _content(group: SynonymGroup) -> dict[str, object]:
    return {"words": group.words, "note": group.note}
