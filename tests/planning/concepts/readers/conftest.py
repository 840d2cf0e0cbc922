"""Four documents of different shape, written for these tests, as bytes."""

import io

import docx
import pytest
import typst

MARKDOWN = """---
title: INSEK Musterstadt 2035
---

# INSEK Musterstadt 2035

Musterstadt plant bis 2035.

## 1 Anlass

Der Stadtrat hat den Auftrag erteilt.

## 2 Analyse

### 2.1 Bevölkerung

| Jahr | Menschen |
| ---- | -------- |
| 2020 | 12.000   |

## 3 Zentrale Vorhaben

### Zentrales Vorhaben 1: Lebendige Mitte

#### Maßnahme 1.1 – Marktplatz

Der Platz bekommt *Bäume* und **Bänke**.

- Schatten
- Wasser

#### Maßnahme 1.2 – Rathaus

Ein Aufzug ist notwendig.
"""

HTML = """<!DOCTYPE html>
<html lang="de"><head><title>Region Beispielland – Konzept</title><style>p{color:red}</style></head>
<body>
<header><a href="/">Beispielland</a><nav><ul><li>Start</li><li>Kontakt</li></ul></nav></header>
<div role="dialog">Wir nutzen Cookies.</div>
<main>
<h1>Konzept Beispielland</h1>
<p>Drei Gemeinden &amp; ein Plan.</p>
<h2>Wege und Brücken</h2>
<h3>1.1 Radweg am Fluss</h3>
<p>Der Weg verbindet<br>alle Orte. <script>alert("x")</script></p>
<ol><li>Planen</li><li><p>Bauen</p></li></ol>
<table><tr><th>Ort</th><th>Länge</th></tr><tr><td>Adorf</td><td>3 km</td></tr></table>
<h3>1.2 Brücke</h3>
<p onclick="evil()">Sie ersetzt die alte.</p>
<form><label>Suche</label><input name="q"><button>Los</button></form>
</main>
<aside>Werbung</aside>
<footer>Impressum</footer>
</body></html>
"""

TYPST = """
#set document(title: "Regionaler Plan")
#set page(width: 12cm, height: 15cm, margin: 2cm)
#set page(header: [Plan der Region], footer: context align(center)[#counter(page).display()])
#set text(lang: "de", hyphenate: true, size: 10pt)
#set par(justify: true)
#set heading(numbering: "1.1")
#text(size: 24pt)[Plan der Region Beispielland]

#outline(title: "Inhalt")
#pagebreak()
= Zentrale Vorhaben
== Lebendige Mitte
=== Wirtschaftsförderungsgesellschaft gründen
Die Wirtschaftsförderungsgesellschaft unterstützt Unternehmensneugründungen und Ansiedlungsvorhaben in der Innenstadt,
damit Dienstleistungen und Einzelhandelsangebote erhalten bleiben. Sie arbeitet mit Nordrhein-Westfalen zusammen.

Ein zweiter Absatz handelt von Veranstaltungen.
#pagebreak()
=== Bahnhof umbauen
#lorem(120)
#pagebreak()
=== Hafen öffnen
- Stege
- Bänke
"""


@pytest.fixture(scope="session")
def pdf_with_headers() -> bytes:
    return typst.compile(TYPST.encode())


@pytest.fixture(scope="session")
def docx_with_headings() -> bytes:
    document = docx.Document()
    document.add_heading("Leitbild der Region", 0)
    document.add_paragraph("Was uns verbindet.")
    document.add_heading("Ausgangslage", 1)
    document.add_paragraph("Vier Gemeinden, ein Tal.")
    document.add_heading("Zentrale Vorhaben", 1)
    document.add_heading("1 Wege", 2)
    document.add_heading("1.1 Radweg", 3)
    document.add_paragraph("Der Weg führt durch alle Orte.")
    document.add_paragraph("Planen", style="List Bullet")
    document.add_heading("1.2 Steg", 3)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Länge", "30 m"
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
