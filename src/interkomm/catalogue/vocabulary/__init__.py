"""The words of the catalogue: terms of its fields with German and English labels, and the synonyms people search by."""
