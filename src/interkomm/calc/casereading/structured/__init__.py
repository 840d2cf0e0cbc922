"""Readers of structured files: tables, exports of semantic wikis, RDF."""

from interkomm.calc.casereading.reader import Reader

READERS: tuple[Reader, ...] = ()
