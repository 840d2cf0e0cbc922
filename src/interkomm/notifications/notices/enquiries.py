"""Mails about questions to the contact of a catalogue case."""

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.enquiries.events import QuestionAsked, QuestionConfirmed
from interkomm.catalogue.models import Question
from interkomm.notifications.notices.letters import shortened
from interkomm.notifications.outbox.letter import Envelope, Letter, absolute, link, post


def on_question_asked(event: QuestionAsked) -> None:
    """The asker is asked to confirm the own address."""
    question = Question.objects.select_related("case").get(pk=event.question_id)
    with translation.override(question.language):
        letter = Letter(
            subject=_("Bitte bestätigen: Ihre Frage zu „%(name)s“") % {"name": question.case.name},
            paragraphs=(
                _("Guten Tag,"),
                _("mit dieser Adresse wurde eine Frage gestellt:"),
                shortened(question.text),
                _("Erst wenn Sie hier bestätigen, schicken wir sie ab:"),
                link("catalogue:question_confirm", event.token),
            ),
            reason=_(
                "Sie bekommen diese Mail, weil Ihre Adresse bei einer Frage angegeben wurde. "
                "Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Die Frage wird nicht weitergegeben."
            ),
        )
        post(letter, Envelope(question.asker_email, "catalogue.question", f"question:{question.pk}"))


def on_question_confirmed(event: QuestionConfirmed) -> None:
    """The contact gets the question with the asker as reply address; without a contact the editors get it."""
    question = Question.objects.select_related("case", "address").get(pk=event.question_id)
    with translation.override("de"):
        letter = Letter(
            subject=_("Frage zu „%(name)s“") % {"name": question.case.name},
            paragraphs=(
                _("Guten Tag,"),
                _("%(who)s fragt über den Katalog der Kooperationen:") % {"who": _who(question)},
                shortened(question.text, 3000),
                _(
                    "Wenn Sie auf diese Mail antworten, geht Ihre Antwort direkt an %(email)s. "
                    "Erst dadurch wird dort Ihre Adresse bekannt."
                )
                % {"email": question.asker_email},
                _("Der Fall im Katalog:"),
                absolute(question.case.get_absolute_url()),
            ),
            reason=_(
                "Sie bekommen diese Mail, weil Sie für Fragen zu diesem Fall eingetragen sind oder zur Redaktion gehören."
            ),
            reply_to=question.asker_email,
        )
        for address in _receivers(question):
            post(letter, Envelope(address, "catalogue.answer", f"question-to:{question.pk}:{address}"[:190]))


def _who(question: Question) -> str:
    return (
        f"{question.asker_name} ({question.asker_organisation})" if question.asker_organisation else question.asker_name
    )


def _receivers(question: Question) -> list[str]:
    if question.address is not None:
        return [question.address.email]
    editors = User.objects.filter(
        is_active=True, catalogue_editor__ended_at__isnull=True, catalogue_editor__isnull=False
    )
    return sorted(editors.values_list("email", flat=True))
