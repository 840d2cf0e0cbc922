"""The real regions of the demonstration: facts with their sources, told in our words."""

from datetime import date

OSCHATZ_KEYS = ("14730230", "14730060", "14730200", "14730050", "14730170", "14730210", "14730330")
NORDHAUSEN_KEYS = ("16062041", "15087370")
RUHR_KEYS = (
    "05117000", "05911000", "05512000", "05913000", "05112000", "05113000", "05513000", "05914000", "05915000", "05916000",
    "05119000",
)  # fmt: skip
HERZBERG_KEY = "12062224"

BRANDS = {  # readable on white and on dark, so that the town views differ; not the towns' real colours
    "oschatz": ("#1f5c3a", "#8fd6ae"),
    "dahlen": ("#7a2e12", "#f0b49c"),
    "muegeln": ("#5b3a8c", "#c9b3ee"),
    "cavertitz": ("#0f5c6e", "#8fd3e3"),
    "liebschuetzberg": ("#6b4e00", "#e8c979"),
    "naundorf": ("#8c1d40", "#f2a8c0"),
    "wermsdorf": ("#2f4b8f", "#adc3f5"),
    "herzberg-elster": ("#14557a", "#93cbea"),
    "nordhausen": ("#84301b", "#f0b2a2"),
    "sangerhausen": ("#3d5a1e", "#b9d795"),
}


def brand(slug: str) -> tuple[str, str]:
    """Colours of a town: its own of the list, else one of them, always the same."""
    return BRANDS.get(slug) or list(BRANDS.values())[sum(slug.encode()) % len(BRANDS)]


OSCHATZ = {
    "name": "Oschatzer Land – Collmregion",
    "claim": "Sieben Gemeinden, eine Region",
    "summary": (
        "Oschatz, Dahlen, Mügeln, Cavertitz, Liebschützberg, Naundorf und Wermsdorf planen ihre Entwicklung gemeinsam. "
        "Hier lesen Sie, was geplant ist, und sagen Ihre Meinung dazu."
    ),
    "description": (
        "Im Jahr 2016 haben die sieben Städte und Gemeinden eine gemeinsame Willenserklärung erarbeitet. "
        "Bis Ende 2020 entstand daraus ein Kooperationskonzept, begleitet von einem Planungsbüro und unterstützt vom "
        "Freistaat Sachsen.\n\n"
        "Zu Beginn wurden die Menschen sechs Wochen lang befragt: 356 Personen antworteten. Zum Regionalforum am "
        "4. November 2019 kamen etwa 80 Menschen und berieten über 14 Themen, von der Kinderbetreuung über den "
        "Radverkehr bis zur Döllnitzbahn.\n\n"
        "**Was hier beispielhaft ist:** die laufende Beteiligung, alle Beiträge und Antworten, die beiden "
        "Zweckvereinbarungen, Sitzungen, Arbeitsgruppen, Unterlagen, Angebote und Kosten, die Farben der Gemeinden und "
        "alle Personen."
    ),
    "source_note": (
        "Kooperationskonzept Oschatzer Land – Collmregion (Seite der Stadt Oschatz); Berichte zur Befragung und zum "
        "Regionalforum 2019. Einwohnerzahlen: Statistisches Bundesamt."
    ),
}
OSCHATZ_FOUNDED = date(2016, 1, 1)  # known to the year

NORDHAUSEN = {
    "name": "Nordhausen – Sangerhausen",
    "claim": "Zwei Städte, zwei Länder",
    "summary": (
        "Nordhausen in Thüringen und Sangerhausen in Sachsen-Anhalt haben vereinbart, dass ihre Ämter sich abstimmen "
        "und einander mit ihren Stärken helfen."
    ),
    "description": (
        "Der Stadtrat von Nordhausen hat der Kooperationsvereinbarung am 17. September 2008 zugestimmt. Unterzeichnet "
        "wurde sie am 11. Dezember 2008 während einer Sitzung des Stadtrats von Sangerhausen. Über einen ersten "
        "Arbeitsbesuch wurde am 20. November 2009 berichtet.\n\n"
        "Ein Beschluss des Stadtrats von Sangerhausen ist uns nicht belegt; das heißt nicht, dass es keinen gibt."
    ),
    "source_note": "Mitteilungen der Stadt Nordhausen zur Städtekooperation.",
}
NORDHAUSEN_FOUNDED = date(2008, 12, 11)

RUHR = {
    "name": "Städteregion Ruhr 2030",
    "claim": "Kooperation und Eigensinn",
    "summary": (
        "Elf Städte im Ruhrgebiet arbeiten freiwillig zusammen und behalten ihre eigenen Interessen im Blick. "
        "Acht unterzeichneten 2003 einen Kontrakt, drei traten 2007 bei."
    ),
    "description": (
        "Am Anfang stand ein Forschungsvorhaben des Bundes mit der Universität Dortmund. Am 6. Juni 2003 unterzeichneten "
        "die Spitzen von acht Städten den stadtregionalen Kontrakt. Bottrop, Hamm und Hagen traten 2007 bei.\n\n"
        "Sechs der elf Städte stellten gemeinsam einen Regionalen Flächennutzungsplan auf; ihre Vereinbarung "
        "unterzeichneten sie am 20. Oktober 2005, der Plan ist seit dem 3. Mai 2010 wirksam.\n\n"
        "Handlungsfelder sind ein Masterplan, die gemeinsame Entwicklung von Flächen, neue Ufer und der Regionale "
        "Flächennutzungsplan."
    ),
    "source_note": (
        "Plattform Verwaltungskooperation, Seite „Städteregion Ruhr“; Veröffentlichungen zum Regionalen Flächennutzungsplan."
    ),
}
RUHR_FOUNDED = date(2003, 6, 6)
