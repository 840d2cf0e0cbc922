"""Django form fields for the macros: which kind of control a widget is, and its HTML with KERN's classes.

Django 5.2 itself binds hint (``<id>_helptext``) and error (``<id>_error``) to the control by ``aria-describedby`` and
sets ``aria-invalid``; the macros only have to use these ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.safestring import SafeString

Kind = Literal["input", "textarea", "select", "checkbox", "radios", "checkboxes", "file", "hidden"]
CLASSES: Mapping[Kind, str] = {
    "input": "kern-form-input__input",
    "textarea": "kern-form-input__input ik-textarea",
    "select": "kern-form-input__select",
    "checkbox": "kern-form-check__checkbox",
    "radios": "kern-form-check__radio",
    "checkboxes": "kern-form-check__checkbox",
    "file": "ik-file",
    "hidden": "",
}
WIDGETS: tuple[tuple[type[forms.Widget], Kind], ...] = (  # the first that fits; children of a widget before it
    (forms.HiddenInput, "hidden"),
    (forms.MultipleHiddenInput, "hidden"),
    (forms.FileInput, "file"),
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
)


@dataclass(frozen=True, slots=True)
class FieldView:
    """What the macro ``field`` shows: kind of control, its HTML (or the single choices) and the texts around it."""

    kind: Kind
    control: str
    choices: tuple[tuple[str, str, str], ...]  # id, control, label
    id: str
    label: str
    hint: str
    errors: tuple[str, ...]
    is_required: bool
    is_multiple: bool
    maximum: int | None
    describedby: str


def kind_of(widget: forms.Widget) -> Kind:
    """Return the kind of control of a widget; everything unknown is an input."""
    return next((kind for type_, kind in WIDGETS if isinstance(widget, type_)), "input")


def describe(
    bound: BoundField, hint: str = "", autocomplete: str = "", attrs: Mapping[str, object] | None = None
) -> FieldView:
    """Return a bound field for the macro; ``hint`` replaces the help text of the field."""
    if hint:
        bound.help_text = hint
    kind = kind_of(bound.field.widget)
    is_group = kind in ("radios", "checkboxes")
    attributes = _attributes(bound, kind, autocomplete, attrs or {})
    return FieldView(
        kind=kind,
        control="" if is_group else bound.as_widget(attrs=attributes),
        choices=tuple(_choices(bound, kind)) if is_group else (),
        id=bound.id_for_label if not is_group else bound.auto_id or "",
        label=str(bound.label or ""),
        hint=str(bound.help_text or ""),
        errors=tuple(str(error) for error in bound.errors),
        is_required=bound.field.required,
        is_multiple=bool(getattr(bound.field.widget, "allow_multiple_selected", False)),
        maximum=getattr(bound.field, "max_length", None) if kind == "textarea" else None,
        describedby=str(bound.aria_describedby or ""),
    )


def _attributes(bound: BoundField, kind: Kind, autocomplete: str, attrs: Mapping[str, object]) -> dict[str, Any]:
    own = bound.field.widget.attrs
    classes = [CLASSES[kind], str(own.get("class", ""))]
    if bound.errors and kind in ("input", "textarea", "select"):
        classes.append(f"{CLASSES[kind].split()[0]}--error")
    attributes: dict[str, Any] = {**attrs, "class": " ".join(filter(None, classes))}
    if autocomplete:
        attributes["autocomplete"] = autocomplete
    if kind == "textarea" and "rows" not in attributes and str(own.get("rows", "10")) == "10":
        attributes["rows"] = 6  # Django's default of 10 rows fills a phone
    return attributes


def _choices(bound: BoundField, kind: Kind) -> Iterator[tuple[str, str, str]]:
    for choice in bound.subwidgets:
        yield choice.id_for_label, _choice_control(choice, kind), str(choice.choice_label)


def _choice_control(choice: BoundWidget, kind: Kind) -> SafeString:
    choice.data["attrs"] = {**choice.data["attrs"], "class": CLASSES[kind]}
    return choice.tag()


def errors_of(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Return (id of the control, label, error) for the summary above a form; form-wide errors have an empty id."""
    found = [("", "", str(error)) for error in form.non_field_errors()]
    for bound in form:
        view_id = _focus_id(bound)
        found.extend((view_id, str(bound.label or ""), str(error)) for error in bound.errors)
    return found


def _focus_id(bound: BoundField) -> str:
    """Return the id that a link of the summary jumps to: the control, or the first choice of a group."""
    if kind_of(bound.field.widget) in ("radios", "checkboxes"):
        return next((choice.id_for_label for choice in bound.subwidgets), bound.auto_id or "")
    return bound.id_for_label
