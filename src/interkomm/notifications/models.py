"""Re-exports the models of the slices."""
