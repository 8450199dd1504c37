from dataclasses import replace
from datetime import timedelta

import pytest

from vault.core.consent import ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.storage.connection import Database
from vault.storage.consents import (
    Consent,
    ConsentItem,
    StoredToken,
    add_consent,
    add_item,
    consent,
    consents,
    ended_by,
    item,
    items,
    set_item_state,
    token,
)
from vault.storage.shops import Shop, put_shop

from .conftest import NOON

END = NOON + timedelta(days=90)
CONSENT = Consent("urn:uuid:c", "shop.example", "x509_san_dns:shop.example", "dGVybXM", "aGFzaA", NOON, END)
ITEM = ConsentItem(
    "urn:uuid:1",
    CONSENT.id,
    0,
    "clothing.shoe_size",
    Precision.RANGE,
    Level.EVERYDAY,
    "dpv:ServicePersonalisation",
    END,
    ItemState.SENDING,
    NOON,
)
TOKEN = StoredToken(ITEM.jti, "a.b.c", "disclosure 43")


@pytest.fixture
def shared(database: Database) -> Database:
    with database.transaction() as transaction:
        for host in ("shop.example", "other.example"):
            put_shop(transaction, Shop(host, host, host, True, b"key", NOON))
        add_consent(transaction, CONSENT)
        add_item(transaction, ITEM, TOKEN)
    return database


def test_a_consent_comes_back_with_its_items_and_tokens(shared: Database) -> None:
    visit = Consent("urn:uuid:v", "other.example", "redirect_uri:x", None, None, NOON, NOON, "session")
    bare = replace(ITEM, jti="urn:uuid:2", consent=visit.id, item=None, purpose=None)
    with shared.transaction() as transaction:
        add_consent(transaction, visit)
        add_item(transaction, bare, replace(TOKEN, jti=bare.jti))
    with shared.read() as reader:
        assert consents(reader) == [CONSENT, visit]
        assert consents(reader, "other.example") == [visit]
        assert consent(reader, CONSENT.id) == CONSENT
        assert consent(reader, "urn:uuid:x") is None
        assert items(reader) == [ITEM, bare]
        assert items(reader, visit.id) == [bare]
        assert item(reader, bare.jti) == bare
        assert item(reader, "urn:uuid:x") is None
        assert token(reader, ITEM.jti) == TOKEN
        assert token(reader, "urn:uuid:x") is None
    assert "43" not in repr(TOKEN)


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        (state, state in {ItemState.SENDING, ItemState.ACTIVE, ItemState.UNCERTAIN, ItemState.STOPPING})
        for state in ItemState
    ],
)
def test_the_disclosure_goes_when_the_shop_may_not_have_it_any_more(
    shared: Database, state: ItemState, kept: bool
) -> None:
    later = NOON + timedelta(hours=1)
    with shared.transaction() as transaction:
        set_item_state(transaction, ITEM.jti, state, later)
    with shared.read() as reader:
        assert item(reader, ITEM.jti) == replace(ITEM, state=state, changed_at=later)
        assert token(reader, ITEM.jti) == (TOKEN if kept else replace(TOKEN, disclosure=None))


def test_items_whose_end_has_come_are_found_while_the_shop_holds_them(shared: Database) -> None:
    with shared.transaction() as transaction:
        assert ended_by(transaction, END - timedelta(seconds=1)) == []
        assert ended_by(transaction, END) == [ITEM]
        set_item_state(transaction, ITEM.jti, ItemState.ACTIVE, NOON)
        assert [each.jti for each in ended_by(transaction, END)] == [ITEM.jti]
        set_item_state(transaction, ITEM.jti, ItemState.TOLD, NOON)
        assert ended_by(transaction, END) == []
