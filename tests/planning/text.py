"""A source document of our own for tests: two projects, four measures, one divided word, one line of navigation."""

SOURCE = """Skip to content

Entwicklungskonzept Ahrenau 2035

Die Stadt Ahrenau stärkt ihre Ortsteile.

Zentrale Vorhaben und Maßnahmen

Lebendige Mitte

1.1 Markthalle

Die alte Markthalle wird ein Ort für Vereine und Handel. Dafür ist eine Personalstelle erforderlich.

Die Öffnungszeiten richten sich nach den Wochenmärkten.

1.2 Wege zum Bahnhof

Die Verkehrssicher-heit der Wege wird verbessert.

1.3 Stadtgrün

Bäume und Bänke laden zum Verweilen ein.
"""
KEYS = ["lebendige-mitte", "1.1", "1.2", "1.3"]
