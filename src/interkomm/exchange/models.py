"""No models: what is exchanged lives in the contexts below."""
