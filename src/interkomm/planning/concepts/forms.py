"""Forms of the import. They parse and check; nothing is written here."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from interkomm.accounts.models import User
from interkomm.calc.visible import visible_line, visible_lines
from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.planning.concepts.corrections import SectionEdit
from interkomm.planning.concepts.founding import Particulars
from interkomm.planning.concepts.models import Concept, ConceptImport, Section
from interkomm.planning.concepts.rules import editing_organisations

MEGABYTE = 1024 * 1024
READABLE = ".txt,.md,.markdown,.html,.htm,.docx,.pdf"
LONGEST_SUMMARY = 5000


class LineField(forms.CharField):
    """One line without invisible characters."""

    def to_python(self, value: Any) -> str:
        return visible_line(super().to_python(value) or "")


class LinesField(forms.CharField):
    """Several lines without invisible characters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return visible_lines(super().to_python(value) or "")


class OrganisationForm(forms.Form):
    """Chooses one of the organisations that the person writes for; with a single one nothing needs to be chosen."""

    organisation = forms.ModelChoiceField(
        label=_("Für welche Organisation?"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"])
        field.queryset = Organisation.objects.filter(pk__in=editing_organisations(user))


class ImportForm(OrganisationForm):
    """A file or pasted text. `limit_mb` is shown before anybody waits for an upload that is too big."""

    file = forms.FileField(
        label=_("Datei"), required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": READABLE})
    )
    text = forms.CharField(
        label=_("oder eingefügter Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    concept = forms.ModelChoiceField(
        label=_("Gehört das Dokument zu einem vorhandenen Konzept?"),
        queryset=Concept.objects.none(),
        required=False,
        empty_label=_("nicht festlegen: nach Titel und Quelle vorschlagen"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        concept = cast("forms.ModelChoiceField[Concept]", self.fields["concept"])
        concept.queryset = Concept.objects.of_organisations(editing_organisations(user))
        limit = settings.UPLOAD_MAX_BYTES // MEGABYTE
        self.fields["file"].help_text = _("Text, Markdown, HTML, DOCX oder PDF, höchstens %(limit)s MB.") % {
            "limit": limit
        }
        self.fields["file"].widget.attrs["data-max-bytes"] = str(settings.UPLOAD_MAX_BYTES)

    def clean_file(self) -> "UploadedFile[bytes] | None":
        upload = cast("UploadedFile[bytes] | None", self.cleaned_data.get("file"))
        if upload is not None and (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _("Die Datei ist %(size)s MB groß. Erlaubt sind höchstens %(limit)s MB. Bitte teilen Sie sie."),
                params={
                    "size": -(-(upload.size or 0) // MEGABYTE),
                    "limit": settings.UPLOAD_MAX_BYTES // MEGABYTE,
                },
            )
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "file" in cleaned and cleaned["file"] is None and not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Bitte wählen Sie eine Datei oder fügen Sie Text ein."))
        if cleaned.get("file") is not None and cleaned.get("text", "").strip():
            raise forms.ValidationError(
                _("Bitte entweder eine Datei wählen oder Text einfügen, nicht beides zugleich.")
            )
        return cleaned


class HeadForm(forms.Form):
    """Title and introduction of a preview."""

    title = LineField(label=_("Titel"), max_length=300)
    introduction = LinesField(label=_("Einleitung"), required=False, max_length=20_000)


class SectionForm(forms.Form):
    """One section of a preview with all its text."""

    kind = forms.ChoiceField(label=_("Art"), choices=Section.Kind.choices)
    level = forms.TypedChoiceField(
        label=_("Ebene"),
        coerce=int,
        choices=[(level, level) for level in range(1, 7)],
        help_text=_("Nur für Kapitel: 1 ist oben."),
    )
    number = LineField(label=_("Nummer"), required=False, max_length=20)
    title = LineField(label=_("Überschrift"), max_length=300)
    plain = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_(
            "Eine Leerzeile trennt Absätze. „- “ am Anfang: Listenpunkt, „| “: Tabellenzeile, „## “: "
            "Zwischenüberschrift, „# “: Hier beginnt ein neuer Abschnitt."
        ),
    )

    def edit(self, key: str) -> SectionEdit:
        values = self.cleaned_data
        return SectionEdit(key, values["title"], values["kind"], values["number"], values["level"], values["plain"])


class ParticularsForm(forms.Form):
    """What a new concept needs besides its text."""

    kind = forms.ChoiceField(label=_("Art des Konzepts"), choices=Concept.Kind.choices)
    ownership = forms.ModelChoiceField(
        label=_("Wem gehört das Konzept?"),
        queryset=Cooperation.objects.none(),
        required=False,
        help_text=_("Gehört es einer Kooperation, so sind alle Partner gleichberechtigt."),
    )
    summary = LinesField(label=_("Kurzbeschreibung"), required=False, max_length=LONGEST_SUMMARY)
    source_note = LineField(label=_("Quelle"), required=False, max_length=300)

    def __init__(self, *args: Any, organisations: set[int], owner_label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Cooperation]", self.fields["ownership"])
        field.queryset = Cooperation.objects.filter(partners__organisation_id__in=organisations).distinct()
        field.empty_label = _("nur %(organisation)s") % {"organisation": owner_label or _("der Organisation")}

    def particulars(self) -> Particulars:
        values = self.cleaned_data
        return Particulars(values["kind"], values["summary"], values["source_note"], values["ownership"])


class NoteForm(forms.Form):
    """What is new in a version."""

    note = LineField(label=_("Was ist neu?"), required=False, max_length=300)


def _as_new_version(obj: Concept) -> str:
    return _("neue Fassung von „%(title)s“") % {"title": obj.title}


class TargetForm(forms.Form):
    """Whether a preview becomes a new concept or a new version of one."""

    concept = forms.ModelChoiceField(
        label=_("Übernehmen als"),
        queryset=Concept.objects.none(),
        required=False,
        empty_label=_("neues Konzept"),
    )
    is_partial = forms.BooleanField(
        label=_("Das Dokument ist nur ein Teil des Konzepts"),
        required=False,
        help_text=_("Zum Beispiel ein einzelnes Kapitel. Alles andere in der Fassung bleibt dann stehen."),
    )

    def __init__(self, *args: Any, user: User, proposal: ConceptImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["concept"] = proposal.concept_id
        self.initial["is_partial"] = bool(proposal.proposal.get("is_partial"))
        field = cast("forms.ModelChoiceField[Concept]", self.fields["concept"])
        field.queryset = Concept.objects.of_organisations(editing_organisations(user))
        field.label_from_instance = _as_new_version  # type: ignore[method-assign]
