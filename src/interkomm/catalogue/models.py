"""Re-exports the models of the slices."""

from interkomm.catalogue.cases.models import Case, CasePart, CasePartner, CaseTerm, Revision
from interkomm.catalogue.editing.models import Editor
from interkomm.catalogue.ratings.models import Rating
from interkomm.catalogue.vocabulary.models import SynonymGroup

__all__ = ["Case", "CasePart", "CasePartner", "CaseTerm", "Editor", "Rating", "Revision", "SynonymGroup"]
