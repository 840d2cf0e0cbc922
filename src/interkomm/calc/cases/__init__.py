"""Cases of cooperation as checked facts: pure values, their JSON form, completeness and differences.

A case says of each field one of three things: known (with items), known to be none, unknown. *Unknown is not none.*
"""

from interkomm.calc.cases.codes import FIELDS, Field, FieldGroup, Shape
from interkomm.calc.cases.dates import PartialDate
from interkomm.calc.cases.items import Evidence, Item, Source
from interkomm.calc.cases.reading import from_json
from interkomm.calc.cases.record import CaseRecord, Entry, InvalidRecord, State, in_language
from interkomm.calc.cases.writing import as_json

__all__ = [
    "FIELDS",
    "CaseRecord",
    "Entry",
    "Evidence",
    "Field",
    "FieldGroup",
    "InvalidRecord",
    "Item",
    "PartialDate",
    "Shape",
    "Source",
    "State",
    "as_json",
    "from_json",
    "in_language",
]
