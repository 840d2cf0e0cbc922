"""The form of an item of news."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.portal.news import rules
from interkomm.portal.news.models import NewsItem

MAX_TEXT = 10_000


class NewsForm(forms.ModelForm[NewsItem]):
    """`organisation` is asked only for a new item; choices are those of the person."""

    organisation = forms.ModelChoiceField(
        label=_("Im Namen von"), queryset=Organisation.objects.none(), empty_label=None
    )
    cooperation = forms.ModelChoiceField(
        label=_("Auf der Seite der Region zeigen"),
        queryset=Cooperation.objects.none(),
        required=False,
        empty_label=_("nein, nur in der Ansicht der Gemeinde"),
    )
    text = forms.CharField(
        label=_("Text"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Absätze durch Leerzeilen, Listen mit „- “, Links als [Text](https://…)."),
    )

    class Meta:
        model = NewsItem
        fields = ("organisation", "cooperation", "title", "text")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region, town = self.fields["cooperation"], self.fields["organisation"]
        assert isinstance(region, forms.ModelChoiceField)
        assert isinstance(town, forms.ModelChoiceField)
        region.queryset = rules.possible_regions(user)
        town.queryset = rules.writing_organisations(user)
        if self.instance.pk:
            del self.fields["organisation"]

    def clean_title(self) -> str:
        return self._not_empty(visible_line(self.cleaned_data["title"]))

    def clean_text(self) -> str:
        return self._not_empty(visible_lines(self.cleaned_data["text"]))

    @staticmethod
    def _not_empty(text: str) -> str:
        if not text:
            raise forms.ValidationError(_("Bitte schreiben Sie etwas, das man lesen kann."))
        return text
