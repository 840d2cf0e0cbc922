"""Words that tables use for terms of the vocabularies, German and English, and the codes that they mean.

Only whole words and phrases are recognised; what is not stays as it is written, for people to decide.
"""

from interkomm.calc.casereading.structured.words import fold

_SECTOR = {
    "public": "öffentlicher Sektor|öffentlich|public|public sector|kommunal",
    "public_private": "öffentlich-privat|öffentlich und privat gemeinsam|PPP|public-private",
    "public_civic": "öffentlich und zivilgesellschaftlich gemeinsam|zivilgesellschaft",
    "academic": "mit Hochschulen und Forschung|Wissenschaft|Forschung|academic",
}
_THEME = {
    "administration": "Verwaltung und Organisation|Verwaltung|Organisation|Verwaltungsmodernisierung|institutional "
    "cooperation and cooperation networks|governance, partnership|public administration",
    "digital": "Digitalisierung und IT|Digitalisierung|IT|E-Government|EDV|ICT and digital society|digital",
    "economy": "Wirtschafts- und Standortentwicklung|Wirtschaft|Wirtschaftsförderung|Standortentwicklung|SME and "
    "entrepreneurship|economic development|economy",
    "commercial_land": "Gewerbeflächen|Gewerbegebiete|Gewerbe|commercial land",
    "spatial": "Raum- und Stadtplanung|Stadtplanung|Raumplanung|Raumordnung|Planung|spatial planning|urban development",
    "regional": "Regionalentwicklung|Regionalplanung|regional planning and development|rural and peripheral development",
    "housing": "Wohnen und Bauen|Wohnen|Bauen|Wohnungsbau|housing",
    "mobility": "Verkehr und Mobilität|Verkehr|Mobilität|ÖPNV|transport and mobility|transport|multimodal transport|"
    "improving transport connections|mobility",
    "water": "Wasser und Abwasser|Wasser|Abwasser|Wasserversorgung|water management|water",
    "waste": "Abfall und Kreislaufwirtschaft|Abfall|Abfallwirtschaft|waste and pollution|waste",
    "energy": "Energie und Klimaschutz|Energie|Klimaschutz|renewable energy|energy efficiency|climate change and "
    "biodiversity|energy",
    "environment": "Umwelt, Natur und Gewässer|Umwelt|Natur|Naturschutz|environment|managing natural and man-made "
    "threats, risk management|soil and air quality",
    "safety": "Brandschutz und Katastrophenschutz|Brandschutz|Feuerwehr|Katastrophenschutz|safety",
    "order": "Ordnung und Sicherheit|Sicherheit|Ordnung|security",
    "works": "Bauhof und Straßenunterhaltung|Bauhof|Bauhöfe|Straßenunterhaltung",
    "education": "Bildung und Schulen|Bildung|Schule|Schulen|education and training|higher education",
    "childcare": "Kinderbetreuung und Jugend|Kinderbetreuung|Jugend|Kinder und Jugend|childcare",
    "social": "Soziales und Integration|Soziales|Integration|social inclusion and equal opportunities|demographic change "
    "and immigration",
    "health": "Gesundheit und Pflege|Gesundheit|Pflege|health and social services|health",
    "culture": "Kultur|cultural heritage and arts|culture",
    "sport": "Sport und Bäder|Sport|Bäder",
    "tourism": "Tourismus und Naherholung|Tourismus|Naherholung|Fremdenverkehr|tourism",
    "personnel": "Personal und Ausbildung|Personal|Ausbildung|Personalwesen|labour market and employment",
    "finance": "Finanzen, Steuern und Kasse|Finanzen|Steuern|finance",
    "procurement": "Einkauf und Vergabe|Einkauf|Vergabe|Beschaffung|procurement",
    "participation": "Bürgerbeteiligung und Demokratie|Bürgerbeteiligung|Beteiligung|participation|"
    "community integration and common identity",
    "village": "Dorfentwicklung und ländlicher Raum|Dorfentwicklung|ländlicher Raum|rural development",
}
_LEGAL_FORM = {
    "informal": "informelle Zusammenarbeit|informell|formlos|informal",
    "declaration": "Willenserklärung oder gemeinsame Erklärung|Willenserklärung|gemeinsame Erklärung|Absichtserklärung",
    "working_group": "kommunale Arbeitsgemeinschaft|Arbeitsgemeinschaft|ARGE|working group",
    "public_law_agreement": "öffentlich-rechtliche Vereinbarung|örV|öRV",
    "purpose_agreement": "Zweckvereinbarung",
    "public_law_contract": "öffentlich-rechtlicher Vertrag",
    "administrative_community": "Verwaltungsgemeinschaft|Verwaltungsverband|vereinbarte Verwaltungsgemeinschaft",
    "purpose_association": "Zweckverband|ZV|Gemeindeverband nach GKG|special purpose association",
    "special_association": "Sonderverband durch Gesetz|Sonderverband|Sondergesetzlicher Verband",
    "joint_institution": "gemeinsame kommunale Anstalt|Anstalt des öffentlichen Rechts|AöR|gAöR|Kommunalunternehmen|"
    "gemeinsames Kommunalunternehmen",
    "planning_association": "Planungsverband",
    "municipal_association": "Gemeindeverband",
    "limited_company": "GmbH|gGmbH|Gesellschaft mit beschränkter Haftung|limited company",
    "association": "eingetragener Verein|Verein|e. V.|e.V.|association",
    "cooperative": "Genossenschaft|eG|cooperative",
    "foundation": "Stiftung|foundation",
    "private_contract": "privatrechtlicher Vertrag|privatrechtliche Vereinbarung",
    "egtc": "EVTZ|EGTC|Europäischer Verbund für territoriale Zusammenarbeit",
    "euroregion": "Euroregion|Euregio",
    "project_partnership": "Projektpartnerschaft|Projektpartnerschaft (Fördervertrag)|Förderprojekt|partnership agreement",
}
_STATUS = {
    "planned": "geplant|in Planung|in Vorbereitung|planned",
    "active": "besteht|aktiv|laufend|in Betrieb|in Kraft|active|ongoing|running",
    "ended": "beendet wie vorgesehen|beendet|abgeschlossen|closed|finished|completed|ended",
    "dissolved": "aufgelöst|dissolved",
    "failed": "gescheitert|failed",
    "merged": "in anderer Kooperation oder Gemeinde aufgegangen|fusioniert|aufgegangen|eingemeindet|merged",
}
_EXTENT = {
    "two": "zwei Gemeinden|bilateral",
    "neighbours": "benachbarte Gemeinden|Nachbargemeinden",
    "district": "im Landkreis|Landkreis|kreisweit",
    "region": "Region über Kreisgrenzen|regional|Region",
    "state": "landesweit",
    "cross_state": "über Landesgrenzen|länderübergreifend",
    "cross_border": "über Staatsgrenzen|grenzüberschreitend|cross-border",
    "european": "europaweit|transnational|interregional",
}
_COUNTRY = {
    "DE": "Deutschland|Germany|D|DE|BRD|Deutschland (Germany)",
    "AT": "Österreich|Austria|A|AT",
    "CH": "Schweiz|Switzerland|CH",
    "IT": "Italien|Italy|I|IT",
    "PL": "Polen|Poland|PL",
    "CZ": "Tschechien|Tschechische Republik|Czech Republic|Czechia|CZ",
    "FR": "Frankreich|France|F|FR",
    "NL": "Niederlande|Netherlands|NL",
    "BE": "Belgien|Belgium|B|BE",
    "LU": "Luxemburg|Luxembourg|LU",
    "DK": "Dänemark|Denmark|DK",
    "LI": "Liechtenstein|LI",
    "SI": "Slowenien|Slovenia|SI",
    "SK": "Slowakei|Slovakia|SK",
    "HU": "Ungarn|Hungary|HU",
    "SE": "Schweden|Sweden|SE",
    "ES": "Spanien|Spain|ES",
    "FI": "Finnland|Finland|FI",
}
_STATE = {
    "DE-BW": "Baden-Württemberg|BW", "DE-BY": "Bayern|Freistaat Bayern|Bavaria|BY", "DE-BE": "Berlin|BE",
    "DE-BB": "Brandenburg|BB", "DE-HB": "Bremen|Freie Hansestadt Bremen|HB", "DE-HH": "Hamburg|HH",
    "DE-HE": "Hessen|Hesse|HE", "DE-MV": "Mecklenburg-Vorpommern|MV", "DE-NI": "Niedersachsen|Lower Saxony|NI|NDS",
    "DE-NW": "Nordrhein-Westfalen|North Rhine-Westphalia|NRW|NW", "DE-RP": "Rheinland-Pfalz|RP|RLP",
    "DE-SL": "Saarland|SL", "DE-SN": "Sachsen|Freistaat Sachsen|Saxony|SN", "DE-ST": "Sachsen-Anhalt|Saxony-Anhalt|ST",
    "DE-SH": "Schleswig-Holstein|SH", "DE-TH": "Thüringen|Freistaat Thüringen|Thuringia|TH",
    "AT-1": "Burgenland", "AT-2": "Kärnten|Carinthia", "AT-3": "Niederösterreich|Lower Austria", "AT-4": "Oberösterreich",
    "AT-5": "Salzburg", "AT-6": "Steiermark|Styria", "AT-7": "Tirol|Tyrol", "AT-8": "Vorarlberg", "AT-9": "Wien|Vienna",
}  # fmt: skip
_TASK = {
    "guiding_vision": "Leitbild|gemeinsames Leitbild oder Konzept|gemeinsames Leitbild|Masterplan",
    "land_pool": "Flächenpool|Gewerbeflächenpool",
    "joint_business_park": "gemeinsames Gewerbegebiet|interkommunales Gewerbegebiet",
    "land_use_plan": "gemeinsamer Flächennutzungsplan|Regionaler Flächennutzungsplan|Flächennutzungsplan",
    "business_promotion": "Wirtschaftsförderung",
    "shared_it": "gemeinsame IT oder Rechenzentrum|gemeinsame IT|Rechenzentrum|IT-Kooperation|IT-Dienstleistungen",
    "online_services": "Online-Dienste|OZG|Onlinezugangsgesetz",
    "payroll": "Personalabrechnung|Lohnabrechnung|Bezügeabrechnung",
    "tax_collection": "Steuern und Abgaben einziehen|Steueramt",
    "cash_office": "Kasse und Vollstreckung|Kasse|Vollstreckung|Gemeindekasse|Finanzbuchhaltung",
    "procurement_office": "Vergabestelle|zentrale Vergabestelle",
    "joint_purchasing": "gemeinsamer Einkauf|Einkaufsgemeinschaft|Beschaffung",
    "registry_office": "Standesamt|Standesamtsbezirk|gemeinsames Standesamt",
    "building_authority": "Bauaufsicht und Bauverwaltung|Bauaufsicht|Bauverwaltung|Bauamt",
    "citizens_office": "Bürgerbüro|Bürgerservice|Bürgeramt",
    "archive": "Archiv|Kommunalarchiv",
    "data_protection": "Datenschutz und Informationssicherheit|Datenschutz|Informationssicherheit|IT-Sicherheit",
    "audit": "Rechnungsprüfung|Rechnungsprüfungsamt",
    "public_order": "Ordnungsdienst und Verkehrsüberwachung|Ordnungsamt|Ordnungsdienst|Verkehrsüberwachung",
    "fire_service": "Feuerwehr und Rettungsdienst|Feuerwehr|Rettungsdienst",
    "control_centre": "Leitstelle",
    "works_yard": "Bauhof|gemeinsamer Bauhof|Baubetriebshof",
    "winter_service": "Winterdienst",
    "water_supply": "Trinkwasserversorgung|Wasserversorgung|Trinkwasser",
    "sewage": "Abwasserbeseitigung|Abwasser|Kläranlage",
    "sludge": "Klärschlamm|Klärschlammverwertung",
    "waste_collection": "Abfallentsorgung|Müllabfuhr",
    "river_maintenance": "Gewässerunterhaltung",
    "flood_protection": "Hochwasserschutz",
    "energy_supply": "Energieversorgung|Stadtwerke",
    "climate_action": "Klimaschutzmanagement",
    "public_transport": "öffentlicher Nahverkehr|ÖPNV|Nahverkehr",
    "cycling": "Radverkehr|Radwege",
    "broadband": "Breitbandausbau|Breitband",
    "schools": "Schulträgerschaft|Schulverband",
    "music_school": "Musikschule",
    "adult_education": "Volkshochschule|VHS",
    "library": "Bibliothek|Bücherei",
    "childcare_places": "Kindertagesbetreuung|Kita|Kindergarten",
    "youth_work": "Jugendarbeit",
    "hospital": "Krankenhaus|Klinikum",
    "swimming_pool": "Schwimmbad|Hallenbad|Freibad",
    "theatre": "Theater und Orchester|Theater|Orchester",
    "museum": "Museum",
    "tourism_marketing": "Tourismusvermarktung|Tourismusmarketing",
    "park": "Landschaftspark und Grünflächen|Landschaftspark|Grünflächen",
    "regional_management": "Regionalmanagement",
    "funding": "Fördermittel einwerben|Fördermittelmanagement",
    "staff_exchange": "Personalaustausch",
    "training": "Ausbildung und Fortbildung|Fortbildung",
    "citizen_participation": "Befragung und Beteiligung",
    "merger_preparation": "Vorbereitung eines Zusammenschlusses|Gemeindefusion",
}  # fmt: skip


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {fold(word): code for code, listed in words.items() for word in (*listed.split("|"), code)}


_KNOWN: dict[str, dict[str, str]] = {
    "sector": _by_word(_SECTOR),
    "theme": _by_word(_THEME),
    "task": _by_word(_TASK),
    "legal_form": _by_word(_LEGAL_FORM),
    "status": _by_word(_STATUS),
    "extent": _by_word(_EXTENT),
    "country": _by_word(_COUNTRY),
    "state": _by_word(_STATE),
}


def code_of(vocabulary: str, written: str) -> str:
    """The code that a written term means, empty when none is known."""
    return _KNOWN.get(vocabulary, {}).get(fold(written), "")
