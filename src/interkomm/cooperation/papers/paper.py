"""A paper as values, and the same paper as PDF and as DOCX."""

import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from interkomm.cooperation.papers.blocks import Block
from interkomm.foundation.documents.pdf import render_pdf
from interkomm.organisations.models import Organisation

TEMPLATE = Path(__file__).with_name("paper.typ")
PLAIN_COLOUR = "#1d2733"
LARGEST_LOGO = (600, 240)  # pixels
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Paper:
    """`foot` stands on each page, `head` on each but the first; `letterhead`, `colour`, `logo` (PNG): of a town.

    `dated`: for the properties of the file, never the clock.
    """

    title: str
    foot: str
    dated: date
    blocks: list[Block]
    head: str = ""
    letterhead: str = ""
    colour: str = PLAIN_COLOUR
    logo: bytes = field(default=b"", repr=False)

    def as_pdf(self) -> bytes:
        """Tagged (PDF/UA-1); the same bytes for the same paper."""
        values = {
            "title": self.title or "–",
            "foot": self.foot,
            "head": self.head,
            "page": "Seite",
            "letterhead": self.letterhead,
            "colour": self.colour,
            "logo": list(self.logo),
            "logo_alt": f"Logo: {self.letterhead}",
            "blocks": self.blocks,
        }
        return render_pdf(TEMPLATE, values, language="de")


def colour_of(town: Organisation | None) -> str:
    """The colour of a town on white paper."""
    return town.brand_light if town and _COLOUR.fullmatch(town.brand_light) else PLAIN_COLOUR


def logo_of(content: bytes) -> bytes:
    """A picture as small PNG; b"" when it is none."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.thumbnail(LARGEST_LOGO)
            made = io.BytesIO()
            picture.convert("RGBA").save(made, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return b""
    return made.getvalue()
