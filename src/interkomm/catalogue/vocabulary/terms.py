"""Vocabularies of the fields of a case. Codes are stored and exported, labels are shown.

Themes and tasks follow what catalogues of cooperation ask for (docs/glossary.md); new terms are added here, old ones stay.
"""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Label = str | Promise
Terms = dict[str, Label]

SECTOR: Terms = {
    "public": _("öffentlicher Sektor"),
    "public_private": _("öffentlich und privat gemeinsam"),
    "public_civic": _("öffentlich und zivilgesellschaftlich gemeinsam"),
    "academic": _("mit Hochschulen und Forschung"),
}
THEME: Terms = {
    "administration": _("Verwaltung und Organisation"),
    "digital": _("Digitalisierung und IT"),
    "economy": _("Wirtschafts- und Standortentwicklung"),
    "commercial_land": _("Gewerbeflächen"),
    "spatial": _("Raum- und Stadtplanung"),
    "regional": _("Regionalentwicklung"),
    "housing": _("Wohnen und Bauen"),
    "mobility": _("Verkehr und Mobilität"),
    "water": _("Wasser und Abwasser"),
    "waste": _("Abfall und Kreislaufwirtschaft"),
    "energy": _("Energie und Klimaschutz"),
    "environment": _("Umwelt, Natur und Gewässer"),
    "safety": _("Brandschutz und Katastrophenschutz"),
    "order": _("Ordnung und Sicherheit"),
    "works": _("Bauhof und Straßenunterhaltung"),
    "education": _("Bildung und Schulen"),
    "childcare": _("Kinderbetreuung und Jugend"),
    "social": _("Soziales und Integration"),
    "health": _("Gesundheit und Pflege"),
    "culture": _("Kultur"),
    "sport": _("Sport und Bäder"),
    "tourism": _("Tourismus und Naherholung"),
    "personnel": _("Personal und Ausbildung"),
    "finance": _("Finanzen, Steuern und Kasse"),
    "procurement": _("Einkauf und Vergabe"),
    "participation": _("Bürgerbeteiligung und Demokratie"),
    "village": _("Dorfentwicklung und ländlicher Raum"),
}
TASK: Terms = {
    "guiding_vision": _("gemeinsames Leitbild oder Konzept"),
    "land_pool": _("Flächenpool"),
    "joint_business_park": _("gemeinsames Gewerbegebiet"),
    "land_use_plan": _("gemeinsamer Flächennutzungsplan"),
    "business_promotion": _("Wirtschaftsförderung"),
    "shared_it": _("gemeinsame IT oder Rechenzentrum"),
    "online_services": _("Online-Dienste"),
    "payroll": _("Personalabrechnung"),
    "tax_collection": _("Steuern und Abgaben einziehen"),
    "cash_office": _("Kasse und Vollstreckung"),
    "procurement_office": _("Vergabestelle"),
    "joint_purchasing": _("gemeinsamer Einkauf"),
    "registry_office": _("Standesamt"),
    "building_authority": _("Bauaufsicht und Bauverwaltung"),
    "citizens_office": _("Bürgerbüro"),
    "archive": _("Archiv"),
    "data_protection": _("Datenschutz und Informationssicherheit"),
    "audit": _("Rechnungsprüfung"),
    "public_order": _("Ordnungsdienst und Verkehrsüberwachung"),
    "fire_service": _("Feuerwehr und Rettungsdienst"),
    "control_centre": _("Leitstelle"),
    "works_yard": _("Bauhof"),
    "winter_service": _("Winterdienst"),
    "water_supply": _("Trinkwasserversorgung"),
    "sewage": _("Abwasserbeseitigung"),
    "sludge": _("Klärschlamm"),
    "waste_collection": _("Abfallentsorgung"),
    "river_maintenance": _("Gewässerunterhaltung"),
    "flood_protection": _("Hochwasserschutz"),
    "energy_supply": _("Energieversorgung"),
    "climate_action": _("Klimaschutzmanagement"),
    "public_transport": _("öffentlicher Nahverkehr"),
    "cycling": _("Radverkehr"),
    "broadband": _("Breitbandausbau"),
    "schools": _("Schulträgerschaft"),
    "music_school": _("Musikschule"),
    "adult_education": _("Volkshochschule"),
    "library": _("Bibliothek"),
    "childcare_places": _("Kindertagesbetreuung"),
    "youth_work": _("Jugendarbeit"),
    "care_advice": _("Pflege und Beratung"),
    "hospital": _("Krankenhaus"),
    "swimming_pool": _("Schwimmbad"),
    "theatre": _("Theater und Orchester"),
    "museum": _("Museum"),
    "tourism_marketing": _("Tourismusvermarktung"),
    "park": _("Landschaftspark und Grünflächen"),
    "regional_management": _("Regionalmanagement"),
    "funding": _("Fördermittel einwerben"),
    "staff_exchange": _("Personalaustausch"),
    "training": _("Ausbildung und Fortbildung"),
    "citizen_participation": _("Befragung und Beteiligung"),
    "merger_preparation": _("Vorbereitung eines Zusammenschlusses"),
}
LEGAL_FORM: Terms = {
    "informal": _("informelle Zusammenarbeit"),
    "declaration": _("Willenserklärung oder gemeinsame Erklärung"),
    "working_group": _("kommunale Arbeitsgemeinschaft"),
    "public_law_agreement": _("öffentlich-rechtliche Vereinbarung"),
    "purpose_agreement": _("Zweckvereinbarung"),
    "public_law_contract": _("öffentlich-rechtlicher Vertrag"),
    "administrative_community": _("Verwaltungsgemeinschaft"),
    "purpose_association": _("Zweckverband"),
    "special_association": _("Sonderverband durch Gesetz"),
    "joint_institution": _("gemeinsame kommunale Anstalt"),
    "planning_association": _("Planungsverband"),
    "municipal_association": _("Gemeindeverband"),
    "limited_company": _("GmbH"),
    "association": _("eingetragener Verein"),
    "cooperative": _("Genossenschaft"),
    "foundation": _("Stiftung"),
    "private_contract": _("privatrechtlicher Vertrag"),
    "egtc": _("Europäischer Verbund für territoriale Zusammenarbeit (EVTZ)"),
    "euroregion": _("Euroregion"),
    "project_partnership": _("Projektpartnerschaft (Fördervertrag)"),
    "syndicate_abroad": _("Verband nach ausländischem Recht"),
    "other": _("andere Form"),
}
STATUS: Terms = {
    "planned": _("geplant"),
    "active": _("besteht"),
    "ended": _("beendet wie vorgesehen"),
    "dissolved": _("aufgelöst"),
    "failed": _("gescheitert"),
    "merged": _("in anderer Kooperation oder Gemeinde aufgegangen"),
}
EXTENT: Terms = {
    "two": _("zwei Gemeinden"),
    "neighbours": _("benachbarte Gemeinden"),
    "district": _("im Landkreis"),
    "region": _("Region über Kreisgrenzen"),
    "state": _("landesweit"),
    "cross_state": _("über Landesgrenzen"),
    "cross_border": _("über Staatsgrenzen"),
    "european": _("europaweit"),
}
COUNTRY: Terms = {
    "DE": _("Deutschland"),
    "AT": _("Österreich"),
    "CH": _("Schweiz"),
    "IT": _("Italien"),
    "PL": _("Polen"),
    "CZ": _("Tschechien"),
    "FR": _("Frankreich"),
    "NL": _("Niederlande"),
    "BE": _("Belgien"),
    "LU": _("Luxemburg"),
    "DK": _("Dänemark"),
    "LI": _("Liechtenstein"),
    "SI": _("Slowenien"),
    "SK": _("Slowakei"),
    "HU": _("Ungarn"),
    "SE": _("Schweden"),
    "ES": _("Spanien"),
    "FI": _("Finnland"),
}
STATE: Terms = {
    "DE-BW": _("Baden-Württemberg"),
    "DE-BY": _("Bayern"),
    "DE-BE": _("Berlin"),
    "DE-BB": _("Brandenburg"),
    "DE-HB": _("Bremen"),
    "DE-HH": _("Hamburg"),
    "DE-HE": _("Hessen"),
    "DE-MV": _("Mecklenburg-Vorpommern"),
    "DE-NI": _("Niedersachsen"),
    "DE-NW": _("Nordrhein-Westfalen"),
    "DE-RP": _("Rheinland-Pfalz"),
    "DE-SL": _("Saarland"),
    "DE-SN": _("Sachsen"),
    "DE-ST": _("Sachsen-Anhalt"),
    "DE-SH": _("Schleswig-Holstein"),
    "DE-TH": _("Thüringen"),
    "AT-1": _("Burgenland"),
    "AT-2": _("Kärnten"),
    "AT-3": _("Niederösterreich"),
    "AT-4": _("Oberösterreich"),
    "AT-5": _("Salzburg"),
    "AT-6": _("Steiermark"),
    "AT-7": _("Tirol"),
    "AT-8": _("Vorarlberg"),
    "AT-9": _("Wien"),
    "PL-02": _("Niederschlesien"),
    "PL-24": _("Schlesien"),
    "CZ-10": _("Prag"),
    "CZ-20": _("Mittelböhmen"),
    "IT-21": _("Piemont"),
    "CH-ZH": _("Kanton Zürich"),
    "NL-NB": _("Nordbrabant"),
    "SE-M": _("Schonen (Skåne)"),
}
STATE_OF_AGS = {
    "01": "DE-SH", "02": "DE-HH", "03": "DE-NI", "04": "DE-HB", "05": "DE-NW", "06": "DE-HE", "07": "DE-RP", "08": "DE-BW",
    "09": "DE-BY", "10": "DE-SL", "11": "DE-BE", "12": "DE-BB", "13": "DE-MV", "14": "DE-SN", "15": "DE-ST", "16": "DE-TH",
}  # fmt: skip
EVENT: Terms = {
    "idea": _("Anlass oder Idee"),
    "start": _("Beginn der Zusammenarbeit"),
    "resolution": _("Beschluss"),
    "contract_signed": _("Unterzeichnung"),
    "approved": _("Genehmigung"),
    "published": _("Veröffentlichung"),
    "effective": _("In Kraft getreten"),
    "founded": _("Gründung"),
    "accession": _("Beitritt"),
    "withdrawal": _("Austritt"),
    "amended": _("Änderung"),
    "project_start": _("Beginn eines Vorhabens"),
    "project_end": _("Ende eines Vorhabens"),
    "meeting": _("Treffen oder Veranstaltung"),
    "survey": _("Befragung"),
    "award": _("Auszeichnung"),
    "evaluation": _("Auswertung"),
    "failed": _("Gescheitert"),
    "dissolved": _("Auflösung"),
    "end": _("Ende"),
    "other": _("anderes Ereignis"),
}
AGREEMENT: Terms = {
    "declaration": _("Willenserklärung"),
    "agreement": _("Vereinbarung"),
    "contract": _("Vertrag"),
    "statute": _("Satzung"),
    "state_treaty": _("Staatsvertrag"),
    "other": _("anderes Dokument"),
}
AMOUNT: Terms = {
    "investment": _("Investition"),
    "operating_cost": _("laufende Kosten"),
    "saving": _("Einsparung"),
    "grant": _("Förderung"),
    "own_contribution": _("Eigenanteil"),
    "budget": _("Gesamtbudget"),
    "revenue": _("Einnahme"),
    "staff": _("Stellen"),
    "other": _("anderer Betrag"),
}
PARTNER_ROLE: Terms = {"lead": _("Federführung"), "partner": _("Partner"), "guest": _("Gast oder beratend")}
PARTNER_KIND: Terms = {
    "municipality": _("Gemeinde"),
    "district": _("Landkreis"),
    "association": _("Verband"),
    "state": _("Land oder Staat"),
    "university": _("Hochschule"),
    "company": _("Unternehmen"),
    "civic": _("Verein oder Initiative"),
    "other": _("andere Einrichtung"),
}
SIZE_CLASS: Terms = {  # population of all municipal partners together
    "s": _("unter 10.000 Einwohnerinnen und Einwohner"),
    "m": _("10.000 bis unter 50.000"),
    "l": _("50.000 bis unter 200.000"),
    "xl": _("200.000 bis unter 1 Million"),
    "xxl": _("1 Million und mehr"),
}
SIZE_LIMITS = (("s", 10_000), ("m", 50_000), ("l", 200_000), ("xl", 1_000_000), ("xxl", 10**12))
VOCABULARIES: dict[str, Terms] = {
    "sector": SECTOR,
    "theme": THEME,
    "task": TASK,
    "legal_form": LEGAL_FORM,
    "status": STATUS,
    "extent": EXTENT,
    "country": COUNTRY,
    "state": STATE,
    "event": EVENT,
    "agreement": AGREEMENT,
    "amount": AMOUNT,
    "partner_role": PARTNER_ROLE,
    "partner_kind": PARTNER_KIND,
    "size_class": SIZE_CLASS,
}


def label(vocabulary: str, code: str, written: str = "") -> str:
    """The label of a code in the language of the reader; `written` (or the code) for what the vocabulary does not have."""
    return str(VOCABULARIES[vocabulary].get(code, written or code))


def size_class(population: int) -> str:
    """The class of a population (persons)."""
    return next(code for code, limit in SIZE_LIMITS if population < limit)


@lru_cache(maxsize=64)
def codes(vocabulary: str) -> tuple[str, ...]:
    """All codes of a vocabulary in their order; stable, so an index into it may be stored in memory."""
    return tuple(VOCABULARIES[vocabulary])
