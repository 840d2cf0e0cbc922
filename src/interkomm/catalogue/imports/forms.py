"""Forms of the import. They parse and check; nothing is written here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.calc.casereading.structured.columns import TARGETS
from interkomm.calc.visible import visible_line
from interkomm.catalogue.editing.rules import is_editor
from interkomm.catalogue.imports.decisions import LONGEST_REASON, NEEDS_REASON, Decision
from interkomm.catalogue.imports.packing import packed
from interkomm.catalogue.imports.reading import PASTED_NAME, Source
from interkomm.catalogue.imports.rules import importing_organisations
from interkomm.catalogue.imports.table_wording import target_name
from interkomm.organisations.models import Organisation
from interkomm.places.gazetteer import queries

MEGABYTE = 1024 * 1024
READABLE = ".txt,.md,.html,.htm,.wiki,.json,.csv,.tsv,.xlsx,.ods,.rdf,.xml,.owl,.zip"
MOST_HITS = 8


class UploadForm(forms.Form):
    """A file, a file of projects with one of partners, or pasted text; where it comes from, and when."""

    organisation = forms.ModelChoiceField(
        label=_("Für welche Organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=_("Datei"), required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": READABLE})
    )
    partners = forms.FileField(
        label=_("Zweite Datei mit Partnern"),
        required=False,
        help_text=_("Nur wenn Projekte und Partner in zwei CSV-Dateien stehen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv"}),
    )
    text = forms.CharField(
        label=_("oder eingefügter Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    url = forms.URLField(
        label=_("Adresse, von der die Quelle stammt"), required=False, max_length=1000, assume_scheme="https"
    )
    retrieved_on = forms.DateField(
        label=_("Abgerufen am"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = Organisation.objects.filter(pk__in=importing_organisations(user))
        if is_editor(user):
            field.required, field.empty_label = False, _("keine: ich arbeite als Redaktion")
        limit = settings.UPLOAD_MAX_BYTES // MEGABYTE
        self.fields["file"].help_text = _("Text, HTML, CSV, XLSX, ODS, JSON oder RDF/XML, höchstens %(limit)s MB.") % {
            "limit": limit
        }
        self.fields["retrieved_on"].initial = timezone.localdate

    def clean_file(self) -> "UploadedFile[bytes] | None":
        return self._bounded("file")

    def clean_partners(self) -> "UploadedFile[bytes] | None":
        return self._bounded("partners")

    def clean_retrieved_on(self) -> date | None:
        day = cast(date | None, self.cleaned_data.get("retrieved_on"))
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_text = bool((cleaned.get("text") or "").strip())
        if "file" in cleaned and cleaned["file"] is None and not has_text:
            raise forms.ValidationError(_("Bitte wählen Sie eine Datei oder fügen Sie Text ein."))
        if cleaned.get("file") is not None and has_text:
            raise forms.ValidationError(
                _("Bitte entweder eine Datei wählen oder Text einfügen, nicht beides zugleich.")
            )
        return cleaned

    def source(self) -> Source:
        """What is to be read."""
        values = self.cleaned_data
        upload, partners = values["file"], values.get("partners")
        if upload is None:
            name, content = PASTED_NAME, values["text"].encode("utf-8", "replace")
        elif partners is not None:
            name = upload.name or "projects.csv"
            content = packed({"1-" + name: upload.read(), "2-" + (partners.name or "partners.csv"): partners.read()})
        else:
            name, content = upload.name or "datei", upload.read()
        return Source(name, content, values["url"], values["retrieved_on"])

    def _bounded(self, name: str) -> "UploadedFile[bytes] | None":
        upload = cast("UploadedFile[bytes] | None", self.cleaned_data.get(name))
        if upload is not None and (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _("Die Datei ist %(size)s MB groß. Erlaubt sind höchstens %(limit)s MB. Bitte teilen Sie sie."),
                params={
                    "size": -(-(upload.size or 0) // MEGABYTE),
                    "limit": settings.UPLOAD_MAX_BYTES // MEGABYTE,
                },
            )
        return upload


class ColumnsForm(forms.Form):
    """A meaning for each column of each sheet; fields are named "sheet-column" by number."""

    def __init__(
        self, data: Any = None, *, sheets: Sequence[Mapping[str, Any]], targets: Mapping[str, Sequence[str]]
    ) -> None:
        super().__init__(data)
        self.sheets = sheets
        choices = [("", target_name(""))] + [(target, target_name(target)) for target in TARGETS]
        unnamed = [(target, name) for target, name in choices if target != "name"]
        for number, sheet in enumerate(sheets):
            proposed = list(targets.get(sheet["name"], ()))
            for at, header in enumerate(sheet["columns"]):
                self.fields[f"c{number}-{at}"] = forms.ChoiceField(
                    label=header or _("Spalte %(number)s") % {"number": at + 1},
                    choices=unnamed if sheet["is_named"] else choices,
                    required=False,
                    initial=proposed[at] if at < len(proposed) else "",
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number, sheet in enumerate(self.sheets):
            chosen = self._chosen(cleaned, number)
            if not sheet["is_named"] and any(chosen) and chosen.count("name") != 1:
                raise forms.ValidationError(
                    _("Genau eine Spalte muss der Name des Falls sein (Blatt „%(sheet)s“)."),
                    params={"sheet": sheet["name"] or number + 1},
                )
        if not any(any(self._chosen(cleaned, number)) for number in range(len(self.sheets))):
            raise forms.ValidationError(_("Bitte ordnen Sie mindestens eine Spalte zu."))
        return cleaned

    def targets(self) -> dict[str, list[str]]:
        return {sheet["name"]: self._chosen(self.cleaned_data, number) for number, sheet in enumerate(self.sheets)}

    def _chosen(self, cleaned: Mapping[str, Any], number: int) -> list[str]:
        return [cleaned.get(f"c{number}-{at}", "") for at in range(len(self.sheets[number]["columns"]))]


class DecisionForm(forms.Form):
    """One finding: its options as radio buttons, places found by search among them, and a reason."""

    option = forms.ChoiceField(label=_("Ihre Entscheidung"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Begründung"), required=False, max_length=LONGEST_REASON)

    def __init__(
        self,
        data: Any = None,
        *,
        number: int,
        finding: Mapping[str, Any],
        labels: Sequence[str],
        decided: Mapping[str, Any] | None,
        search: str = "",
    ) -> None:
        super().__init__(data, prefix=f"f{number}")
        choices = [(str(at), label) for at, label in enumerate(labels)]
        if finding.get("fields") == ["partners"]:
            choices += _found(search, {each.get("sets", {}).get("official_key", "") for each in finding["options"]})
        key = (decided or {}).get("sets", {}).get("official_key", "")
        if decided and "number" not in decided and f"key:{key}" not in dict(choices):
            choices.append((f"key:{key}", decided["label"]))
        cast(forms.ChoiceField, self.fields["option"]).choices = choices
        self.fields["reason"].required = finding["kind"] in NEEDS_REASON
        if finding["kind"] not in NEEDS_REASON:
            del self.fields["reason"]
        if decided:
            self.initial["option"] = str(decided["number"]) if "number" in decided else f"key:{key}"
            self.initial["reason"] = decided.get("reason", "")

    def decision(self) -> Decision:
        chosen: str = self.cleaned_data["option"]
        reason = visible_line(self.cleaned_data.get("reason", ""))
        if chosen.startswith("key:"):
            return Decision(None, chosen.removeprefix("key:"), reason)
        return Decision(int(chosen), reason=reason)


def _found(search: str, known: set[str]) -> list[tuple[str, str]]:
    """Municipalities by search that are no options already."""
    if not search.strip():
        return []
    hits = queries.search(search.strip()[:100], levels=("municipality",), limit=MOST_HITS)
    places = [hit.place for hit in hits if hit.place.official_key not in known and not hit.place.is_unincorporated]
    return [(f"key:{place.official_key}", f"{place.label} – {place.official_key}") for place in places]
