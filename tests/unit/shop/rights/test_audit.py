"""What was read, what for and how that ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.shop.example import NOW, OTHER_SESSION, PHONE, SESSION, SIZE, Example, Vault
from tests.unit.shop.rights.test_access import number_of
from vault.shop.command_line import main
from vault.shop.profile import SERVICE_PERSONALISATION, Outcome, profile_for
from vault.shop.rights.audit import audit_all, audit_customer

KEY = "media.phone_model"


def ask(shop: Example, times: int, session: str = SESSION, purpose: str | None = SERVICE_PERSONALISATION) -> None:
    profile = profile_for(shop.shop, session)
    for _ in range(times):
        profile.value(KEY, purpose=purpose)


def test_of_all_together_a_number_under_twenty_is_not_said(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    ask(shop, 20)
    ask(shop, 19, OTHER_SESSION)
    found = {each.outcome: each for each in audit_all(shop.shop, since=NOW)}
    assert (found["read"].count, found["read"].first) == (20, NOW)
    assert (found["nobody"].count, found["nobody"].first, found["nobody"].last) == (None, None, None)
    assert list(audit_all(shop.shop, since=NOW, key="clothing.shoe_size")) == []
    assert list(audit_all(shop.shop, since=NOW + timedelta(seconds=1))) == []


def test_of_one_customer_each_question_is_said(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    number = number_of(shop)
    ask(shop, 2)
    shop.share(Vault(), {"phone": PHONE}, session=OTHER_SESSION)
    ask(shop, 5, OTHER_SESSION)
    found = audit_customer(shop.shop, number, since=NOW)
    assert [(each.key, each.purpose, each.outcome) for each in found] == [(KEY, SERVICE_PERSONALISATION, "read")] * 2
    assert audit_customer(shop.shop, number, since=NOW, key="clothing.shoe_size") == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_command_says_it_in_words(
    sqlite_shop: Example, vault: Vault, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    policy = str(sqlite_shop.folder / "preferences.toml")
    command = ["--language", language, "audit", "--since", "2026-01-01T00:00:00Z", "--policy", policy]
    assert main(command) == 0
    assert capsys.readouterr().out.strip() in {"Nothing was read.", "Er is niets gelezen."}
    sqlite_shop.share(vault, {"phone": PHONE})
    ask(sqlite_shop, 25)
    ask(sqlite_shop, 1, purpose=None)
    ask(sqlite_shop, 1, purpose="dpv:Unheard")
    sqlite_shop.shop.store.readings.close()
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert sum("25" in line for line in lines) == 1
    assert any("dpv:Unheard" in line for line in lines)
    assert main([*command, "--customer", number_of(sqlite_shop)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 25


def test_every_outcome_has_its_words() -> None:
    from vault import bundled
    from vault.core.sentences import parse_sentences

    for language in ("en", "nl"):
        said = parse_sentences(language, bundled.read(f"messages/{language}.json"))
        assert {said.say("outcomes", each) for each in Outcome}
