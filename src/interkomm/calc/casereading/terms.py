"""Words inside German sentences → codes of the vocabularies. Whole terms in cells: `structured.terms`."""

import re

STATE_OF_KEY = {
    "01": "DE-SH", "02": "DE-HH", "03": "DE-NI", "04": "DE-HB", "05": "DE-NW", "06": "DE-HE", "07": "DE-RP", "08": "DE-BW",
    "09": "DE-BY", "10": "DE-SL", "11": "DE-BE", "12": "DE-BB", "13": "DE-MV", "14": "DE-SN", "15": "DE-ST", "16": "DE-TH",
}  # fmt: skip
KEY_OF_STATE = {code: key for key, code in STATE_OF_KEY.items()}
_STATES = {
    "baden-württemberg": "DE-BW", "bayern": "DE-BY", "berlin": "DE-BE", "brandenburg": "DE-BB", "bremen": "DE-HB",
    "hamburg": "DE-HH", "hessen": "DE-HE", "mecklenburg-vorpommern": "DE-MV", "niedersachsen": "DE-NI",
    "nordrhein-westfalen": "DE-NW", "nrw": "DE-NW", "rheinland-pfalz": "DE-RP", "saarland": "DE-SL", "sachsen": "DE-SN",
    "sachsen-anhalt": "DE-ST", "schleswig-holstein": "DE-SH", "thüringen": "DE-TH",
}  # fmt: skip

_THEMES = (
    ("commercial_land", r"gewerbefläch|gewerbegebiet|gewerbepark|industriegebiet|gewerblich-industriell"),
    ("economy", r"wirtschaft(?!lich|sjahr|ssituation|sprüf|lich)|wirtschafts-|standortentwicklung|standortmarketing"),
    ("spatial", r"flächenentwicklung|flächennutzung|raumplanung|raumordnung|stadtplanung|stadtentwicklung|bauleitplan"),
    ("regional", r"regionalentwicklung|regionalmanagement|regionalplanung"),
    ("tourism", r"tourismus|naherholung|fremdenverkehr"),
    ("mobility", r"verkehr(?!sverein)|mobilität|nahverkehr|öpnv|radweg"),
    ("digital", r"digitalisierung|e-government|informationstechnik|rechenzentrum|\bit\b|breitband"),
    ("water", r"abwasser|trinkwasser|wasserversorgung|kläranlage|klärschlamm"),
    ("waste", r"abfall|müllentsorgung|kreislaufwirtschaft"),
    ("energy", r"klimaschutz|energieversorgung|erneuerbare energie|energie\b"),
    ("environment", r"naturschutz|umweltschutz|\bumwelt\b|gewässer"),
    ("safety", r"feuerwehr|brandschutz|rettungsdienst|katastrophenschutz"),
    ("order", r"ordnungsamt|ordnungsdienst|verkehrsüberwachung|ordnungsrecht"),
    ("works", r"bauhof|winterdienst|straßenunterhaltung"),
    ("education", r"schulträger|schulverband|schulentwicklung|bildung\b|volkshochschule"),
    ("childcare", r"kindertages|kinderbetreuung|kindergarten|jugendarbeit"),
    ("social", r"soziales|integration|sozialhilfe"),
    ("health", r"gesundheit|krankenhaus|pflegestützpunkt|pflege\b"),
    ("culture", r"kultur\b|kulturarbeit|theater|museum|orchester"),
    ("sport", r"schwimmbad|hallenbad|sportstätte|\bsport\b"),
    ("housing", r"wohnungsbau|wohnungswesen|wohnraum"),
    ("personnel", r"personalverwaltung|personalabrechnung|personalamt|besoldung"),
    ("finance", r"\bsteuern\b|steueramt|gemeindekasse|finanzverwaltung|abgabenverwaltung|kassenverwaltung"),
    ("procurement", r"beschaffung|einkaufsgemeinschaft|vergabestelle"),
    ("participation", r"bürgerbeteiligung"),
    ("village", r"dorfentwicklung|ländlicher raum|dorferneuerung"),
    ("administration", r"verwaltungsorganisation|verwaltungsmodernisierung|verwaltungsgemeinschaft|allgemeine verwaltung"),
)  # fmt: skip
_THEME = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _THEMES), re.IGNORECASE)
_TASKS = (
    ("land_use_plan", r"flächennutzungsplan"),
    ("land_pool", r"flächenpool"),
    ("joint_business_park", r"gemeinsames gewerbegebiet|interkommunales gewerbegebiet|interkommunaler gewerbepark"),
    ("guiding_vision", r"leitbild|entwicklungskonzept"),
    ("business_promotion", r"wirtschaftsförderung"),
    ("shared_it", r"rechenzentrum"),
    ("sewage", r"abwasser|kläranlage"),
    ("water_supply", r"wasserversorgung|trinkwasser"),
    ("waste_collection", r"abfall|müll"),
    ("works_yard", r"bauhof"),
    ("winter_service", r"winterdienst"),
    ("fire_service", r"feuerwehr|rettungsdienst"),
    ("registry_office", r"standesamt|personenstand"),
    ("procurement_office", r"vergabestelle"),
    ("joint_purchasing", r"beschaffung|einkauf"),
    ("payroll", r"personalabrechnung|lohnverrechnung|besoldung"),
    ("public_transport", r"nahverkehr|öpnv"),
    ("broadband", r"breitband"),
    ("music_school", r"musikschule"),
    ("library", r"bibliothek|bücherei"),
    ("swimming_pool", r"schwimmbad|hallenbad|freibad"),
    ("tourism_marketing", r"tourismusmarketing|tourismusvermarktung"),
    ("regional_management", r"regionalmanagement"),
    ("merger_preparation", r"gemeindezusammen(?:legung|schluss)|gemeindefusion"),
)
_TASK = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _TASKS), re.IGNORECASE)
_LEGAL_FORMS = (
    ("egtc", r"\bevtz\b|europäische[rn]? verbunde?s? für territoriale zusammenarbeit"),
    ("euroregion", r"\beuroregion\b"),
    ("planning_association", r"planungsverband"),
    ("purpose_association", r"zweckverband|\bgemeindeverband\b(?= nach)|wasserverband|abwasserverband|abfallverband"),
    (
        "joint_institution",
        r"gemeinsame (?:kommunale )?anstalt|gemeinsames kommunalunternehmen|anstalt öffentlichen rechts",
    ),
    ("purpose_agreement", r"zweckvereinbarung"),
    ("public_law_agreement", r"öffentlich-?\s?rechtliche[rn]? vereinbarung"),
    ("public_law_contract", r"öffentlich-?\s?rechtliche[rn]? vertrag"),
    ("administrative_community", r"verwaltungsgemeinschaft"),
    ("municipal_association", r"gemeindeverband|kommunalverband"),
    ("limited_company", r"\bg?gmbh\b|gesellschaft mit beschränkter haftung"),
    ("association", r"\be\. ?v\.|eingetragener verein|\bverein\b"),
    ("cooperative", r"genossenschaft"),
    ("foundation", r"\bstiftung\b"),
    ("working_group", r"arbeitsgemeinschaft|\barge\b"),
    ("private_contract", r"privatrechtliche[rn]? vertrag|werkvertrag|dienstleistungsvertrag"),
    ("declaration", r"willenserklärung|gemeinsame erklärung|absichtserklärung"),
    ("informal", r"kooperation|informell|netzwerk|zusammenarbeit"),
)
_LEGAL_FORM = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _LEGAL_FORMS), re.IGNORECASE)


def themes_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """(code, start, end) of every word that names a theme."""
    return _all(_THEME, text, start, end)


def tasks_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """(code, start, end) of every word that names a task."""
    return _all(_TASK, text, start, end)


def legal_forms_in(text: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
    """(code, start, end) of every word that names a legal form; "Kooperation" alone counts as informal."""
    return _all(_LEGAL_FORM, text, start, end)


def _all(pattern: re.Pattern[str], text: str, start: int, end: int | None) -> list[tuple[str, int, int]]:
    stop = len(text) if end is None else end
    return [(match.lastgroup or "", match.start(), match.end()) for match in pattern.finditer(text, start, stop)]


def find_state(text: str, code: str) -> tuple[int, int] | None:
    """Where a German state is named first: "Sachsen", "Sachsens", but not in "Niedersachsen" or "Sachsen-Anhalt"."""
    for name, state in _STATES.items():
        if state == code:
            at = 0
            written = name.upper() if name == "nrw" else "-".join(part.capitalize() for part in name.split("-"))
            while (start := text.find(written, at)) >= 0:
                end = start + len(written) + (text[start + len(written) : start + len(written) + 1] == "s")
                before, after = text[start - 1 : start], text[end : end + 1]
                if not (before.isalnum() or before == "-") and not (after.isalnum() or after == "-"):
                    return start, end
                at = end
    return None
