"""Re-exports the models of the slices."""

from interkomm.planning.concepts.models import Concept, ConceptImport, ConceptVersion, Paragraph, Section

__all__ = ["Concept", "ConceptImport", "ConceptVersion", "Paragraph", "Section"]
