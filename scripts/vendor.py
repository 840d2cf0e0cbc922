"""Copy the front-end files of others into the tree, once per version, and list them with licence and SHA-256.

Run by a developer who has npm: ``python scripts/vendor.py``. The server never needs npm; ``tests/ui`` compares the
files with ``VENDORED.toml``. Fonts are cut to German and European Latin letters, because the full files (130 kB each)
would break the page budget.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src/interkomm/ui/static/ui/vendor"
TESTS_ONLY = ROOT / "tests/browser/vendor"
FONT_LETTERS = (
    "U+0020-007E,U+00A0-017F,U+0218-021B,U+1E9E,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,"
    "U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2190-2193,U+2212,U+2264-2265"
)
FONT_COPYRIGHT = "2012-2015 The Mozilla Foundation and Telefonica S.A."  # name table of the font


@dataclass(frozen=True)
class Package:
    """One npm package: which of its files go where (target name → path in the package)."""

    name: str
    version: str
    licence: str
    target: Path
    files: dict[str, str]
    fonts: dict[str, str]


PACKAGES = (
    Package(
        "@kern-ux/native",
        "2.7.2",
        "EUPL-1.2",
        SHIPPED,
        {"kern/kern.min.css": "dist/kern.min.css", "kern/LICENSE.md": "LICENSE.md"},
        {
            "fira-sans/fira-sans-regular.woff2": "dist/fonts/fira-sans/FiraSans-Regular.woff2",
            "fira-sans/fira-sans-semibold.woff2": "dist/fonts/fira-sans/FiraSans-SemiBold.woff2",
        },
    ),
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        SHIPPED,
        {"htmx/htmx.min.js": "dist/htmx.min.js", "htmx/LICENSE": "LICENSE"},
        {},
    ),
    Package(
        "leaflet",
        "1.9.4",
        "BSD-2-Clause",
        SHIPPED,
        {
            "leaflet/leaflet.js": "dist/leaflet.js",
            "leaflet/leaflet.css": "dist/leaflet.css",
            "leaflet/LICENSE": "LICENSE",
            **{
                f"leaflet/images/{name}": f"dist/images/{name}"
                for name in (
                    "layers.png",
                    "layers-2x.png",
                    "marker-icon.png",
                    "marker-icon-2x.png",
                    "marker-shadow.png",
                )
            },
        },
        {},
    ),
    Package(
        "@fontsource/fira-sans",  # only for the text of the font's licence, which KERN does not carry
        "5.3.0",
        "OFL-1.1",
        SHIPPED,
        {"fira-sans/LICENSE": "LICENSE"},
        {},
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        TESTS_ONLY,
        {"axe-core/axe.min.js": "axe.min.js", "axe-core/LICENSE": "LICENSE"},
        {},
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    """Return the folder of the unpacked npm package (raises CalledProcessError if npm cannot get it)."""
    command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    archive = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    target = folder / archive.removesuffix(".tgz")
    with tarfile.open(folder / archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def subset_font(source: Path, target: Path) -> None:
    """Write the letters of FONT_LETTERS with kerning and tabular figures as WOFF2."""
    command = [
        "pyftsubset",
        str(source),
        f"--output-file={target}",
        f"--unicodes={FONT_LETTERS}",
        "--flavor=woff2",
        "--layout-features=kern,liga,tnum,lnum,mark,mkmk,ccmp,locl",
        "--no-hinting",
        "--desubroutinize",
    ]
    subprocess.run(command, check=True)


def unpack_font(target: Path) -> Path:
    """Write the same font as TTF beside it: browsers read WOFF2, the maker of PDF files does not."""
    font = TTFont(target)
    font.flavor = None
    unpacked = target.with_suffix(".ttf")
    font.save(unpacked)
    return unpacked


def without_map_comment(content: bytes) -> bytes:
    """Drop the last line that names a source map: we do not ship maps, and hashed storage would look for them."""
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if b"sourceMappingURL=" not in line)


def copy(package: Package, source: Path) -> Iterator[Path]:
    """Copy the wanted files and yield their new paths."""
    for name, origin in package.files.items():
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        content = (source / origin).read_bytes()
        target.write_bytes(without_map_comment(content) if name.endswith((".js", ".css")) else content)
        yield target
    for name, origin in package.fonts.items():
        target = package.target / name
        target.parent.mkdir(parents=True, exist_ok=True)
        subset_font(source / origin, target)
        yield target
        yield unpack_font(target)


def entries(package: Package, files: list[Path]) -> Iterator[str]:
    """Yield the TOML tables of VENDORED.toml."""
    for file in files:
        is_font = file.suffix in {".woff2", ".ttf"}
        yield "\n".join(
            (
                "[[file]]",
                f'path = "{file.relative_to(ROOT).as_posix()}"',
                f'name = "{"Fira Sans (subset), from " if is_font else ""}{package.name}"',
                f'version = "{package.version}"',
                f'licence = "{"OFL-1.1" if is_font else package.licence}"',
                *([f'copyright = "{FONT_COPYRIGHT}"'] if is_font else []),
                f'sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"',
                "",
            )
        )


def main() -> None:
    """Fetch, copy and list everything."""
    tables = [
        "# Written by scripts/vendor.py. Files of others, as they came (source map lines removed, fonts subset).\n"
    ]
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            source = fetch(package, Path(folder))
            tables.extend(entries(package, list(copy(package, source))))
    (SHIPPED / "VENDORED.toml").write_text("\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
