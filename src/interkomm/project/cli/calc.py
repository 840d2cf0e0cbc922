"""`interkomm calc …`: pure calculations over a JSON file, printed as JSON. No site, no database."""

import json
from argparse import Namespace
from typing import Any

from interkomm.project.cli.site import enter, tell
from interkomm.project.cli.wording import CommandFailedError, say

LARGEST = 50_000_000  # bytes


def sharing(arguments: Namespace) -> None:
    """Share costs. Exit code 1 with a sentence for input that makes no sense."""
    from interkomm.calc.sharing.game import InvalidGame
    from interkomm.calc.sharing.keys import InvalidKey
    from interkomm.calc.sharing.request import InvalidRequest, answer

    try:
        found = answer(read_json(arguments))
    except (InvalidGame, InvalidKey, InvalidRequest) as problem:
        raise CommandFailedError(_sharing_problem(problem.code, problem.facts)) from problem
    _print(found)


def effectivity(arguments: Namespace) -> None:
    """The state of an agreement on a day, or on several. Exit code 1 with a sentence for input that makes no sense."""
    enter(arguments)  # for the language of the sentences; no database is opened
    from interkomm.calc.effectivity.request import InvalidFacts, answer
    from interkomm.calc.effectivity.rules import InvalidRuleSet
    from interkomm.cooperation.instruments.rule_sets import shipped
    from interkomm.cooperation.instruments.wording_of_acts import sentence

    try:
        found = answer(read_json(arguments), shipped(), sentence)
    except (InvalidFacts, InvalidRuleSet) as problem:
        where = f"{problem.place}: {problem.problem}"
        raise CommandFailedError(
            say(f"Die Angaben sind fehlerhaft – {where}.", f"Faulty input – {where}.")
        ) from problem
    _print(found)


def _print(found: Any) -> None:
    """As JSON; half of a surrogate pair, which JSON can hold and no output can write, becomes a question mark."""
    tell(json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode())


def read_json(arguments: Namespace) -> Any:
    """The content of the file. Raises CommandFailedError."""
    try:
        with arguments.file.open("rb") as file:
            content = file.read(LARGEST + 1)  # devices and pipes do not tell how much is to come
        if len(content) > LARGEST:
            raise CommandFailedError(say("Die Datei ist zu groß.", "The file is too large."))
        return json.loads(content)
    except OSError as problem:
        raise CommandFailedError(
            say(f"Die Datei ist nicht lesbar: {problem.strerror}.", f"The file cannot be read: {problem.strerror}.")
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise CommandFailedError(say("Die Datei ist kein gültiges JSON.", "The file is no valid JSON.")) from problem


def _sharing_problem(code: str, facts: dict[str, Any]) -> str:
    coalitions = "; ".join(facts.get("coalitions", ()))
    where = str(facts.get("coalition") or facts.get("key") or "")
    messages = {
        "object": say("Erwartet wird ein JSON-Objekt.", "A JSON object is expected."),
        "empty": say("Es fehlen die Kosten („costs“) oder die Schlüssel („keys“).", "“costs” or “keys” are missing."),
        "costs": say(
            "„costs“ muss jedem Zusammenschluss eine Zahl geben.", "“costs” must give each coalition a number."
        ),
        "methods": say(
            f"Unbekannte Verfahren. Bekannt: {', '.join(facts.get('known', ()))}.",
            f"Unknown methods. Known: {', '.join(facts.get('known', ()))}.",
        ),
        "players": say(
            "„players“ muss 1 bis 24 verschiedene Namen ohne Komma nennen.",
            "“players” must name 1 to 24 different names without a comma.",
        ),
        "missing": say(
            f"Es fehlen die Kosten von {facts.get('count')} Zusammenschlüssen, zum Beispiel: {coalitions}.",
            f"The costs of {facts.get('count')} coalitions are missing, for example: {coalitions}.",
        ),
        "unknown": say(f"„{where}“ nennt jemanden, der nicht dabei ist.", f"“{where}” names somebody unknown."),
        "twice": say(f"„{where}“ kommt mehrfach vor.", f"“{where}” occurs several times."),
        "number": say(f"Die Kosten von „{where}“ sind keine Zahl.", f"The costs of “{where}” are no number."),
        "huge": say(f"Die Kosten von „{where}“ sind zu groß.", f"The costs of “{where}” are too large."),
        "keys": say("„keys“ muss je Schlüssel die Zahlen der Partner nennen.", "“keys” must name figures by partner."),
        "total": say("„total“ muss ein Betrag in Euro und Cent sein.", "“total” must be an amount in euros and cents."),
        "figure": say(
            f"Eine Zahl im Schlüssel ist negativ oder keine Zahl, oder alle sind null. {where}",
            f"A figure of a key is negative or no number, or all are zero. {where}",
        ),
    }
    return messages.get(
        code, say(f"Die Angaben passen nicht zusammen ({code}).", f"The input is inconsistent ({code}).")
    )
