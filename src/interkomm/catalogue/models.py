"""Re-exports the models of the slices."""

from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.cases.models import TOPIC, Case, CasePart, CasePartner, CaseTerm, Revision
from interkomm.catalogue.editing.models import Editor
from interkomm.catalogue.enquiries.models import ContactAddress, Question
from interkomm.catalogue.finding.models import CaseIndex, CaseWord
from interkomm.catalogue.imports.models import CaseImport, ColumnMeaning, ImportedCase
from interkomm.catalogue.ratings.models import Rating
from interkomm.catalogue.saved.models import SavedSearch
from interkomm.catalogue.vocabulary.models import SynonymGroup

__all__ = [
    "TOPIC",
    "Case",
    "CaseImport",
    "CaseIndex",
    "CaseLink",
    "CasePart",
    "CasePartner",
    "CaseTerm",
    "CaseWord",
    "ColumnMeaning",
    "ContactAddress",
    "Editor",
    "ImportedCase",
    "Question",
    "Rating",
    "Revision",
    "SavedSearch",
    "SynonymGroup",
]
