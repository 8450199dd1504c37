"""Databases with a random key that is in no slot, and one customer with something in every table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.core.sample_terms import raw, sample_terms
from vault.core.consent import ItemEvent, ItemState
from vault.core.sensitivity import Level
from vault.core.terms import Terms, parse_terms
from vault.core.value import Json, Precision, Value
from vault.core.wording import read_words
from vault.storage import (
    brand_sizes,
    consents,
    drafts,
    imported_facts,
    journal,
    letters,
    outbox,
    people,
    preferences,
    receipts,
    refused_suggestions,
    requests,
    safe_write,
    settings,
    shops,
    status_slots,
    takeout_mappings,
    wishes,
)
from vault.storage.connection import Database, Transaction, connect
from vault.storage.migrations import migrate, schema_steps
from vault.storage.secret import KEY_BYTES, VaultKey
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.receipt import ErasureReceipt, erasure_receipt

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
HOST = "schoenenhuis.example"
PRIVATE_KEY = bytes(range(100, 132))
DISCLOSURE = "ZGlzY2xvc3VyZS13aXRoLXRoZS12YWx1ZQ"
ON_ITS_WAY = b"a letter on its way"

CLIENT_ID = f"x509_san_dns:{HOST}"
CONSENT = "urn:uuid:00000000-0000-4000-8000-00000000000c"
TOKEN = "urn:uuid:00000000-0000-4000-8000-000000000001"
UNTIL = NOON + timedelta(days=90)
MINE = SigningKey.from_private_bytes(PRIVATE_KEY)
SHOPS = SigningKey.generate()

Maker = Callable[[], Database]


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Maker]:
    """Makes empty vault databases, with the one entry that each new vault has."""
    with ExitStack() as stack:

        def make() -> Database:
            folder = tmp_path / os.urandom(8).hex()
            folder.mkdir()
            safe_write.create(folder / "vault.db")
            opened = connect(folder / "vault.db", VaultKey(os.urandom(KEY_BYTES)), os.urandom(16).hex())
            stack.callback(opened.close)
            migrate(opened, schema_steps())
            with opened.transaction() as transaction:
                transaction.execute(
                    "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start)"
                    " VALUES (1, 1, 0, ?)",
                    (os.urandom(journal.START_BYTES),),
                )
                journal.append(transaction, NOON, "vault_created", {})
            return opened

        yield make


@pytest.fixture
def database(new_database: Maker) -> Database:
    return new_database()


@pytest.fixture
def full(database: Database) -> Database:
    """A customer with something in every table."""
    fill(database)
    return database


def fill(database: Database) -> None:
    """Something in every table of an empty vault."""
    terms = shop_terms()
    with database.transaction() as transaction:
        for key, words, level in [
            ("clothing.shoe_size", "EU 42", None),
            ("clothing.shoe_size", "EU 43", None),
            ("media.sports", "running_road", Level.SEALED),
            ("health.foot_health", "insoles", None),
        ]:
            value = read_words(shipped().entry(key), words)
            kept = preferences.Preference(key, value, NOON, level, Precision.RANGE, "a note")
            preferences.set_preference(transaction, kept, key)
            journal.append(transaction, NOON, "preference_set", {"key": key})
        preferences.remove_preference(transaction, "clothing.shoe_width", NOON)
        settings.put(transaction, "language", "nl")
        drafts.put(transaction, drafts.Draft("preference", NOON, {"typed": "4"}))
        people.put_person(transaction, people.Person("p1", "Lou", NOON, "likes green"))
        shoes = people.PersonPreference("p1", "clothing.shoe_size", Value("38", system="EU"), NOON)
        people.put_preference(transaction, shoes)
        scarf = wishes.Wish("w1", "A scarf", NOON, "wool", "https://shop.example/", wishes.PriceBand.FROM_10, "p1")
        wishes.put_wish(transaction, scarf)
        size = brand_sizes.BrandSize(1, "clothing.shoe_size", "Groenekom", "43.5", "falls small", NOON)
        brand_sizes.put(transaction, size)
        status_slots.add(transaction, [status_slots.StatusSlot("https://status.example/lists/1", 7, "A" * 22)], NOON)
        shops.put_shop(transaction, shops.Shop(HOST, CLIENT_ID, "Schoenenhuis", True, PRIVATE_KEY, NOON))
        requests.add_request(transaction, requests.StoredRequest("r" * 64, HOST, {"raw": "x"}, NOON, NOON, "answered"))
        consents.add_consent(
            transaction, consents.Consent(CONSENT, HOST, CLIENT_ID, terms.raw, terms.hash, NOON, UNTIL)
        )
        item = consents.ConsentItem(
            TOKEN, CONSENT, 0, "clothing.shoe_size", Precision.RANGE, Level.EVERYDAY, "dpv:ServicePersonalisation",
            UNTIL, ItemState.ERASED, NOON,
        )  # fmt: skip
        consents.add_item(transaction, item, consents.StoredToken(TOKEN, signed_token(terms.hash), DISCLOSURE))
        for event in (ItemEvent.SHARED, ItemEvent.DELIVERED, ItemEvent.STOPPED, ItemEvent.TOLD, ItemEvent.ERASED):
            journal.append(transaction, NOON, event, {"host": HOST, "items": [{"jti": TOKEN, "key": "k"}]})
        receipts.add_receipt(transaction, receipts.Receipt("urn:r", HOST, "consent", "dd.ee.ff", NOON, CONSENT))
        receipts.add_receipt(transaction, receipts.Receipt("urn:e", HOST, "erasure", signed_erasure(), NOON))
        fill_what_is_taken_along(transaction)
        outbox.enqueue(
            transaction,
            outbox.Outgoing(
                HOST, outbox.OutboxKind.STOP, f"https://{HOST}/stop", ON_ITS_WAY, "application/secevent+jwt",
                NOON, NOON, NOON,
            ),
        )  # fmt: skip


def fill_what_is_taken_along(transaction: Transaction) -> None:
    """Letters, what is kept of a shop's own data, how it was read, and what is never suggested again."""
    to: dict[str, Json] = {"name": "Schoenenhuis", "address": ["Kade 1", "Utrecht"], "mail": f"privacy@{HOST}"}
    asks: dict[str, Json] = {"name": "Sam", "keys": ["clothing.shoe_size"]}
    letter = letters.Letter("l1", letters.LetterKind.ACCESS, to, "nl", asks, NOON, HOST, NOON, letters.SentHow.MAIL)
    letters.put_letter(transaction, letter)
    letters.add_event(transaction, "l1", NOON, letters.LetterEventKind.ANSWERED, "a list came")
    facts: list[dict[str, Json]] = [{"title": "Runners, size 43", "quantity": 1}, {"title": "Socks"}]
    imported_facts.add(transaction, "amazon", facts, NOON)
    takeout_mappings.put(transaction, takeout_mappings.TakeoutMapping("ab12", {"title": 3}, NOON))
    for value in (Value("42", system="EU"), None):
        refused = refused_suggestions.RefusedSuggestion("clothing.shoe_size", value, NOON)
        refused_suggestions.put(transaction, refused)


def shop_terms() -> Terms:
    """The terms of the one share, with a key that the shop signs receipts with."""
    members = sample_terms()
    members["receipt_keys"] = {"keys": [{**SHOPS.public.jwk(), "kid": "receipts-1"}]}
    return parse_terms(raw(members))


def signed_token(terms_hash: str, **other: Any) -> str:
    """The token of the one item, or one that says something else."""
    claims = TokenClaims(TOKEN, CONSENT, 0, CLIENT_ID, NOON, UNTIL, terms_hash)
    value = Value("43", system="EU").to_json()
    return issue(replace(claims, **other), "clothing.shoe_size", value, MINE, bytes(16)).jwt


def signed_erasure(*, key: SigningKey = SHOPS, tokens: tuple[str, ...] = (TOKEN,)) -> str:
    """The shop's proof that it erased the item."""
    receipt = ErasureReceipt("urn:e", did_of(MINE.public), NOON, "urn:stop", tokens, (), ())
    return erasure_receipt(key, "receipts-1", CLIENT_ID, receipt)


def words(key: str, value: Value) -> str:
    """What a preference is found by, in these tests."""
    return f"{key} {value.to_json()}"
