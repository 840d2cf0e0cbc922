"""What is missing, said once for each kind of step."""

import pytest
from django.utils.translation import override

from interkomm.calc.effectivity.result import MissingAct, Reason
from interkomm.cooperation.instruments.wording_of_acts import SENTENCES
from interkomm.cooperation.papers.missing import OF_SEVERAL, missing_sentences


def act(name: str, code: str, **facts: object) -> MissingAct:
    return MissingAct(name, "", "", Reason.of(code, **facts))


def test_every_missing_signature_in_one_sentence() -> None:
    found = missing_sentences(
        [
            act("resolution", "not_resolved", party="Ahrenau"),
            act("signature", "not_signed", party="Ahrenau"),
            act("resolution", "not_resolved", party="Birkstedt"),
            act("signature", "not_signed", party="Birkstedt"),
            act("signature", "not_signed", party="Cronfeld"),
            act("signature", "not_enough_signatures", party="Dorla", have=1, needed=2),
            act("signature", "not_enough_signatures", party="Eich", have=0, needed=2),
            act("clause", "clause_missing", clause="staff"),
            act("clause", "clause_missing", clause="vat"),
            act("application", "not_applied"),
        ]
    )
    assert found == [
        "Beschluss fassen: Ahrenau und Birkstedt: Es ist kein Beschluss eingetragen.",
        "Unterzeichnen: Ahrenau, Birkstedt und Cronfeld haben noch nicht unterzeichnet.",
        "Unterzeichnen: Dorla: 1 von 2 nötigen Unterschriften.",
        "Unterzeichnen: Eich: 0 von 2 nötigen Unterschriften.",
        "Regelung im Text ergänzen: Im Text fehlen nötige Regelungen: Personal und Umsatzsteuer.",
        "Genehmigung beantragen: Die Genehmigung ist noch nicht beantragt.",
    ]


@pytest.mark.parametrize("code", [code for code, text in SENTENCES.items() if "%(party)s" in str(text)])
def test_several_parties_never_have_a_singular_verb(code: str) -> None:
    with override("de"):
        assert code in OF_SEVERAL or str(SENTENCES[code]).startswith("%(party)s:")
