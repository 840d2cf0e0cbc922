"""The text review as a format of a part: about which concept, and what is missing before it can be published."""

from django.urls import reverse
from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.formats.text_review.models import TextReview
from interkomm.participation.processes import formats
from interkomm.participation.processes.models import ProcessPart
from interkomm.planning.models import Concept

KEY = "text_review"


def _subjects(owner_ids: frozenset[int]) -> list[tuple[int, str]]:
    concepts = Concept.objects.of_organisations(set(owner_ids)).order_by("-created_at", "-pk")
    return [(concept.pk, concept.title) for concept in concepts]


def _attach(part: ProcessPart, key: int) -> None:
    owners = set(part.process.ownerships.values_list("organisation_id", flat=True))
    concept = Concept.objects.of_organisations(owners).filter(pk=key).first()
    if concept is None:
        raise RuleBroken(_("Dieses Konzept gehört keiner der Trägerinnen."))
    TextReview.objects.update_or_create(part=part, defaults={"concept": concept})


def _subject(part: ProcessPart) -> int | None:
    return TextReview.objects.filter(part=part).values_list("concept_id", flat=True).first()


def _problems(part: ProcessPart) -> list[str]:
    review: TextReview | None = getattr(part, "text_review", None)
    if review is None:
        return [_("Zu „%(part)s“ fehlt das Konzept.") % {"part": part.title}]
    if review.concept.published_version_id is None:
        return [_("„%(concept)s“ hat noch keine veröffentlichte Fassung.") % {"concept": review.concept.title}]
    return []


def _manage_url(part: ProcessPart) -> str:
    return reverse("participation:manage_parts", args=[part.process_id])


def register_format() -> None:
    """Called once when the program starts."""
    formats.register(
        formats.Format(
            key=KEY,
            label=lambda: _("Text zum Kommentieren (Konzept, Leitbild)"),
            subjects=_subjects,
            attach=_attach,
            subject=_subject,
            problems=_problems,
            manage_url=_manage_url,
            related=("text_review__concept",),
        )
    )
