from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.shop.advice.given import EN, NL, POLICY, SENTENCES, notice, with_item
from tests.unit.shop.example import CATALOGUE, NOW, adding, item
from vault.core import request_check
from vault.core.request_check import Finding, Severity
from vault.core.terms import Recipient, Transfer
from vault.core.value import Precision
from vault.shop import advice
from vault.shop.advice.lint import Around, Lint, Verdict, lint
from vault.shop.advice.lint_command import report
from vault.shop.advice.notice_formats import written
from vault.shop.advice.notice_review import Published, words_of
from vault.shop.advice.words import mend
from vault.shop.policy import Policy

TASTES = replace(POLICY, items=POLICY.items[:4])


def linted(policy: Policy) -> Lint:
    pages = (Published("notice.txt", words_of(written(notice(policy), "text"))),)
    return lint(policy, CATALOGUE, SENTENCES, Around(pages), NOW)


def unpublished(policy: Policy) -> Lint:
    return lint(policy, CATALOGUE, SENTENCES, Around(), NOW)


def codes(found: Lint) -> list[tuple[str, str | None]]:
    return [(each.code, each.credential_id) for each in found.findings]


def test_a_good_shop_is_told_so() -> None:
    found = linted(POLICY)
    assert codes(found) == []
    assert found.verdict is Verdict.GOOD
    assert (found.asked, found.needed, found.compared, found.read) == (6, 0, ("notice.txt",), False)
    lines = report(found, CATALOGUE, EN)
    assert lines[-1] == "Good. You can go live with these settings."
    assert "Nobody passed a training this year." in lines[-2]


def test_a_shop_outside_europe_names_somebody_in_it() -> None:
    far = replace(TASTES, controller=replace(TASTES.controller, country="US"))
    assert codes(linted(far)) == [("representative_missing", None)]
    named = replace(far, representative="EU Desk B.V., eu@desk.example")
    assert codes(linted(named)) == []
    words = written(notice(named), "text")
    assert "Representative in the European Union: EU Desk B.V., eu@desk.example." in words
    without = Published("notice.txt", words_of(written(notice(far), "text")))
    assert codes(lint(named, CATALOGUE, SENTENCES, Around((without,)), NOW)) == [("notice_line_missing", None)]


def test_without_a_published_notice_there_is_something_to_mend() -> None:
    found = unpublished(POLICY)
    assert codes(found) == [("notice_none", None)]
    assert found.verdict is Verdict.MEND
    assert any("preference-shop notice" in line for line in report(found, CATALOGUE, NL))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda each: replace(each, purpose="dpv:Advertising"), "refused_advertising"),
        (lambda each: replace(each, purpose="dpv:SellDataToThirdParties"), "refused_sale"),
        (lambda each: replace(each, purpose="acme:CreditScore"), "refused_scoring"),
        (lambda each: replace(each, purpose="dpv:PersonalisedBenefits"), "refused_pricing"),
        (lambda each: replace(each, purpose="acme:PushMessages"), "refused_push"),
        (lambda each: replace(each, key="phone.location"), "refused_location"),
        (lambda each: replace(each, purpose="acme:Unknown"), "purpose_unknown"),
        (lambda each: replace(each, key="no.such_key"), "key_not_in_catalogue"),
    ],
)
def test_what_may_not_go_live(change: object, code: str) -> None:
    assert callable(change)
    found = unpublished(with_item("phone", change))
    assert codes(found) == [(code, "phone"), ("notice_none", None)] or codes(found) == [(code, "phone")]
    assert found.verdict is Verdict.MAY_NOT
    lines = report(found, CATALOGUE, EN)
    assert lines[0].startswith("refused: phone: ")
    if code.startswith("refused_"):
        assert "art." in lines[1]
    assert lines[-1] == "These settings may not go live. Vaults refuse them."


def test_personal_prices_may_not_go_live() -> None:
    found = unpublished(replace(POLICY, personal_prices=True))
    assert codes(found)[0] == ("refused_pricing", None)
    assert "personal_prices" not in {code for code, _ in codes(found)}


def test_terms_that_no_vault_can_read() -> None:
    found = unpublished(replace(POLICY, duration="a while"))
    assert codes(found) == [("policy_terms_refused", None)]
    assert found.verdict is Verdict.MAY_NOT
    assert (found.asked, found.needed) == (6, 0)
    assert "duration" in report(found, CATALOGUE, EN)[0]


def test_what_is_true_and_told_holds_nobody_up() -> None:
    abroad = replace(
        TASTES,
        recipients=(Recipient("Mail Inc.", "controller", "US"),),
        transfers=(Transfer("US", "standard clauses"),),
    )
    found = linted(abroad)
    assert set(codes(found)) == {("leaves_europe", None), ("passed_to_others", None)}
    assert found.verdict is Verdict.GOOD


def test_a_recipient_outside_europe_needs_a_safeguard() -> None:
    found = linted(replace(TASTES, recipients=(Recipient("Mail Inc.", "processor", "US"),)))
    assert codes(found) == [("transfer_not_named", None)]
    assert found.verdict is Verdict.MEND


def test_a_precision_that_the_preference_does_not_have() -> None:
    width = replace(item("width", "clothing.shoe_width"), precision=Precision.RANGE)
    found = linted(adding(width)(TASTES))
    assert codes(found) == [("not_on_ladder", "width")]


def test_preferences_that_say_more_together_are_pointed_out() -> None:
    found = linted(adding(item("cost", "clothing.price_per_pair"), item("wine", "food.wine_price"))(TASTES))
    (told,) = found.findings
    assert (told.code, told.severity) == ("combination_sealed", Severity.NOTE)
    assert "how much money you have" in report(found, CATALOGUE, EN)[0]


def test_a_long_notice_is_told() -> None:
    keys = [key for key, entry in CATALOGUE.entries.items() if entry.topic == "home"][:8]
    found = linted(adding(*(item(f"i{number}", key) for number, key in enumerate(keys)))(POLICY))
    assert "notice_long" in {code for code, _ in codes(found)}


def test_what_is_enough_is_said_in_words() -> None:
    heel = item("heel", "clothing.heel_height")
    lines = report(linted(adding(heel)(TASTES)), CATALOGUE, NL)
    assert NL.say("precisions", "range") in lines[0]


def test_the_gravest_comes_first() -> None:
    found = unpublished(replace(with_item("phone", lambda e: replace(e, purpose="dpv:Marketing")), duration="P300D"))
    severities = [each.severity for each in found.findings]
    assert severities == sorted(severities, reverse=True)
    assert len(set(severities)) > 1


def made_codes() -> set[str]:
    """Every code of a finding in the request check and here, read from the source."""
    files = [Path(request_check.__file__), *Path(str(advice.__file__)).parent.glob("*.py")]
    found = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"Finding", "finding"}
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found


def test_every_finding_says_how_to_mend_it() -> None:
    codes = made_codes() | {"notice_item_differs", "notice_item_missing", "combination_sealed", "combination_personal"}
    assert len(codes) > 35
    for sentences in (EN, NL):
        for code in codes:
            assert code in sentences.texts["findings"] or code in sentences.texts["lint"], code
            assert mend(Finding(code, Severity.NOTE), sentences)
