"""The shipped cases as files: one TOML file a case, the record of `calc.cases` (format 1), named like its address."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from interkomm.calc.cases import CaseRecord, InvalidRecord, from_json

CASES = Path(__file__).resolve().parent / "cases"
LICENCE = "CC-BY-4.0"  # our texts; facts are free
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class InvalidCaseFile(ValueError):
    """A file of the collection cannot be read; `file` names it, `problem` says where and what."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file, self.problem = file, problem


@dataclass(frozen=True, slots=True)
class ShippedCase:
    """`slug`: name of the file without its ending, and the address of the case."""

    slug: str
    record: CaseRecord


def read_case(path: Path) -> ShippedCase:
    """Read one file. Raises InvalidCaseFile."""
    if not _SLUG.fullmatch(path.stem):
        raise InvalidCaseFile(path.name, "the name may only have small letters, digits and hyphens")
    try:
        return ShippedCase(path.stem, from_json(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, InvalidRecord) as problem:
        raise InvalidCaseFile(path.name, str(problem)) from problem


def read_collection(directory: Path = CASES) -> tuple[ShippedCase, ...]:
    """All cases in the order of their names. Raises InvalidCaseFile for the first that is not one."""
    return tuple(read_case(path) for path in _paths(directory))


def _paths(directory: Path) -> Iterable[Path]:
    return sorted(directory.glob("*.toml"))
