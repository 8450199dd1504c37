"""Databases with a random key that is in no slot, and one customer with something in every table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.core.sample_terms import raw, sample_terms
from vault.core.consent import ItemEvent, ItemState
from vault.core.sensitivity import Level
from vault.core.terms import parse_terms
from vault.core.value import Precision, Value
from vault.core.wording import read_words
from vault.storage import consents, journal, outbox, preferences, receipts, requests, safe_write, settings, shops
from vault.storage.connection import Database, connect
from vault.storage.migrations import migrate, schema_steps
from vault.storage.secret import KEY_BYTES, VaultKey

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
HOST = "schoenenhuis.example"
PRIVATE_KEY = bytes(range(100, 132))
DISCLOSURE = "ZGlzY2xvc3VyZS13aXRoLXRoZS12YWx1ZQ"
ON_ITS_WAY = b"a letter on its way"

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
    terms = parse_terms(raw(sample_terms()))
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
        shops.put_shop(transaction, shops.Shop(HOST, f"x509_san_dns:{HOST}", "Schoenenhuis", True, PRIVATE_KEY, NOON))
        requests.add_request(transaction, requests.StoredRequest("r" * 64, HOST, {"raw": "x"}, NOON, NOON, "answered"))
        consents.add_consent(
            transaction, consents.Consent("urn:c", HOST, f"x509_san_dns:{HOST}", terms.raw, terms.hash, NOON, NOON)
        )
        item = consents.ConsentItem(
            "urn:t", "urn:c", 0, "clothing.shoe_size", Precision.RANGE, Level.EVERYDAY, "dpv:ServicePersonalisation",
            NOON, ItemState.SENDING, NOON,
        )  # fmt: skip
        consents.add_item(transaction, item, consents.StoredToken("urn:t", "aa.bb.cc", DISCLOSURE))
        journal.append(transaction, NOON, ItemEvent.SHARED, {"host": HOST, "items": [{"jti": "urn:t", "key": "k"}]})
        receipts.add_receipt(transaction, receipts.Receipt("urn:r", HOST, "consent", "dd.ee.ff", NOON, "urn:c"))
        outbox.enqueue(
            transaction,
            outbox.Outgoing(
                HOST, outbox.OutboxKind.STOP, f"https://{HOST}/stop", ON_ITS_WAY, "application/secevent+jwt",
                NOON, NOON, NOON,
            ),
        )  # fmt: skip
    return database


def words(key: str, value: Value) -> str:
    """What a preference is found by, in these tests."""
    return f"{key} {value.to_json()}"
