"""The Länder: by which law a public website must be accessible. Names only; addresses change and are a setting."""

LAWS: dict[str, tuple[str, str]] = {  # ISO 3166-2 code: (Land, law)
    "BW": ("Baden-Württemberg", "Landes-Behindertengleichstellungsgesetz (L-BGG)"),
    "BY": ("Bayern", "Bayerische Digitalverordnung (BayDiV)"),
    "BE": ("Berlin", "Barrierefreie-IKT-Gesetz Berlin (BIKTG Bln)"),
    "BB": ("Brandenburg", "Brandenburgisches Behindertengleichstellungsgesetz (BbgBGG)"),
    "HB": ("Bremen", "Bremisches Behindertengleichstellungsgesetz (BremBGG)"),
    "HH": ("Hamburg", "Hamburgisches Behindertengleichstellungsgesetz (HmbBGG)"),
    "HE": ("Hessen", "Hessisches Behinderten-Gleichstellungsgesetz (HessBGG)"),
    "MV": ("Mecklenburg-Vorpommern", "Landesbehindertengleichstellungsgesetz (LBGG M-V)"),
    "NI": ("Niedersachsen", "Niedersächsisches Behindertengleichstellungsgesetz (NBGG)"),
    "NW": ("Nordrhein-Westfalen", "Behindertengleichstellungsgesetz Nordrhein-Westfalen (BGG NRW)"),
    "RP": ("Rheinland-Pfalz", "Landesinklusionsgesetz (LInklG)"),
    "SL": ("Saarland", "Saarländisches Behindertengleichstellungsgesetz (SBGG)"),
    "SN": ("Sachsen", "Barrierefreie-Websites-Gesetz (BfWebG)"),
    "ST": ("Sachsen-Anhalt", "Behindertengleichstellungsgesetz Sachsen-Anhalt (BGG LSA)"),
    "SH": ("Schleswig-Holstein", "Landesbehindertengleichstellungsgesetz (LBGG)"),
    "TH": ("Thüringen", "Thüringer Gesetz über den barrierefreien Zugang zu Websites (ThürBarrWebG)"),
}


def law_of(state: str) -> tuple[str, str]:
    """Land and law for a code like "SN" or "DE-SN"; unknown codes give ("", "")."""
    return LAWS.get(state.upper().removeprefix("DE-"), ("", ""))
