from dataclasses import replace
from datetime import timedelta

from vault.storage.connection import Database
from vault.storage.shops import Shop, put_shop, set_never_ask, shop, shops

from .conftest import NOON

SHOP = Shop("shop.example", "x509_san_dns:shop.example", "Schoenenhuis", True, b"private key", NOON)


def test_a_shop_comes_back_and_shows_no_key(database: Database) -> None:
    other = replace(SHOP, host="a.example", pairwise_key=b"other")
    with database.transaction() as transaction:
        put_shop(transaction, SHOP)
        put_shop(transaction, other)
    with database.read() as reader:
        assert shops(reader) == [other, SHOP]
        assert shop(reader, "shop.example") == SHOP
        assert shop(reader, "b.example") is None
    assert "private" not in repr(SHOP)


def test_key_first_sight_and_having_signed_stay(database: Database) -> None:
    later = Shop("shop.example", "redirect_uri:x", "New name", False, b"another", NOON + timedelta(days=1))
    with database.transaction() as transaction:
        put_shop(transaction, SHOP)
        put_shop(transaction, later)
    with database.read() as reader:
        assert shop(reader, SHOP.host) == replace(SHOP, client_id="redirect_uri:x", name="New name")


def test_never_ask_can_be_set_and_lifted(database: Database) -> None:
    with database.transaction() as transaction:
        put_shop(transaction, SHOP)
        set_never_ask(transaction, SHOP.host, True)
        assert shop(transaction, SHOP.host) == replace(SHOP, never_ask=True)
        set_never_ask(transaction, SHOP.host, False)
        assert shop(transaction, SHOP.host) == SHOP
