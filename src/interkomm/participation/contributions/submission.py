"""Sending a contribution: from the posted form to the stored contribution, or back to the form with the text intact."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.foundation.stamps.stamp import Stamp, StampExpired, StampInvalid, issue, new_nonce, redeem
from interkomm.foundation.use_cases import RuleBroken
from interkomm.participation.contributions import protection, rules
from interkomm.participation.contributions.forms import ContributionForm
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.services import Posted, Target, Words, post_contribution
from interkomm.participation.processes.models import Phase
from interkomm.participation.reading.frame import Reading, refused
from interkomm.ui.layouts import Link, current_user


@dataclass
class Submission:
    """One form on its way. `title`, `about` and `back` describe to the reader what the form is about.

    `action`: where the form is sent, "" = where it came from.
    `draft_key` names the copy of the text that the reader's device keeps until the contribution is acknowledged.
    """

    request: HttpRequest
    reading: Reading
    title: str
    back: Link
    draft_key: str
    about: str = ""
    quote: str = ""
    paragraph: str = ""
    parent: Contribution | None = None
    problem: str = ""
    action: str = ""
    nonce: str = field(default_factory=new_nonce)

    @property
    def actor(self) -> User | AnonymousUser:
        return current_user(self.request) or AnonymousUser()

    @property
    def purpose(self) -> str:
        return f"contribution:{self.reading.process.id}"

    @property
    def has_account(self) -> bool:
        return isinstance(self.actor, User)

    def form(self) -> ContributionForm:
        """The form, bound when it was posted."""
        initial = {"author_name": self.actor.name} if isinstance(self.actor, User) else {}
        return ContributionForm(
            self.request.POST if self.request.method == "POST" else None,
            process=self.reading.process,
            has_quote=bool(self.paragraph) and not self.quote,
            has_account=self.has_account,
            initial=initial,
        )

    def refusal(self) -> str:
        """Why nothing can be written here now; "" when it can."""
        feature = Phase.Feature.REPLY if self.parent else Phase.Feature.COMMENT
        return rules.refusal(self.actor, self.reading.process, feature, self.reading.now)

    def stamp(self) -> Stamp | None:
        """The stamp of the posted form; None, with the problem said, when it must be sent once more."""
        try:
            found = redeem(self.request, self.request.POST.get("stamp", ""), self.purpose)
        except StampExpired:
            self.problem = _("Das Formular war sehr lange offen. Bitte senden Sie es noch einmal ab.")
        except StampInvalid:
            self.problem = _(
                "Ihre Anmeldung hat sich inzwischen geändert, oder das Formular ist veraltet. "
                "Bitte prüfen Sie Ihren Text und senden Sie ihn noch einmal ab."
            )
        else:
            self.nonce = found.nonce
            return found
        return None

    def is_human(self, form: ContributionForm, stamp: Stamp) -> protection.Verdict:
        if self.has_account:
            return protection.Verdict(is_human=True)
        values = form.cleaned_data
        verdict = protection.judge(
            self.request,
            payload=values["proof"],
            answer=values["answer"],
            trap=values["website"],
            nonce=stamp.nonce,
            age_seconds=stamp.age_seconds,
        )
        if not verdict.is_human:
            form.add_error(
                "answer", _("Bitte beantworten Sie die kurze Frage, damit wir wissen, dass Sie ein Mensch sind.")
            )
        return verdict

    def send(self, form: ContributionForm, target: Target, *, is_flood: bool) -> Posted | None:
        """Store it; None, with the problem said, when a rule forbids it."""
        values = form.cleaned_data
        words = Words(
            text=values["text"],
            author_name=values["author_name"],
            municipality_id=values.get("municipality"),
            contact_email=values.get("contact_email", ""),
        )
        try:
            return post_contribution(
                actor=self.actor,
                process=self.reading.process,
                target=target,
                words=words,
                submission_key=self.nonce,
                now=self.reading.now,
                language=get_language() or "de",
                parent=self.parent,
                is_flood=is_flood,
            )
        except RuleBroken as broken:
            self.problem = refused(str(broken))
            return None

    def show(self, form: ContributionForm) -> HttpResponse:
        """The form page; after a failed attempt with status 422 and everything that was typed."""
        context: dict[str, Any] = {
            "reading": self.reading,
            "process": self.reading.process,
            "page": self.reading.page(self.title, trail=(*self.reading.trail, self.back)),
            "submission": self,
            "form": form,
            "refusal": self.refusal(),
            "stamp": issue(self.request, self.purpose, self.nonce),
        }
        if not self.has_account:
            context["challenge"] = protection.challenge(self.request, self.nonce)
            context["question"] = protection.question(self.nonce)[0]
        status = 422 if self.request.method == "POST" else 200
        return render(self.request, "participation/contributions/write.html", context, status=status)


def acknowledge(token: str) -> HttpResponse:
    """To the private page of the author, which says that all went well."""
    response = HttpResponseRedirect(reverse("participation:private", args=[token]))
    response.status_code = 303
    return response
