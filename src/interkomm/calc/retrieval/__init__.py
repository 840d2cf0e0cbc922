"""Finding documents by German words: an inverted index in memory, its vocabulary, questions and their evaluation. Pure.

How words are matched and weighed: docs/algorithms/retrieval.md.
"""
