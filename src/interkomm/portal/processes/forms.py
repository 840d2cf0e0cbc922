"""The filter of the list of participation processes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.calc.visible import visible_line

MAX_WORDS = 100


class ProcessFilter(forms.Form):
    """All fields may be empty; unknown values fall back to "all"."""

    q = forms.CharField(label=gettext_lazy("Wörter im Titel"), required=False, max_length=MAX_WORDS)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    gemeinde = forms.ChoiceField(label=gettext_lazy("Gemeinde"), required=False)

    def __init__(self, *args: Any, regions: list[tuple[str, str]], towns: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [("running", _("läuft jetzt")), ("coming", _("beginnt noch")), ("over", _("abgeschlossen"))]
        for name, choices in (("stand", states), ("region", regions), ("gemeinde", towns)):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[("", _("alle")), *choices]
            )

    @property
    def chosen(self) -> dict[str, str]:
        """The usable values; a value that does not exist counts as none."""
        self.is_valid()
        values = {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
        return values | {"q": visible_line(values["q"])}
