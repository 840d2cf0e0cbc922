"""Read cases of cooperation out of what people have: saved wiki pages, wikitext, web pages, tables, exports.

Pure: text in, proposals with evidence and findings out. What is not in the text is unknown; nothing is guessed silently.
"""
