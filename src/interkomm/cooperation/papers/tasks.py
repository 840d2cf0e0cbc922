"""Background work of papers."""

import logging

from interkomm.cooperation.papers import making
from interkomm.cooperation.papers.events import PaperAsked
from interkomm.cooperation.papers.models import PreparedPaper
from interkomm.cooperation.papers.services import FILE_ACCESS, finish_paper
from interkomm.cooperation.papers.source import source_of
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.files import access
from interkomm.foundation.files.access import Person
from interkomm.foundation.tasks.jobs import job

logger = logging.getLogger(__name__)


@job
def make_paper(paper_id: int) -> None:
    """Make one paper that waits, and say how far it is. A second run finds nothing to do."""
    paper = PreparedPaper.objects.select_related("instrument__cooperation").filter(pk=paper_id).first()
    if paper is None or paper.state != PreparedPaper.State.WAITING:
        return
    content: bytes | None = None
    name = ""
    try:
        source = source_of(paper.instrument_id, paper.on, number=paper.wording_number)
        if source is not None:
            name = making.file_name(paper.name, source)
            content = making.make(paper.name, source, lambda done, total: _tell(paper, done, total))
    except Exception:  # whatever breaks, the page must say that it did not succeed
        logger.exception("paper could not be made", extra={"paper": paper_id})
    finish_paper(actor=None, paper=paper, content=content, file_name=name)


def _tell(paper: PreparedPaper, done: int, total: int) -> None:
    paper.done, paper.total = done, total
    PreparedPaper.objects.filter(pk=paper.pk).update(done=done, total=total)


def _queue(event: PaperAsked) -> None:
    make_paper.enqueue(event.paper_id)


def _may_download(user: Person, key: str) -> bool:
    cooperation = Cooperation.objects.filter(instruments=int(key)).first()
    return cooperation is not None and partnerships.may_see(user, cooperation)


def connect() -> None:
    """Called once when the program starts."""
    subscribe(PaperAsked, _queue, durable=True)
    access.allow(FILE_ACCESS, _may_download)
