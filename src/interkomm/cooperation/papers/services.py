"""Asking for a paper that takes long, and keeping it when it is made."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.papers.events import PaperAsked
from interkomm.cooperation.papers.making import can_make, media_type_of
from interkomm.cooperation.papers.models import PreparedPaper
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.files import content as contents
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.files.services import delete_file
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

FILE_ACCESS = "cooperation.paper"
LONGEST_MAKING = timedelta(hours=1)  # what takes longer has been lost: it is begun anew


@use_case()
def prepare_paper(*, actor: User, instrument: Instrument, name: str, on: date) -> PreparedPaper:
    """Have it made in the background; one that is being made is not begun again. Raises NotAllowed, RuleBroken."""
    if not partnerships.may_see(actor, instrument.cooperation):
        raise NotAllowed
    newest = instrument.wordings.order_by("-number").values_list("number", flat=True).first()
    if newest is None or not can_make(name, instrument):
        raise RuleBroken(_("Ohne Wortlaut gibt es keine Unterlagen."))
    earlier = PreparedPaper.objects.select_for_update().filter(instrument=instrument, name=name).first()
    lost_before = timezone.now() - LONGEST_MAKING
    if earlier is not None and earlier.state == PreparedPaper.State.WAITING and earlier.asked_at >= lost_before:
        return earlier
    if earlier is not None:
        if earlier.file is not None:
            delete_file(actor=actor, file=earlier.file)
        earlier.delete()
    paper = PreparedPaper.objects.create(
        instrument=instrument, name=name, on=on, wording_number=newest, asked_by=actor, asked_at=timezone.now()
    )
    audit.record(
        actor=actor,
        action="cooperation.papers.prepare",
        subject=instrument,
        for_organisation=instrument.cooperation.lead_id,
        after={"name": name, "wording": newest, "on": on.isoformat()},
    )
    emit(PaperAsked(paper.pk))
    return paper


@use_case()
def finish_paper(*, actor: Actor, paper: PreparedPaper, content: bytes | None, file_name: str = "") -> PreparedPaper:
    """Keep what was made; `content` None: it did not succeed."""
    if content is None:
        paper.state = PreparedPaper.State.FAILED
    else:
        paper.state = PreparedPaper.State.READY
        paper.done = paper.total
        paper.file = StoredFile.objects.create(
            sha256=contents.keep(content),
            size=len(content),
            media_type=media_type_of(paper.name),
            name=file_name,
            access=FILE_ACCESS,
            access_key=str(paper.instrument_id),
        )
    paper.save()
    audit.record(
        actor=actor,
        action="cooperation.papers.finish",
        subject=paper.instrument,
        for_organisation=paper.instrument.cooperation.lead_id,
        after={"name": paper.name, "state": paper.state, "size": len(content or b"")},
    )
    return paper
