"""A leak is written down once, told to those concerned, and said to the authority in time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.shop.example import NOW, PHONE, SIZE, Example, Vault
from tests.unit.shop.rights.test_access import number_of
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.shop import tables
from vault.shop.command_line import main
from vault.shop.own_items import OwnItem, keep_own
from vault.shop.profile import SERVICE_PERSONALISATION
from vault.shop.rights.access import access
from vault.shop.rights.incidents import IncidentFacts, Leak, incidents, record_leak

OTHER = "browser-session-of-another-customer-0000000"
PHONE_KEY, SIZE_KEY = "media.phone_model", "clothing.shoe_size"


def leak(**parts: object) -> Leak:
    return Leak(NOW, NOW + timedelta(hours=1), "A list was open.", "Change nothing.", **parts)  # type: ignore[arg-type]


def test_a_leak_of_one_customer_or_of_one_key_or_of_all(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    number = number_of(shop)
    shop.share(Vault(), {"phone": PHONE}, session=OTHER)
    with shop.shop.store.transaction() as connection:
        own = OwnItem("K-1", PHONE_KEY, SERVICE_PERSONALISATION, PHONE, NOW, "form 1")
        keep_own(shop.shop, connection, own, NOW)
    counts = [
        (found.items, found.vaults, found.listed, found.keys)
        for found in (
            record_leak(shop.shop, leak()),
            record_leak(shop.shop, leak(keys=frozenset({PHONE_KEY}))),
            record_leak(shop.shop, leak(customers=frozenset({number}))),
            record_leak(shop.shop, leak(keys=frozenset({SIZE_KEY}), customers=frozenset({"K-1"}))),
        )
    ]
    both = (SIZE_KEY, PHONE_KEY)
    assert counts == [(3, 2, 1, both), (2, 2, 1, (PHONE_KEY,)), (2, 1, 0, both), (0, 0, 0, ())]
    assert [found.id for found in incidents(shop.shop)] == [4, 3, 2, 1]
    assert len(access(shop.shop, number)["incidents"]) == 3
    assert access(shop.shop, "K-1")["incidents"] == []


def test_the_authority_is_told_within_72_hours_of_when_it_was_noticed(shop: Example) -> None:
    found: IncidentFacts = record_leak(shop.shop, leak())
    assert found.report_by == NOW + timedelta(hours=73)
    with shop.shop.store.transaction() as connection:
        connection.execute(tables.incident.update().values(noticed=None))  # as written by a former version
    assert incidents(shop.shop)[0].report_by == NOW + timedelta(hours=72)


@pytest.mark.parametrize("text", ["", "x" * 121, "two\nlines"])
def test_a_sentence_fits_the_customers_screen(shop: Example, text: str) -> None:
    with pytest.raises(ChoiceError, match="incident_text"):
        record_leak(shop.shop, Leak(NOW, NOW, text, "x"))
    assert incidents(shop.shop) == []


def test_a_stranger_undoes_all_of_it(shop: Example) -> None:
    with pytest.raises(ChoiceError, match="customer_unknown"):
        record_leak(shop.shop, leak(customers=frozenset({"nobody"})))
    assert incidents(shop.shop) == []


def test_the_command_prints_what_the_authority_asks(
    sqlite_shop: Example, vault: Vault, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_shop.share(vault, {"phone": PHONE})
    policy = str(sqlite_shop.folder / "preferences.toml")
    at = to_text(NOW + timedelta(minutes=1))
    add = ["incident", "add", "--what", "A list was open.", "--advice", "Nothing.", "--at", at, "--policy", policy]
    assert main(["--language", "en", *add, "--noticed", at, "--key", PHONE_KEY]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Customers concerned: 1. Items concerned: 1." in lines
    assert any("(GDPR art. 33)" in line for line in lines)
    assert any("Phone" in line for line in lines)
    assert main(["--language", "nl", *add, "--key", "no.such"]) == 7
    assert main(["--language", "en", *add, "--noticed", "2999-01-01T00:00:00Z"]) == 7
    assert "future" in capsys.readouterr().err
    assert main(["--language", "nl", "incident", "list", "--policy", policy]) == 0
    assert "Lek 1" in capsys.readouterr().out
