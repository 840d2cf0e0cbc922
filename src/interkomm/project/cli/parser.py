"""Commands and their options."""

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from interkomm.project.cli.wording import say

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
GERMAN = (  # what argparse says
    (r"^the following arguments are required: ", "Es fehlt: "),
    (r"^unrecognized arguments: ", "Unbekannt: "),
    (r"^argument (\S+): invalid choice: (\S+) \(choose from (.+)\)$", r"\1: \2 gibt es nicht. Möglich sind: \3"),
    (r"^argument (\S+): invalid int value: (.+)$", r"\1: \2 ist keine Zahl"),
    (r"^argument (\S+): expected one argument$", r"\1: Es fehlt ein Wert"),
)


class Helpful(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of examples; says "usage" in the language of the command."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("Aufruf: ", "usage: ") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Headings and `--help` in the language of the command."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Helpful, add_help=False, **options)
        self._positionals.title, self._optionals.title = say("Angaben", "arguments"), say("Optionen", "options")
        self.add_argument("-h", "--help", action="help", help=say("diese Hilfe zeigen", "show this help"))

    def error(self, message: str) -> NoReturn:
        """What is wrong and where help is; exit code 2."""
        for english, german in GERMAN:
            message = say(re.sub(english, german, message), message)
        hint = say(f"Hilfe: {self.prog} --help", f"Help: {self.prog} --help")
        self.exit(2, f"{say('Fehler', 'Error')}: {message}\n{hint}\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of `interkomm`; each command names the function that runs it as `module:function`."""
    parser = Parser(
        prog="interkomm",
        description=say(
            "Interkomm betreiben: die Plattform für Städte und Gemeinden, die zusammenarbeiten.",
            "Run Interkomm: the platform for towns and municipalities that cooperate.",
        ),
        epilog=say(
            "Ausprobieren: interkomm demo\nHilfe zu einem Befehl: interkomm BEFEHL --help, zum Beispiel interkomm backup --help",
            "Try it: interkomm demo\nHelp on one command: interkomm COMMAND --help, for example interkomm backup --help",
        ),
    )
    commands = parser.add_subparsers(required=True, metavar=say("BEFEHL", "COMMAND"))
    _serving(commands)
    _setting_up(commands)
    _keeping(commands)
    _erasing(commands)
    _contents(commands)
    return parser


def _add(commands: Commands, name: str, run: str, german: str, english: str, *examples: str) -> argparse.ArgumentParser:
    """`examples`: lines behind "interkomm", shown at the end of the help."""
    text = say(german, english)
    lines = [say("Beispiele:", "examples:"), *(f"  interkomm {each}" for each in examples)]
    epilog = "\n".join(lines) if examples else None
    parser: Parser = commands.add_parser(name, help=text, description=text, epilog=epilog)
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        help=say(
            "Datenverzeichnis (sonst INTERKOMM_DATA, sonst ./interkomm-data)",
            "data directory (else INTERKOMM_DATA, else ./interkomm-data)",
        ),
    )
    parser.set_defaults(run=run)
    return parser


def _group(commands: Commands, name: str, german: str, english: str) -> Commands:
    text = say(german, english)
    group: Parser = commands.add_parser(name, help=text, description=text)
    return group.add_subparsers(required=True, metavar=say("BEFEHL", "COMMAND"))


def _file(parser: argparse.ArgumentParser, german: str, english: str) -> None:
    parser.add_argument("file", metavar=say("DATEI", "FILE"), type=Path, help=say(german, english))


def _serving(commands: Commands) -> None:
    demo = _add(
        commands,
        "demo",
        "demo:run",
        "Demonstration mit erfundenen Personen aufbauen und starten",
        "build and start a demonstration with invented people",
        "demo --port 8000",
        "demo --no-serve --data /tmp/vorfuehrung",
    )
    demo.add_argument("--port", type=int, help=say("Anschluss (sonst ein freier)", "port (else a free one)"))
    demo.add_argument("--host", default="127.0.0.1", help=say("Adresse", "address"))
    demo.add_argument("--workers", type=int, help=say("Zahl der Prozesse", "number of processes"))
    demo.add_argument("--no-serve", action="store_true", help=say("nur aufbauen, nicht starten", "build, do not start"))
    serve = _add(commands, "serve", "serve:run", "Anwendung für den Betrieb starten", "start the production server")
    serve.add_argument("--port", type=int, default=8000, help=say("Anschluss (8000)", "port (8000)"))
    serve.add_argument("--host", default="127.0.0.1", help=say("Adresse (127.0.0.1)", "address (127.0.0.1)"))
    serve.add_argument("--workers", type=int, help=say("Zahl der Prozesse (Kerne)", "number of processes (cores)"))
    serve.add_argument(
        "--no-worker",
        action="store_true",
        help=say("ohne Hintergrunddienst (läuft getrennt)", "without background worker (it runs elsewhere)"),
    )
    _add(commands, "worker", "worker:run", "Nur den Hintergrunddienst starten", "start only the background worker")


def _setting_up(commands: Commands) -> None:
    _add(
        commands,
        "init",
        "setup:init",
        "Neue Anwendung einrichten: Verzeichnis, Schlüssel, Datenbank, Gemeinden",
        "set up a new site: directory, key, database, municipalities",
    )
    upgrade = _add(
        commands,
        "upgrade",
        "setup:upgrade",
        "Nach dem Einspielen einer neuen Version: sichern, Datenbank anpassen, Dateien sammeln",
        "after installing a new version: back up, migrate, collect files",
        "upgrade",
    )
    upgrade.add_argument("--no-backup", action="store_true", help=say("ohne Sicherung", "without backup"))
    check = _add(commands, "check", "check:run", "Einstellungen und Daten prüfen", "check settings and data")
    check.add_argument("--json", action="store_true", help=say("Ausgabe als JSON", "print JSON"))
    users = _group(commands, "user", "Konten des Betriebs anlegen", "add operators' accounts")
    operator = _add(
        users,
        "create-operator",
        "users:create_operator",
        "Konto für den Betrieb anlegen; fragt nach einem Kennwort oder liest es aus einer Pipe",
        "add an operator; asks for a password or reads it from a pipe",
        "user create-operator admin@example.org --name 'Kim Beispiel'",
    )
    operator.add_argument("email", help=say("Adresse, mit der sich die Person anmeldet", "address to sign in with"))
    operator.add_argument("--name", default="", help=say("Name der Person", "the person's name"))


def _keeping(commands: Commands) -> None:
    backup = _add(
        commands,
        "backup",
        "backup:backup",
        "Alles in eine Datei sichern, auch im laufenden Betrieb",
        "back up everything into one file, also while the site runs",
        "backup /backup/interkomm.tar",
    )
    _file(backup, "neue Datei (tar)", "new file (tar)")
    backup.add_argument(
        "--without-key",
        action="store_true",
        help=say("den geheimen Schlüssel weglassen", "leave the secret key out"),
    )
    restore = _add(
        commands,
        "restore",
        "backup:restore",
        "Sicherung in ein leeres Datenverzeichnis und eine leere Datenbank einspielen",
        "restore a backup into an empty data directory and database",
        "restore sicherung.tar --data /var/lib/interkomm-neu",
    )
    _file(restore, "Sicherung (tar)", "backup (tar)")
    export = _add(
        commands,
        "export",
        "export:run",
        "Öffentliche Daten in offenen Formaten ausgeben (ZIP mit JSON und CSV)",
        "write public data in open formats (ZIP of JSON and CSV)",
        "export offene-daten.zip",
        "export stadt.zip --organisation oschatz",
    )
    _file(export, "neue Datei (ZIP)", "new file (ZIP)")
    export.add_argument(
        "--organisation",
        metavar="SLUG",
        help=say("zusätzlich die eigenen Daten dieser Organisation", "also the organisation's own data"),
    )


def _erasing(commands: Commands) -> None:
    retention = _add(
        commands, "retention", "upkeep:retention", "Abgelaufene Daten löschen", "erase data whose time is over"
    )
    retention.add_argument("--dry-run", action="store_true", help=say("nur zeigen", "only show"))


def _contents(commands: Commands) -> None:
    _import_of_concepts(commands)
    _import_of_places(commands)
    _catalogue(commands)
    _calculations(commands)


def _import_of_concepts(commands: Commands) -> None:
    concepts = _group(commands, "concepts", "Konzepte einlesen", "import concepts")
    concept = _add(
        concepts,
        "import",
        "imports:concepts",
        "Konzept aus einer Datei einlesen: Text, Markdown, HTML, DOCX, PDF",
        "import a concept from a file: text, Markdown, HTML, DOCX, PDF",
        "concepts import leitbild.pdf --dry-run --json",
        "concepts import leitbild.docx --organisation oschatz",
    )
    _file(concept, "Datei mit dem Konzept", "file with the concept")
    concept.add_argument("--dry-run", action="store_true", help=say("nichts speichern", "store nothing"))
    concept.add_argument(
        "--json", action="store_true", help=say("Erkanntes als JSON ausgeben", "print what was recognised")
    )
    concept.add_argument(
        "--organisation", metavar="SLUG", default="", help=say("für diese Organisation", "for this organisation")
    )
    concept.add_argument(
        "--concept",
        metavar="SLUG",
        default="",
        help=say("als neue Fassung dieses Konzepts", "as a new version of this concept"),
    )
    concept.add_argument(
        "--accept",
        action="store_true",
        help=say(
            "gleich als Entwurf übernehmen statt als Vorschlag", "store as draft at once instead of as a proposal"
        ),
    )


def _import_of_places(commands: Commands) -> None:
    places = _group(commands, "places", "Gemeinden und Grenzen einlesen", "import municipalities and boundaries")
    place = _add(
        places,
        "import",
        "imports:places",
        "Gemeindeverzeichnis (GV100AD) oder neuere Grenzen (GeoJSON) einlesen",
        "import the register of municipalities (GV100AD) or newer boundaries (GeoJSON)",
        "places import GV100AD.zip --dry-run",
    )
    _file(place, "Verzeichnis oder Grenzen", "register or boundaries")
    place.add_argument("--dry-run", action="store_true", help=say("nichts speichern", "store nothing"))
    place.add_argument("--json", action="store_true", help=say("Änderungen als JSON ausgeben", "print changes as JSON"))
    place.add_argument(
        "--kind",
        choices=("register", "boundaries"),
        default="",
        help=say("Art der Datei (sonst erkannt)", "kind of file (else recognised)"),
    )


def _import_of_cases(catalogue: Commands) -> None:
    case = _add(
        catalogue,
        "import",
        "imports:cases",
        "Fälle aus einer Datei einlesen: Wiki-Seite, Wikitext, Webseite, Text, Tabelle, JSON, RDF",
        "import cases from a file: wiki page, wikitext, web page, text, table, JSON, RDF",
        "catalogue import seite.html --dry-run --json",
        "catalogue import faelle.xlsx --organisation oschatz",
    )
    _file(case, "Datei mit Fällen", "file with cases")
    case.add_argument(
        "--dry-run", action="store_true", help=say("nichts speichern (ohne Datenbank)", "store nothing (no database)")
    )
    case.add_argument("--json", action="store_true", help=say("Gelesenes als JSON ausgeben", "print what was read"))
    case.add_argument("--kind", default="", help=say("Art der Datei (sonst erkannt)", "kind of file (else recognised)"))
    case.add_argument(
        "--organisation", metavar="SLUG", default="", help=say("für diese Organisation", "for this organisation")
    )


def _catalogue(commands: Commands) -> None:
    catalogue = _group(
        commands, "catalogue", "Fälle des Katalogs einlesen und laden", "import and load cases of the catalogue"
    )
    _import_of_cases(catalogue)
    collection = _add(
        catalogue,
        "collection",
        "collection:run",
        "Mitgelieferte Fälle laden; was die Redaktion geändert hat, bleibt",
        "load the shipped cases; what editors have changed stays",
        "catalogue collection",
        "catalogue collection --check",
    )
    collection.add_argument(
        "--check", action="store_true", help=say("nur die Dateien prüfen, ohne Datenbank", "only check the files")
    )
    collection.add_argument("--json", action="store_true", help=say("Ausgabe als JSON", "print JSON"))


def _calculations(commands: Commands) -> None:
    """Calculations over JSON files; they need no site."""
    calculations = _group(commands, "calc", "Berechnungen ohne Datenbank", "calculations without a database")
    sharing = _add(
        calculations,
        "sharing",
        "calc:sharing",
        "Kosten nach Schlüsseln oder als kooperatives Spiel aufteilen (JSON)",
        "share costs by keys or as a cooperative game (JSON)",
        "calc sharing spiel.json",
    )
    _file(sharing, "Eingabe (JSON)", "input (JSON)")
    effectivity = _add(
        calculations,
        "effectivity",
        "calc:effectivity",
        "Ab wann eine Vereinbarung wirksam ist und was noch fehlt (JSON)",
        "when an agreement is effective and what is missing (JSON)",
        "calc effectivity vereinbarung.json",
    )
    _file(effectivity, "Eingabe (JSON)", "input (JSON)")
