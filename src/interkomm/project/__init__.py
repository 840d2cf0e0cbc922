"""Composition root: settings, addresses, server entry, command line, demo region. The only importer of everything."""
