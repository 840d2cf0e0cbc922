"""The cover page inside the complete file: plain HTML that opens without the platform."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from interkomm.ui.text import localdate

_PAGE = Markup("""<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}}
th,td{{border:1px solid #8a9099;padding:.3rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}}
</style></head><body>
<h1>{title}</h1>
<p>{cooperation}. Fassung {number} vom {made_on}. Prüfsumme (SHA-256) des Wortlauts mit Anlagen: <code>{digest}</code></p>
<h2>Beteiligte</h2><ul>{parties}</ul>
<h2>Prüfliste am {on}</h2>
<p><strong>{state}</strong>. Regelsatz: {rule_set}. Keine Rechtsberatung.</p>
<h3>Fehlt noch</h3>{missing}<h3>Belegt</h3>{done}<h3>Gründe</h3>{reasons}
<h2>Dateien</h2><table><thead><tr><th scope="col">Datei</th><th scope="col">Inhalt</th><th scope="col">Byte</th>
<th scope="col">SHA-256</th></tr></thead><tbody>{files}</tbody></table>
</body></html>
""")
_ITEM = Markup("<li>{}</li>")
_ROW = Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n')
_LINK = Markup('<a href="{0}">{0}</a>')


def index_page(about: Mapping[str, Any]) -> str:
    """The page of what index.json says; every value is escaped."""
    check, wording = about["checklist"], about["wording"]
    missing = [f"{each['title']}: {each['reason']} ({_by_whom(each)})" for each in check["missing"]]
    return _PAGE.format(
        title=about["title"],
        cooperation=about["cooperation"],
        number=wording["number"],
        made_on=wording["made_on"],
        digest=wording["digest"],
        parties=_items(about["parties"]),
        on=about["on"],
        state=check["state_name"],
        rule_set=check["rule_set_name"] or "noch keiner gewählt",
        missing=_list(missing),
        done=_list(check["done"]),
        reasons=_list([*check["reasons"], *check["warnings"]]),
        files=Markup("").join(_file(each) for each in about["files"]),
    )


def _by_whom(each: Mapping[str, Any]) -> str:
    who = f"zuständig: {each['owner'] or '–'}"
    return f"{who}, bis {localdate(date.fromisoformat(each['due_on']))}" if each["due_on"] else who


def _file(each: Mapping[str, Any]) -> Markup:
    if "problem" in each:
        return _ROW.format(each["path"], each["title"], "–", each["problem"])
    return _ROW.format(_LINK.format(each["path"]), each["title"], each["size"], each["sha256"])


def _items(texts: list[str]) -> Markup:
    return Markup("").join(_ITEM.format(each) for each in texts)


def _list(texts: list[str]) -> Markup:
    return Markup("<ul>{}</ul>").format(_items(texts)) if texts else Markup("<p>–</p>")
