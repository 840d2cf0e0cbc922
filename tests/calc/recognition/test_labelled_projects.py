"""Numbered headings below a labelled central project are its measures."""

from interkomm.calc.recognition.recognise import recognise
from interkomm.planning.concepts.readers import read_document

TEXT = """# Leitbild

## Zentrales Vorhaben 1: Gut versorgt

Einleitung.

### 1.1 Kitas planen

Text.

### 1.2 Feuerwehr stärken

Text.
"""


def test_numbered_headings_below_a_labelled_project_are_measures() -> None:
    document = read_document("leitbild.md", TEXT.encode())
    project = recognise(document.blocks, document.title).as_json()["central_projects"][0]
    assert project["title"] == "Gut versorgt"
    assert [measure["number"] for measure in project["measures"]] == ["1.1", "1.2"]
    assert [paragraph["text"] for paragraph in project["paragraphs"]] == ["Einleitung."]
