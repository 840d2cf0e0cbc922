"""The form of an item of the agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.cooperation.meetings.models import AgendaItem, Meeting
from interkomm.cooperation.partnerships.rules import partner_ids
from interkomm.cooperation.records.models import Document
from interkomm.cooperation.records.rules import readable
from interkomm.organisations.models import Organisation
from interkomm.ui.overtaken import Unoverwritten


class ItemForm(Unoverwritten, forms.ModelForm[AgendaItem]):
    class Meta:
        model = AgendaItem
        fields = ["title", "text", "proposer", "papers"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4}), "papers": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, meeting: Meeting, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.filter(pk__in=partner_ids(meeting.cooperation)).order_by("name")
        papers = readable(user, meeting.cooperation).filter(deleted_at__isnull=True)
        self.fields["proposer"].queryset = partners  # type: ignore[attr-defined]
        self.fields["proposer"].empty_label = _("von allen")  # type: ignore[attr-defined]
        self.fields["papers"].queryset = papers.exclude(access=Document.Access.OWN)  # type: ignore[attr-defined]
        if not self.fields["papers"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["papers"]

    def _post_clean(self) -> None:
        """The use case writes; the model is not changed here."""

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "text", "proposer")}

    def papers(self) -> list[Document]:
        return list(self.cleaned_data.get("papers") or [])
