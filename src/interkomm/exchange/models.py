"""Re-exports the models of the slices."""

from interkomm.exchange.oparl.models import CouncilImport, ImportedItem

__all__ = ["CouncilImport", "ImportedItem"]
