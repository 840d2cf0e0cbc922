"""Colours: what a town may choose, and that KERN's tokens as we pair them can be read in both themes."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

from interkomm.ui.brands import Brand, brand_stylesheet, completed, contrast, text_on

KERN = Path(__file__).resolve().parents[2] / "src/interkomm/ui/static/ui/vendor/kern/kern.min.css"
TEXT, PARTS = 4.5, 3.0  # WCAG 2.2: 1.4.3 text, 1.4.11 parts of controls
PAIRS = [
    ("layout-text-default", "layout-background-default", TEXT),
    ("layout-text-default", "layout-background-hued", TEXT),
    ("layout-text-muted", "layout-background-default", TEXT),
    ("layout-text-muted", "layout-background-hued", TEXT),
    ("action-default", "layout-background-default", TEXT),
    ("action-default", "layout-background-hued", TEXT),
    ("action-on-default", "action-default", TEXT),
    ("action-visited", "layout-background-default", TEXT),
    ("feedback-danger", "layout-background-default", TEXT),
    ("feedback-success", "layout-background-default", TEXT),
    ("layout-text-default", "feedback-info-background", TEXT),
    ("layout-text-default", "feedback-success-background", TEXT),
    ("layout-text-default", "feedback-warning-background", TEXT),
    ("layout-text-default", "feedback-danger-background", TEXT),
    ("layout-text-default", "feedback-default-background", TEXT),
    ("action-on-default", "feedback-danger", TEXT),
    ("form-input-border", "layout-background-default", PARTS),
    ("layout-border", "layout-background-default", PARTS),
    ("action-focus-default", "layout-background-default", PARTS),
]


@cache
def tokens(theme: str) -> dict[str, str]:
    """Return KERN's colour tokens as its style sheet sets them for a theme."""
    css = KERN.read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if selector.strip() == ":root" or (f"[data-kern-theme={theme}]" in selector and "kern-level" not in selector):
            found |= dict(re.findall(r"--kern-color-([a-z0-9-]+):\s*([^;}]+)", body))
    return found


def as_hex(theme: str, name: str) -> str:
    value = tokens(theme)[name]
    while reference := re.match(r"var\(--kern-color-([a-z0-9-]+)\)", value):
        value = tokens(theme)[reference[1]]
    match = re.match(r"oklch\(([\d.]+)(%?) ([\d.]+) ([\d.]+)\)", value)
    assert match, f"{name}: {value}"
    lightness = float(match[1]) / (100 if match[2] else 1)
    return oklch_to_hex(lightness, float(match[3]), float(match[4]))


def oklch_to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Convert after Björn Ottosson's definition of Oklab."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    channels = (min(1.0, max(0.0, channel)) for channel in linear)
    gamma = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in channels)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in gamma)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_pairs_of_tokens_can_be_read(theme: str, text: str, ground: str, least: float) -> None:
    assert contrast(as_hex(theme, text), as_hex(theme, ground)) >= least


def test_conversion_is_right() -> None:
    assert oklch_to_hex(1.0, 0.0, 0.0) == "#ffffff"
    assert oklch_to_hex(0.627955, 0.257683, 29.2339) == "#ff0000"


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert (text_on("#7a1f2b"), text_on("#ffd24d")) == ("#ffffff", "#000000")


def test_brand_style_sheet_sets_both_themes() -> None:
    css = brand_stylesheet("#7a1f2b", "#e8a0a8")
    assert "--ik-brand:#7a1f2b;--ik-on-brand:#ffffff" in css
    assert ":root[data-kern-theme=dark]{--ik-brand:#e8a0a8;--ik-on-brand:#000000}" in css


@pytest.mark.parametrize("colour", ["#ffe08a", "red", "#12", "#7a1f2b;}body{display:none", "url(//x)"])
def test_weak_or_hostile_colours_are_refused(colour: str) -> None:
    with pytest.raises(ValueError, match=r"colour|weak|literal"):
        brand_stylesheet(colour)


def test_a_town_borrows_what_only_the_site_has() -> None:
    """Every page leads to the accessibility statement, also in the look of a town."""
    site = Brand(name="Site", imprint_url="/impressum/", accessibility_url="/b/", feedback_url="/f/", source_url="/l/")
    town = completed(Brand(name="Ahrenau", home_url="/a/", feedback_url="/eigene/"), site)
    assert (town.name, town.home_url, town.imprint_url) == ("Ahrenau", "/a/", "")
    assert (town.accessibility_url, town.feedback_url, town.source_url) == ("/b/", "/eigene/", "/l/")
