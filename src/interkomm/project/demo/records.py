"""Documents of the demonstration: with versions, and for different readers."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.files.base import ContentFile

from interkomm.cooperation.minutes.blocks import blocks_of
from interkomm.cooperation.models import Document
from interkomm.cooperation.records.services import Description, add_document, replace_document
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.foundation.documents.spreadsheets import Sheet, csv_lines, workbook
from interkomm.project.demo.agreements import INVENTED
from interkomm.project.demo.scene import CONTENT, Scene

SEPARATOR = "-"  # between the name of a text and its number
FLEET_COLUMNS = ("Gemeinde", "Gerät", "Baujahr", "Stunden im Jahr", "Ausleihbar")
FLEET = (
    ("Oschatz", "Hubsteiger 18 m", 2019, 310, "ja"),
    ("Oschatz", "Kehrmaschine (Miete)", 2016, 620, "nein"),
    ("Dahlen", "Radlader", 2014, 280, "ja"),
    ("Mügeln", "Lastwagen mit Kran", 2017, 450, "nach Absprache"),
    ("Cavertitz", "Kamera für Kanäle", 2022, 90, "ja"),
    ("Liebschützberg", "Böschungsmäher", 2018, 340, "ja"),
    ("Wermsdorf", "Schlepper mit Räumschild", 2015, 260, "nach Absprache"),
)
FLEET_OF_NAUNDORF = ("Naundorf", "Anhänger mit Rampe", 2020, 120, "ja")
GAPS_COLUMNS = ("Nummer", "Von", "Bis", "Länge in km", "Schulweg", "Stand")
GAPS = (
    (1, "Naundorf", "Oschatz", "4,2", "ja", "Planung beginnt"),
    (2, "Mügeln", "Ablaß", "2,6", "ja", "Flächen werden geprüft"),
    (3, "Wermsdorf", "Mutzschen", "3,8", "nein", "Idee"),
    (4, "Dahlen", "Schmannewitz", "3,1", "nein", "Beschilderung genügt"),
    (5, "Cavertitz", "Strehla", "6,5", "nein", "Abstimmung mit der Nachbarstadt"),
    (6, "Liebschützberg", "Oschatz", "5,0", "ja", "Planung beginnt"),
)


def keep_records(scene: Scene) -> dict[str, Document]:
    """The documents by a short name."""
    rules = _put(
        scene, "oschatz", "Geschäftsordnung der Lenkungsrunde", "geschaeftsordnung-1", Document.Access.PUBLIC,
        "Grundlagen", "Wie die sieben Partnerinnen gemeinsam beraten und beschließen.",
    )  # fmt: skip
    new_rules = _pdf("Geschäftsordnung der Lenkungsrunde", "geschaeftsordnung-2")
    replace_document(actor=scene.manager, document=rules, upload=new_rules, note="Ladungsfrist jetzt zehn Tage")
    _earlier(scene, rules)
    forum = _put(
        scene, "oschatz", "Regionalforum: Einladung und Ablauf", "regionalforum", Document.Access.PUBLIC,
        "Beteiligung", "Zum Aushängen in den Rathäusern.",
    )  # fmt: skip
    own = _put(
        scene, "dahlen", "Kehrmaschine: was das für uns heißt", "kehrmaschine", Document.Access.OWN,
        "Bauhof", "Nur für die eigene Verwaltung.",
    )  # fmt: skip
    return {"rules": rules, "forum": forum, "own": own, "fleet": _fleet(scene), "gaps": _gaps(scene)}


def _put(scene: Scene, town: str, title: str, name: str, access: str, topic: str, text: str) -> Document:
    actor = scene.users["dahlen"] if access == Document.Access.OWN else scene.manager
    about = Description(title, scene.towns[town], access, topic, f"{text} {INVENTED}")
    return add_document(actor=actor, cooperation=scene.cooperation, about=about, upload=_pdf(title, name))


def _pdf(title: str, name: str) -> ContentFile[bytes]:
    text = (CONTENT / f"{name}.md").read_text("utf-8")
    values = {"title": title, "note": INVENTED, "blocks": blocks_of(text)}
    return ContentFile(render_pdf(CONTENT / "unterlage.typ", values), name=f"{name.partition(SEPARATOR)[0]}.pdf")


def _fleet(scene: Scene) -> Document:
    """A table that another town has completed."""
    about = Description(
        "Fahrzeuge und Geräte der sieben Bauhöfe", scene.towns["wermsdorf"], topic="Bauhof",
        description=f"Wer hat was, und was kann ausgeliehen werden? {INVENTED}",
    )  # fmt: skip
    made = add_document(
        actor=scene.manager, cooperation=scene.cooperation, about=about, upload=_workbook(FLEET), note="Sechs Bauhöfe"
    )
    whole = _workbook((*FLEET, FLEET_OF_NAUNDORF))
    replace_document(actor=scene.manager, document=made, upload=whole, note="Angaben aus Naundorf ergänzt")
    _earlier(scene, made)
    return made


def _earlier(scene: Scene, document: Document) -> None:
    """Two versions that were not made on the same day."""
    for number, days in ((1, 95), (2, 25)):
        document.versions.filter(number=number).update(added_at=scene.now - timedelta(days=days))
    Document.objects.filter(pk=document.pk).update(changed_at=scene.now - timedelta(days=25))


def _workbook(rows: Sequence[Sequence[object]]) -> ContentFile[bytes]:
    sheet = Sheet("Geräte", FLEET_COLUMNS, rows, widths=((1, 30),))
    return ContentFile(workbook([sheet]), name="fahrzeuge-und-geraete.xlsx")


def _gaps(scene: Scene) -> Document:
    about = Description(
        "Radwege zwischen den Orten: Lücken", scene.towns["muegeln"], Document.Access.PUBLIC, "Radverkehr",
        f"Was zwischen den Orten fehlt, Schulwege zuerst. {INVENTED}",
    )  # fmt: skip
    table = ContentFile(b"".join(csv_lines(GAPS_COLUMNS, GAPS)), name="radwege-luecken.csv")
    return add_document(actor=scene.manager, cooperation=scene.cooperation, about=about, upload=table)
