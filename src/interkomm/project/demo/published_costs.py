"""Cost plans from published sources: that of the Oschatzer Land, and a teaching example from Sweden.

Source of the amounts: notices of the town of Oschatz on the concept of 2018 (200,000 € and 50,000 € for publicity, of which
the partners bear 90,000 €); population: official register of 30 November 2023. How the partners really shared it is not known.
The costs of the Swedish water supply of six groups of municipalities (Skåne) are a table of ours that leads to the Shapley
values, separable costs and marginal costs printed by Young, Okada and Hashimoto (IIASA WP-79-77, 1979).
"""

from datetime import date

from interkomm.accounts.models import User
from interkomm.cooperation.costs import services
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.cooperation.sharing.content import Content, FigureSet, GameInput, Item, KeyRule, PartnerLine

OSCHATZ_KEY_DATE = date(2023, 11, 30)
OSCHATZ_POPULATION = {
    "14730050": ("Cavertitz", 2161), "14730060": ("Dahlen", 4171), "14730170": ("Liebschützberg", 2937),
    "14730200": ("Mügeln", 5792), "14730210": ("Naundorf", 2200), "14730230": ("Oschatz", 14195),
    "14730330": ("Wermsdorf", 5239),
}  # fmt: skip
SKANE_COSTS = """\
A 21.95  H 17.08  K 10.91  L 15.88  M 20.81  T 21.98
AH 34.69 AK 32.86 AL 37.83 AM 42.76 AT 43.93 HK 22.96 HL 25.00 HM 37.89 HT 39.06 KL 26.79 KM 31.45 KT 32.89 LM 31.10
LT 37.86 MT 39.41
AHK 40.74 AHL 43.22 AHM 55.50 AHT 56.67 AKL 48.74 AKM 53.40 AKT 54.84 ALM 53.05 ALT 59.81 AMT 61.36
HKL 27.26 HKM 42.55 HKT 44.94 HLM 45.81 HLT 46.98 HMT 56.49 KLM 42.01 KLT 48.77 KMT 50.32 LMT 51.46
AHKL 48.95 AHKM 60.25 AHKT 62.72 AHLM 64.03 AHLT 65.20 AHMT 74.10 AKLM 63.96 AKLT 70.72 AKMT 72.27 ALMT 73.41
HKLM 48.07 HKLT 49.24 HKMT 59.35 HLMT 64.41 KLMT 56.61
AHKLM 69.76 AHKLT 70.93 AHKMT 77.42 AHLMT 83.00 AKLMT 73.97 HKLMT 66.46   AHKLMT 83.82
"""
SKANE_POPULATION = {"A": "85000", "H": "176800", "K": "26800", "L": "69000", "M": "287300", "T": "59500"}
SKANE_DEMAND = {"A": "6.72", "H": "8.23", "K": "3.75", "L": "3.53", "M": "14.64", "T": "5.39"}
SKANE_NAMES = {key: f"Gruppe {key}" for key in "AHKLMT"}


def oschatz_content(partners: tuple[PartnerLine, ...], keys: dict[str, str]) -> Content:
    """250,000 € less 160,000 € of support, by population. `keys`: official key → partner key."""
    known = {partner.key for partner in partners}
    values = {
        keys[official]: str(people)
        for official, (_name, people) in OSCHATZ_POPULATION.items()
        if keys.get(official) in known
    }
    return Content(
        partners=partners,
        items=(
            Item("other", "Regionales Entwicklungskonzept und Umsetzung", 2018, 20_000_000),
            Item("publicity", "Öffentlichkeitsarbeit", 2018, 5_000_000),
            Item("", "Förderung (64 Prozent)", 2018, 16_000_000, is_funding=True),
        ),
        figures=(
            FigureSet("population", OSCHATZ_KEY_DATE.isoformat(), "Amtliches Gemeindeverzeichnis, 30.11.2023", values),
        ),
        keys=(KeyRule(figure="population"),),
    )


def skane_content() -> Content:
    """The game of the six groups of municipalities in million Swedish crowns, two decimals."""
    words = SKANE_COSTS.split()
    costs = {",".join(name): round(float(cost) * 100) for name, cost in zip(words[::2], words[1::2], strict=True)}
    return Content(
        partners=tuple(PartnerLine(key, name) for key, name in SKANE_NAMES.items()),
        figures=(
            FigureSet("population", "1979-12-31", "Young, Okada, Hashimoto 1979", SKANE_POPULATION),
            FigureSet(
                "usage", "1979-12-31", "Wasserbedarf in Mio. m³ im Jahr (Young, Okada, Hashimoto 1979)", SKANE_DEMAND
            ),
        ),
        game=GameInput(form="table", costs=costs),
        unit="Mio. SEK",
    )


def create_oschatz_plan(actor: User, cooperation: Cooperation) -> CostPlan:
    """The plan of the Oschatzer Land with the shares by population chosen; `actor` writes for a partner."""
    partners = services.partner_lines(cooperation)
    rows = cooperation.partners.filter(organisation__area__isnull=False).values_list(
        "organisation__area__official_key", "organisation_id"
    )
    content = oschatz_content(partners, {official: str(key) for official, key in rows})
    beginning = services.Beginning(
        title="Regionales Entwicklungskonzept: Eigenanteil",
        key_on=OSCHATZ_KEY_DATE,
        purpose="Konzept für das Oschatzer Land. Der Eigenanteil von 90.000 € wird nach Einwohnerzahl geteilt. "
        "Die Aufteilung ist gerechnet; wie die Gemeinden wirklich geteilt haben, ist nicht bekannt.",
        content=content,
    )
    plan = services.start_plan(actor=actor, cooperation=cooperation, beginning=beginning)
    return services.choose(actor=actor, plan=plan, edition=plan.edition, method="own_keys")


def create_skane_example(actor: User, cooperation: Cooperation) -> CostPlan:
    """The published game, marked as a teaching example."""
    beginning = services.Beginning(
        title="Lehrbeispiel: Wasserversorgung in Südschweden",
        key_on=date(1979, 12, 31),
        purpose="Sechs Gruppen von Gemeinden in Schonen (Skåne) können ihr Wasser allein oder gemeinsam gewinnen. "
        "An diesem Beispiel sind die Verfahren erforscht worden.",
        content=skane_content(),
        is_example=True,
    )
    return services.start_plan(actor=actor, cooperation=cooperation, beginning=beginning)
