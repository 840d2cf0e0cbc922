"""The look and the legal links of the town or cooperation that a page speaks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from interkomm.ui.links import Link

WHITE, BLACK = "#ffffff", "#000000"
READABLE_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text against its ground


@dataclass(frozen=True, slots=True)
class Brand:
    """What the frame of a page shows of its owner. Empty addresses are left out; all come from ``reverse()``.

    ``stylesheet_url`` serves the result of :func:`brand_stylesheet`; ``logo_url`` a picture that has the name beside it
    (so its text alternative is empty).
    """

    name: str = "Interkomm"
    home_url: str = "/"
    logo_url: str = ""
    stylesheet_url: str = ""
    claim: str = ""
    navigation: tuple[Link, ...] = ()
    imprint_url: str = ""
    privacy_url: str = ""
    accessibility_url: str = ""
    feedback_url: str = ""
    contact_url: str = ""
    source_url: str = ""


BrandProvider = Callable[[HttpRequest], Brand]
_providers: list[BrandProvider] = []


def provide_brand(provider: BrandProvider) -> None:
    """Say once, in an ``AppConfig.ready()``, what the site's own brand is; the last call counts."""
    _providers[:] = [provider]


def brand_for(request: HttpRequest | None) -> Brand:
    """Return the site's own brand; a plain one while nobody has provided it or outside a request."""
    if request is None or not _providers:
        return Brand()
    return _providers[0](request)


def completed(brand: Brand, site: Brand) -> Brand:
    """The brand of a town with what only the site has: navigation, accessibility statement, feedback, source.

    Every page must lead to the accessibility statement and its feedback form (EU directive 2016/2102, Art. 7).
    """
    names = ("navigation", "accessibility_url", "feedback_url", "source_url")
    return replace(brand, **{name: getattr(brand, name) or getattr(site, name) for name in names})


def relative_luminance(colour: str) -> float:
    """Return the relative luminance (0 to 1) of ``#rrggbb`` after WCAG 2.2; ValueError for anything else."""
    if len(colour) != 7 or colour[0] != "#":
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio (1 to 21) of two colours ``#rrggbb`` after WCAG 2.2."""
    bright, dark = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """Return black or white, whichever reads better on the colour."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, colour))


def brand_stylesheet(light: str, dark: str = "") -> str:
    """Return the style sheet of a brand: its colour on the light and the dark page, with a text colour that reads.

    ``light`` must stand out from white, ``dark`` (default: the pale blue of KERN) from black, by at least 4.5 : 1;
    otherwise ValueError. Both are ``#rrggbb``, so nothing else of what a town typed gets into the style sheet.
    """
    dark = dark or "#a3bdf5"
    for colour, ground in ((light, WHITE), (dark, BLACK)):
        if contrast(colour, ground) < READABLE_CONTRAST:
            raise ValueError(f"{colour} is too weak on {ground}")
    light_rule = f"--ik-brand:{light};--ik-on-brand:{text_on(light)}"
    dark_rule = f"--ik-brand:{dark};--ik-on-brand:{text_on(dark)}"
    return (
        f":root,[data-kern-theme=light]{{{light_rule}}}\n"
        f"@media (prefers-color-scheme: dark){{:root:not([data-kern-theme=light]){{{dark_rule}}}}}\n"
        f":root[data-kern-theme=dark]{{{dark_rule}}}\n"
    )
