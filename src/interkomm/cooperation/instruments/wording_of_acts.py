"""What states, missing acts and reasons are called, in sentences for people."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interkomm.calc.effectivity.result import Reason
from interkomm.ui.text import localdate

STATE_NAMES: dict[str, str | Promise] = {
    "draft": _("Entwurf"),
    "in_resolution": _("in der Beschlussfassung"),
    "resolved": _("von allen beschlossen"),
    "signed": _("unterzeichnet"),
    "politically_signed": _("politisch unterzeichnet"),
    "in_supervision": _("bei der Aufsicht"),
    "approved": _("genehmigt"),
    "published": _("bekannt gemacht, noch nicht wirksam"),
    "effective": _("wirksam"),
    "ended": _("beendet"),
    "failed": _("gescheitert"),
    "unclear": _("ungeklärt"),
}
STATE_KINDS = {
    "effective": "success",
    "failed": "danger",
    "unclear": "warning",
    "published": "info",
    "ended": "neutral",
}
ACT_TITLES: dict[str, str | Promise] = {
    "rule_set": _("Regelsatz wählen"),
    "task_kind": _("Art der Aufgabe klären"),
    "parties": _("Vertragsparteien klären"),
    "wording": _("Wortlaut einstellen"),
    "clause": _("Regelung im Text ergänzen"),
    "resolution": _("Beschluss fassen"),
    "condition": _("Vorbehalt erfüllen"),
    "signature": _("Unterzeichnen"),
    "application": _("Genehmigung beantragen"),
    "approval": _("Genehmigung"),
    "notice": _("Beanstandung klären"),
    "publication": _("Bekannt machen"),
    "date": _("Tag des Inkrafttretens klären"),
}
CLAUSE_NAMES: dict[str, str | Promise] = {
    "aims": _("Präambel und Ziele"),
    "parties": _("Beteiligte"),
    "object": _("Gegenstand und Aufgaben"),
    "delegation": _("Übertragung oder Beauftragung"),
    "territory": _("Gebiet"),
    "organs": _("Organe, Sitzungen, Stimmen und Mehrheiten"),
    "seat": _("Sitz oder Federführung"),
    "staff": _("Personal"),
    "assets": _("Vermögen und IT"),
    "data_protection": _("Datenschutz (Art. 26 oder 28 DSGVO)"),
    "cost_key": _("Kostenschlüssel oder Umlage"),
    "accounts": _("Abschläge, Abrechnung und Prüfung"),
    "vat": _("Umsatzsteuer"),
    "participation": _("Mitwirkung der übertragenden Beteiligten"),
    "reporting": _("Berichte"),
    "liability": _("Haftung und Versicherung"),
    "accession": _("Beitritt"),
    "term": _("Laufzeit und Kündigung"),
    "settlement": _("Auseinandersetzung"),
    "arbitration": _("Schlichtung"),
    "amendment": _("Änderung in Schriftform"),
    "severability": _("Teilunwirksamkeit"),
    "publication": _("Bekanntmachung"),
    "entry_into_force": _("Inkrafttreten und Übergang"),
    "applicable_law": _("anzuwendendes Landesrecht"),
}
SENTENCES: dict[str, str | Promise] = {
    "no_rule_set": _(
        "Es ist noch kein Regelsatz gewählt. Ohne ihn lässt sich nicht sagen, wann das Dokument wirksam ist."
    ),
    "rule_set_unverified": _(
        "Dieser Regelsatz ist noch mit keinem Gesetzestext verglichen. Bitte rechtlich prüfen lassen."
    ),
    "no_wording": _("Es gibt noch keinen Wortlaut."),
    "too_few_parties": _("Es sind weniger als zwei Vertragsparteien eingetragen."),
    "too_few_remain": _("Es blieben weniger als zwei Parteien: Das ist eine Auflösung. Nötig ist dann eine Aufhebung."),
    "key_for_joining": _("Bitte prüfen, ob der Text den Kostenschlüssel für die Beitretenden ändert."),
    "before_notice_ends": _(
        "Der Text nennt den %(agreed_on)s. Nach der Kündigungsfrist ist der Austritt frühestens ab %(not_before)s wirksam."
    ),
    "nobody_joins": _("Bei einem Beitritt muss mindestens eine beitretende Partei eingetragen sein."),
    "clauses_not_checked": _("Noch niemand hat geprüft, ob der Text alle nötigen Regelungen enthält."),
    "clauses_of_other_wording": _(
        "Die Prüfliste ist an einem früheren Wortlaut ausgefüllt. Bitte noch einmal durchsehen, ob alle Stellen stimmen."
    ),
    "clause_missing": _("Im Text fehlt eine nötige Regelung: %(clause)s."),
    "task_kind_open": _(
        "Die Art der Aufgabe ist nicht geklärt. Je nachdem ist eine Genehmigung nötig, oder eine Anzeige genügt."
    ),
    "cross_state_approval": _("Die Parteien liegen in verschiedenen Ländern: Eine Genehmigung ist immer nötig."),
    "cross_state_political": _(
        "Die Parteien liegen in verschiedenen Ländern. Soll daraus eine bindende Vereinbarung werden, ist immer eine"
        " Genehmigung nötig."
    ),
    "not_resolved": _("%(party)s: Es ist kein Beschluss eingetragen."),
    "no_evidence": _("%(party)s: kein Beleg für einen Beschluss."),
    "unclear": _("%(party)s: Das Ergebnis ist unklar. Unklar zählt nie als beschlossen."),
    "no_date": _("%(party)s: Der Tag ist nicht belegt."),
    "date_not_exact": _("%(party)s: Der Tag ist nur ungefähr belegt (%(first)s bis %(last)s)."),
    "changed_by_council": _(
        "%(party)s hat mit Änderungen beschlossen. Daraus muss ein neuer Wortlaut werden, über den alle beschließen."
    ),
    "rejected": _("%(party)s hat abgelehnt."),
    "postponed": _("%(party)s hat die Entscheidung vertagt."),
    "objected": _("%(party)s: Gegen den Beschluss liegt ein Widerspruch vor."),
    "wording_not_said": _("%(party)s: Es ist nicht belegt, über welchen Wortlaut beschlossen wurde."),
    "other_body": _("%(party)s: Beschlossen hat „%(body)s“, zuständig ist „%(competent)s“. Bitte prüfen."),
    "other_wording": _(
        "%(party)s hat über Fassung %(number)s beschlossen. Es gilt Fassung %(counts)s: Es muss neu beschlossen werden."
    ),
    "before_wording": _("%(party)s: Der Beschluss (%(on)s) ist älter als der Wortlaut (%(made_on)s)."),
    "condition_open": _("%(party)s: Der Vorbehalt „%(condition)s“ ist nicht erfüllt."),
    "not_signed": _("%(party)s hat noch nicht unterzeichnet."),
    "not_enough_signatures": _("%(party)s: %(have)s von %(needed)s nötigen Unterschriften."),
    "not_authorised": _("%(party)s: Wer unterzeichnet hat, ist nicht vertretungsberechtigt."),
    "authority_not_checked": _("%(party)s: Ob vertretungsberechtigt unterzeichnet wurde, ist nicht geprüft."),
    "other_wording_signed": _("%(party)s hat einen anderen Wortlaut unterzeichnet."),
    "no_seal": _("%(party)s: Das Dienstsiegel fehlt."),
    "signed_before_resolved": _("Es wurde unterzeichnet, bevor alle beschlossen hatten."),
    "not_applied": _("Die Genehmigung ist noch nicht beantragt."),
    "not_approved": _("Die Genehmigung ist am %(applied_on)s beantragt und noch nicht erteilt."),
    "waits_for_silence": _(
        "Beantragt am %(applied_on)s. Schweigt die Aufsicht weiter, gilt die Genehmigung am %(deemed_on)s als erteilt."
    ),
    "deemed_approved": _("Die Aufsicht hat geschwiegen: Die Genehmigung gilt seit %(on)s als erteilt."),
    "refused": _("%(authority)s hat die Genehmigung am %(on)s abgelehnt."),
    "notice_not_shown": _("Die Anzeige bei der Aufsicht ist nicht belegt."),
    "objected_by_supervision": _("Die Aufsicht hat beanstandet."),
    "not_published_by_authority": _("Die Aufsicht hat noch nicht in ihrem Amtsblatt bekannt gemacht."),
    "not_published_by_party": _("%(party)s hat noch nicht bekannt gemacht."),
    "other_published": _("Bekannt gemacht ist ein anderer Wortlaut."),
    "approval_not_published": _("Bekannt gemacht ist nur die Vereinbarung, nicht die Genehmigung."),
    "approval_not_shown": _("Es ist nicht belegt, dass auch die Genehmigung bekannt gemacht wurde."),
    "published_before_approval": _("Bekannt gemacht wurde vor der Genehmigung. Es zählt erst der Tag der Genehmigung."),
    "no_agreed_date": _("Der Text nennt keinen Tag des Inkrafttretens."),
    "no_base_date": _("Es fehlt der Tag, von dem an gerechnet wird."),
    "agreed_date_without_effect": _("Der vereinbarte Tag (%(agreed_on)s) gilt nach diesem Regelsatz nicht."),
    "agreed_before_complete": _("Vereinbart war der %(agreed_on)s. Vollständig war alles erst am %(complete_on)s."),
    "preliminary_association": _("Bis zur Bekanntmachung gibt es nur einen Vorverband ohne hoheitliche Befugnisse."),
    "ends_before_it_begins": _("Der letzte Tag (%(ends)s) liegt vor dem ersten (%(begins)s)."),
    "date_not_reached": _("Alles Nötige ist getan. Wirksam ab %(effective_on)s."),
    "effect_not_exact": _("Wirksam irgendwann zwischen %(first)s und %(last)s. Genauer ist es nicht belegt."),
    "ended": _("Nicht mehr wirksam seit %(ended_on)s."),
    "all_acts_done": _("Alle nötigen Schritte sind belegt. Wirksam seit %(effective_on)s."),
    "political_effect": _("Von allen unterzeichnet (%(since)s). Eine politische Erklärung wird nie rechtlich wirksam."),
    "political_effect_between": _(
        "Von allen unterzeichnet (zwischen %(first)s und %(since)s). Eine politische Erklärung wird nie rechtlich wirksam."
    ),
    "not_signed_by_all": _("Noch nicht von allen unterzeichnet: %(have)s von %(needed)s."),
    "gap": _("Zwischen %(first)s und %(last)s gilt weder die alte noch die neue Vereinbarung (%(days)s Tage)."),
    "overlap": _("Zwischen %(first)s und %(last)s gelten die alte und die neue Vereinbarung zugleich (%(days)s Tage)."),
    "successor_without_date": _("Wann die neue Vereinbarung wirksam wird, steht noch nicht fest."),
    "predecessor_without_end": _("Die bisherige Vereinbarung hat kein Ende. Die neue gilt ab %(effective_on)s."),
}


def sentence(reason: Reason) -> str:
    """The reason in words, in the language of the reader."""
    facts = {name: _said(name, value) for name, value in reason.facts}
    return str(SENTENCES[reason.code]) % facts


def _said(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return localdate(value)
    if name == "clause":
        return CLAUSE_NAMES.get(value, value)
    return value
