"""What the phrases of councils say, in the order in which they are looked for. Written in folded letters (ä = ae).

The first pattern that matches takes its words; later ones see them no more. So what is longer or denies stands first.
Kinds: "adopted", "rejected", "postponed" decide; "changed" turns adopted into adopted with changes; "undecided" makes
everything unclear; "neutral" takes words that decide nothing.
"""

HOW = r"(?:(?:\w*mehrheitlich|einstimmig|einhellig|einmuetig|knapp|(?:so )?mit \w+ stimmen(?:mehrheit)?) )?"
PASSED = r"(?:beschlossen|angenommen|zugestimmt|gebilligt|verabschiedet|genehmigt|bestaetigt)"
_AWAY = r"(?:vertagung|absetzung|zurueckstellung|verweisung|rueckverweisung|ueberweisung|verschiebung)\w*"
_TO_AWAY = r"(?:zu vertagen|abzusetzen|zurueckzustellen|zu verweisen|zurueckzuverweisen|zu ueberweisen|zu verschieben)"
_CHANGES = r"(?:aenderung|ergaenzung|abweichung|korrektur|streichung|massgabe|modifikation|modifizierung)(?:en|n)?"
_AMENDMENT = r"aenderungsantr(?:ag|aege)\w*(?: \w+){0,4}?"
_NEAR = r"[^.;\n]{0,80}?"
_FEW = r"(?:\w+ ){0,6}"

PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "undecided",
        (
            r"\(?(?:kein|ohne) (?:beschluss)?text(?: vorhanden)?\)?",
            rf"{PASSED} ?\?+",
            rf"(?:soll|sollen|sollte|koennte|muss|kann|ist noch) {_NEAR}(?:{PASSED} werden|zu beschliessen)\b",
            r"(?:zu beschliessen|zur beschlussfassung vorgelegt)\b",
            rf"wird {_NEAR}naechsten? sitzung {_NEAR}{PASSED}\b",
            r"(?:beschlussvorschlag|beschlussentwurf|beschlussantrag|vorschlag der verwaltung) ?:.*",
        ),
    ),
    ("neutral", (rf"{_AMENDMENT} (?:nicht {PASSED}|abgelehnt|zurueckgezogen)",)),
    ("changed", (rf"{_AMENDMENT} {PASSED}",)),
    (
        "neutral",
        (
            rf"{_AWAY}(?: \w+){{0,4}}? (?:abgelehnt|nicht {PASSED})",
            r"nicht (?:vertagt|abgesetzt|zurueckgestellt|verwiesen)",
        ),
    ),
    ("postponed", (rf"{_AWAY}{_NEAR} (?:{PASSED})", rf"beschliess\w+{_NEAR}{_TO_AWAY}")),
    (
        "rejected",
        (
            rf"ablehnung(?: \w+){{0,4}}? {PASSED}",
            rf"beschliess\w+{_NEAR}(?:abzulehnen|nicht zuzustimmen|nicht beizutreten)",
            rf"(?:nicht|keine[rm]?) {HOW}(?:angenommen|zugestimmt|gebilligt|verabschiedet|genehmigt|zustimmung|mehrheit)\b",
            rf"(?:stimmt|stimmten?|stimmen) {_FEW}nicht zu\b",
            r"verfehlt\w* (?:\w+ ){0,3}mehrheit",
        ),
    ),
    (
        "undecided",
        (
            rf"(?:noch )?nicht {HOW}(?:beschlossen|abgestimmt|bestaetigt|abgelehnt|behandelt|beraten)\b",
            rf"beschliesst{_NEAR}\bnicht\b",
            r"(?:kein|ohne|keinen) (?:\w+ )?(?:beschluss\w*|abstimmung|ergebnis|entscheidung)\b",
            r"(?:nicht beschluss|beschlussun)faehig\w*",
            rf"(?:teilweise|in teilen|zum teil|nur punkt\w*) {HOW}(?:{PASSED}|abgelehnt)",
            r"beschluss (?:\w+ ){0,3}(?:aufgehoben|beanstandet|ausgesetzt|widersprochen)",
            r"beschluss vom [^;\n]{0,30}(?:aufgehoben|beanstandet|ausgesetzt)",
        ),
    ),
    (
        "adopted",
        (
            rf"(?:ohne|keine) (?:weitere |inhaltliche )?{_CHANGES} {_NEAR}{PASSED}",
            rf"(?:unveraendert|ungeaendert|in unveraenderter (?:fassung|form)) {HOW}{PASSED}",
            rf"{PASSED} ohne (?:weitere )?{_CHANGES}",
            rf"wie (?:\w+ ){{0,4}}(?:empfohlen|vorgeschlagen) {HOW}{PASSED}",
            r"(?:laut|gemaess|entsprechend|nach) (?:\w+ ){0,2}(?:beschlussempfehlung|beschlussvorschlag|empfehlung) "
            + HOW
            + PASSED,
            rf"empfehlungsgemaess {HOW}{PASSED}",
        ),
    ),
    (
        "undecided",
        (
            rf"(?:empfohlen|empfiehlt|empfehlung\w*|empfehlend\w*)(?: {HOW}{PASSED})?",
            r"beschlussempfehlung\w*",
            r"vorberat\w*",
        ),
    ),
    (
        "changed",
        (
            r"(?:geaendert|ergaenzt|modifiziert|abweichend)\b",
            r"in (?:ge|veraenderter|ab)\w* (?:fassung|form|weise)",
            rf"(?:mit|unter|inklusive|einschliesslich|samt|nach) (?:\w+ ){{0,3}}?{_CHANGES}\b",
            r"in der (?:\w+ )?fassung des aenderungsantrag\w*",
        ),
    ),
    (
        "rejected",
        (
            r"abgelehnt|ablehnung|zurueckgewiesen|verworfen|durchgefallen|stimmengleichheit",
            rf"lehnt {_FEW}ab\b",
        ),
    ),
    (
        "postponed",
        (
            r"vertagt|vertagung|zurueckgestellt|abgesetzt|verschoben|zurueckverwiesen|verwiesen|ueberwiesen",
            r"von der tagesordnung genommen|wiedervorlage",
        ),
    ),
    (
        "neutral",
        (
            r"zur kenntnis(?: genommen)?|kenntnisnahme|kenntnis genommen",
            r"zurueckgezogen|zieht (?:\w+ ){0,4}zurueck|erledigt|entfallen|entfaellt|ausgefallen",
        ),
    ),
    (
        "adopted",
        (
            rf"\b{PASSED}\b",
            r"beschluss (?:wurde |wird )?(?:\w+ )?gefasst",
            r"zustimmung erteilt",
            r"(?:einstimmig|mehrheitlich|einhellig)e? (?:zustimmung|dafuer|annahme)",
            r"(?:beschliesst|billigt|genehmigt|stimmt) (?=[^.;]{0,200}?(?:einstimmig|mehrheitlich|einhellig))",
            r"(?:einstimmig|mehrheitlich|einhellig) (?:beschliesst|billigt|stimmt)",
        ),
    ),
    ("neutral", (r"beschliesst|einstimmig|mehrheitlich|einhellig",)),
)
