"""Several CSV files in one ZIP file: projects and their partners."""

import io
import zipfile
import zlib

from interkomm.calc.casereading.decoding import decode
from interkomm.calc.casereading.structured.delimited import read_delimited
from interkomm.calc.casereading.structured.raw import Sheet, Unreadable

MOST_FILES = 20
MOST_UNPACKED = 60 * 1024 * 1024
_ENDINGS = (".csv", ".tsv")


def is_packed(content: bytes) -> bool:
    """Whether this is a ZIP file that holds nothing but a few CSV files."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return 0 < len(names) <= MOST_FILES and all(name.lower().endswith(_ENDINGS) for name in names)


def read_packed(content: bytes) -> list[Sheet]:
    """The sheets of all files. Raises Unreadable(bomb, password, damaged, binary, …)."""
    left = MOST_UNPACKED
    sheets = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for part in package.infolist():
                with package.open(part) as stream:
                    unpacked = stream.read(left + 1)
                left -= len(unpacked)
                if left < 0:
                    raise Unreadable("bomb", limit_mb=MOST_UNPACKED // 2**20)
                text = decode(unpacked).text
                if text is None:
                    raise Unreadable("binary")
                sheets.append(read_delimited(text, part.filename.rpartition("/")[2][:100]))
    except RuntimeError as error:  # an encrypted part
        raise Unreadable("password") from error
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise Unreadable("damaged") from error
    return sheets
