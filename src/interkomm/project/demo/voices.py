"""Invented contributions and answers of the demonstration. Nobody has really said this."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """`quote`: words of the paragraph, or "" for all of it. `town`: slug, or "". `answer`: (status, town, text) or None."""

    key: str
    anchor: str
    text: str
    quote: str = ""
    town: str = ""
    answer: tuple[str, str, str] | None = None
    replies: tuple[str, ...] = ()


RUNNING = (
    Voice(
        "1.1",
        "1.1-p2",
        "Das wäre für uns eine große Hilfe. Wir arbeiten in Oschatz und wohnen in Naundorf, bisher mussten wir zwei "
        "Anträge stellen.",
        town="naundorf",
        replies=("Uns geht es in Cavertitz genauso.",),
        answer=(
            "under_review",
            "oschatz",
            "Danke. Wir klären gerade mit allen sieben Kämmereien, wie der Ausgleich laufen kann.",
        ),
    ),
    Voice("1.2", "1.2-p1", "Bitte auch an Räume für Hebammen denken.", quote="Pflegedienste", town="wermsdorf"),
    Voice(
        "1.3",
        "1.3-p1",
        "Technik teilen ja, aber die Anfahrt darf dadurch nicht länger werden.",
        town="dahlen",
        answer=(
            "partly",
            "oschatz",
            "Die Anfahrtszeiten werden vorher geprüft. Den Satz nehmen wir sinngemäß in den Text auf.",
        ),
    ),
    Voice(
        "2.1",
        "2.1-p1",
        "Zwischen Mügeln und Oschatz fehlt seit Jahren ein sicherer Weg für Schulkinder. Das sollte an erster Stelle stehen.",
        quote="Wege gebaut, die Schulen",
        town="muegeln",
        answer=("taken_up", "oschatz", "Das nehmen wir auf: Schulwege kommen in der Reihenfolge zuerst."),
        replies=("Das sehe ich auch so.", "Bitte auch an die Beleuchtung denken."),
    ),
    Voice(
        "2.1",
        "2.1-p2",
        "Große Maschinen und Kinder auf demselben Weg: das geht nur mit Ausweichstellen.",
        town="liebschuetzberg",
    ),
    Voice("2.2", "2.2-p1", "Kann man den Rufbus auch ohne Smartphone bestellen?", town="cavertitz"),
    Voice(
        "3.2",
        "3.2-p1",
        "Nach dem letzten Starkregen stand unser Keller unter Wasser. Es ist gut, dass das gemeinsam geplant wird.",
    ),
    Voice(
        "",
        "",
        "Der Text ist gut verständlich. Bitte legen Sie ihn auch gedruckt in den Rathäusern aus.",
        town="oschatz",
    ),
)
ENDED = (
    Voice(
        "6.1",
        "6.1-p1",
        "Auch die Musikschule sollte unter das gemeinsame Dach.",
        town="herzberg-elster",
        answer=(
            "taken_up",
            "herzberg-elster",
            "Der Vorschlag wird in das Netzwerk aufgenommen. (Erfundene Antwort zur Vorführung)",
        ),
    ),
    Voice(
        "6.2",
        "6.2-p1",
        "Ohne Parkplätze kommt niemand in die Innenstadt.",
        town="herzberg-elster",
        answer=(
            "forwarded",
            "herzberg-elster",
            "Für diese Straße ist der Landkreis zuständig. Er hat Ihren Hinweis erhalten. (Erfundene Antwort zur Vorführung)",
        ),
    ),
    Voice(
        "6.6",
        "6.6-p1",
        "Eine Gartenschau ist zu teuer für eine Stadt unserer Größe.",
        town="herzberg-elster",
        answer=(
            "not_taken_up",
            "herzberg-elster",
            "Die Bewerbung wird zunächst weiter geprüft, auch die Kosten. (Erfundene Antwort zur Vorführung)",
        ),
    ),
)
