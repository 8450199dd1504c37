"""Letters in the database: kept, sent, answered, forgotten with what came of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from vault.core.value import Json
from vault.storage import letters, shops
from vault.storage.connection import Database
from vault.storage.letters import MAX_FACTS, MAX_RECIPIENT, Letter, LetterEvent, LetterEventKind, LetterKind, SentHow

from .conftest import NOON

HOST = "schoenenhuis.example"
TO: dict[str, Json] = {"name": "Schoenenhuis", "address": ["Kade 1"], "mail": "privacy@schoenenhuis.example"}
FACTS: dict[str, Json] = {"name": "Sam", "keys": ["clothing.shoe_size"]}
TYPED_IN = Letter("l1", LetterKind.ACCESS, TO, "nl", FACTS, NOON)


def test_a_letter_is_kept_sent_and_forgotten_with_its_answers(database: Database) -> None:
    later = replace(TYPED_IN, id="l0", kind=LetterKind.COMPLAINT, made_at=NOON + timedelta(1))
    sent = replace(TYPED_IN, sent_at=NOON, sent_how=SentHow.POST)
    with database.transaction() as transaction:
        for each in (TYPED_IN, later, sent):
            letters.put_letter(transaction, each)
        assert letters.letters(transaction) == [sent, later]
        assert letters.letter(transaction, "l1") == sent
        first = letters.add_event(transaction, "l1", NOON, LetterEventKind.RECEIVED)
        second = letters.add_event(transaction, "l1", NOON, LetterEventKind.EXTENDED, "two months more")
        assert (first, second.seq) == (LetterEvent("l1", 1, NOON, LetterEventKind.RECEIVED), 2)
        changed = replace(second, note="one month")
        letters.put_event(transaction, changed)
        other = letters.add_event(transaction, "l0", NOON, LetterEventKind.CLOSED)
        assert letters.events(transaction) == [other, first, changed]
        letters.remove_event(transaction, "l1", 1)
        assert letters.events(transaction, "l1") == [changed]
        letters.remove_letter(transaction, "l1")
        assert letters.letter(transaction, "l1") is None
        assert letters.events(transaction) == [other]


def test_letters_to_a_shop_of_the_vault_are_found_by_it(database: Database) -> None:
    mine = replace(TYPED_IN, id="l2", host=HOST)
    with database.transaction() as transaction:
        shops.put_shop(transaction, shops.Shop(HOST, f"x509_san_dns:{HOST}", "Schoenenhuis", True, b"k", NOON))
        for each in (TYPED_IN, mine):
            letters.put_letter(transaction, each)
        assert letters.letters(transaction, HOST) == [mine]
        assert letters.letters(transaction, "other.example") == []


@pytest.mark.parametrize(
    "large",
    [
        replace(TYPED_IN, recipient={"name": "x" * MAX_RECIPIENT}),
        replace(TYPED_IN, facts={"words": "x" * MAX_FACTS}),
    ],
)
def test_what_no_export_would_take_is_not_kept(database: Database, large: Letter) -> None:
    with pytest.raises(ValueError, match="too large"), database.transaction() as transaction:
        letters.put_letter(transaction, large)


def test_a_representation_says_nothing_of_what_stands_in_it() -> None:
    shown = repr((TYPED_IN, LetterEvent("l1", 1, NOON, LetterEventKind.ANSWERED, "a list came")))
    assert not any(word in shown for word in ("Sam", "shoe_size", "Kade", "list"))
