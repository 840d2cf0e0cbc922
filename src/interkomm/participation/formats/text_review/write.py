"""Writing a contribution on a section, a paragraph or a marked passage."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from interkomm.participation.contributions.submission import Submission, acknowledge
from interkomm.participation.formats.text_review.queries import Review, reviewed_section
from interkomm.participation.formats.text_review.targets import Passage, passage_at, passage_of_words, target_of
from interkomm.participation.processes.queries import PartRow
from interkomm.participation.reading.frame import Reading, load
from interkomm.planning.concepts.queries import SectionPage
from interkomm.ui.layouts import Link


@csrf_exempt  # the form stamp protects this form: it is bound to the session where there is one
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str, part: str, key: str, town: str = "") -> HttpResponse:
    """Show the form or take it in."""
    reading = load(request, slug, town)
    chosen = reading.part(part)
    shown = reviewed_section(chosen.id, reading.process.topic, key)
    if shown is None:
        raise Http404
    review, text = shown.review, shown.text
    asked = request.GET
    is_old = asked.get("fassung", str(review.version_number)) != str(review.version_number)
    marked = ("", "") if is_old else (asked.get("von", ""), asked.get("bis", ""))
    passage = passage_at(text, asked.get("absatz", ""), *marked)
    submission = _submission(request, reading, chosen, text, passage)
    if is_old:
        _say_that_the_text_changed(submission, passage)
    if request.method == "GET" or is_old:
        return submission.show(submission.form())
    return _take_in(submission, chosen, review, text.key, passage)


def _say_that_the_text_changed(submission: Submission, passage: Passage) -> None:
    """The marked range belongs to an older version: other words stand there now, so nothing is quoted by it."""
    submission.problem = _(
        "Der Text hat inzwischen eine neue Fassung. Bitte prüfen Sie, ob Ihr Beitrag noch passt, "
        "und senden Sie ihn noch einmal ab."
    )
    submission.action = f"{submission.request.path}?{urlencode({'absatz': passage.anchor})}"


def _submission(
    request: HttpRequest, reading: Reading, part: PartRow, text: SectionPage, passage: Passage
) -> Submission:
    address = reading.url("section", part=part.slug, key=text.key)
    title = _("Zu einer Textstelle schreiben") if passage.paragraph else _("Zum Abschnitt schreiben")
    return Submission(
        request=request,
        reading=reading,
        title=title,
        back=Link(text.label, f"{address}#a-{passage.anchor}" if passage.anchor else address),
        draft_key=f"beitrag-{part.id}-{text.key}-{passage.anchor}",
        about=text.label,
        quote=passage.quote,
        paragraph=passage.paragraph.text if passage.paragraph else "",
    )


def _take_in(submission: Submission, part: PartRow, review: Review, key: str, passage: Passage) -> HttpResponse:
    form = submission.form()
    stamp = submission.stamp()
    if not form.is_valid() or stamp is None:
        return submission.show(form)
    found = passage_of_words(passage, form.cleaned_data.get("quote", ""))
    if found is None:
        form.add_error(
            "quote",
            _("Diese Wörter stehen nicht in dem Absatz. Bitte kopieren Sie sie genau, oder lassen Sie das Feld leer."),
        )
        return submission.show(form)
    verdict = submission.is_human(form, stamp)
    if not verdict.is_human:
        return submission.show(form)
    posted = submission.send(form, target_of(part.id, review, key, found), is_flood=verdict.is_flood)
    return acknowledge(posted.token) if posted else submission.show(form)
