"""What the search must know of German: words without meaning of their own, weak words, and what joins compounds."""

from interkomm.calc.words import fold, stem

_STOP = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis da damit dann das dass
daß dem den denn der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
einer eines er es etwas für gab gegen gibt habe haben hat hatte hatten hier ich ihr ihre ihrem ihren im in ist ja
kann kein keine können man mehr mit nach nicht noch nun nur ob oder ohne seit sein seine sich sie sind so solche
sollen soll sowie über um und uns unser unter vom von vor war waren warum was welche welchem welchen welcher welches
wenn wer werden wie wieder wir wird wo wollen wurde wurden zu zum zur zwischen the of and for with in on at to by
from a an who what how why which
"""
# In a catalogue of cooperations these say next to nothing: beside other words a case need not have them.
_WEAK = """
interkommunal interkommunale interkommunaler zusammenarbeit zusammenarbeiten kooperation kooperationen kooperieren
gemeinsam gemeinsame gemeinsamer gemeinsames kommunal kommunale kommune kommunen gemeinde gemeinden stadt städte ikz
projekt projekte beispiel beispiele fall fälle erfahrung erfahrungen praxis thema bereich aufgabe aufgaben
zwei zweier drei dreier vier fünf sechs sieben acht neun zehn elf zwölf zwanzig hundert dutzend zahl anzahl
beide beiden beider mehrere mehreren mehrerer viele vielen vieler wenige wenigen einige einigen einiger verschiedene
verschiedenen verschiedener einzelne einzelnen zusammen miteinander untereinander gemeinschaftlich gemeinschaftliche
gemeinschaftlicher nachbargemeinde nachbargemeinden nachbarkommune nachbarkommunen kooperationspartner partner
teilen betreiben übernehmen organisieren einrichten gründen nutzen regeln modell modelle lösung lösungen möglichkeit
möglichkeiten suche gesucht ort orte orten deutschland two three several
cooperation joint municipal intermunicipal municipality municipalities
"""
STOP_WORDS = frozenset(fold(word) for word in _STOP.split())
WEAK_STEMS = frozenset(stem(word) for word in _WEAK.split())
# What stands between the parts of a compound, behind the stem of the left part (stems lose "-ung", "-heit" and the like).
LINKS = (
    "", "s", "es", "n", "en", "e", "er", "ens", "ern", "ung", "ungs", "ungen", "ig", "ige", "isch", "lich", "heit",
    "heits", "keit", "keits", "igkeits", "ik",
)  # fmt: skip
