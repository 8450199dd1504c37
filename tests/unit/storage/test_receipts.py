from dataclasses import replace
from datetime import timedelta

from vault.storage.connection import Database
from vault.storage.consents import Consent, add_consent
from vault.storage.receipts import Receipt, add_receipt, receipts
from vault.storage.shops import Shop, put_shop

from .conftest import NOON

CONSENT = Consent("urn:uuid:c", "shop.example", "x509_san_dns:shop.example", None, None, NOON, NOON)
GIVEN = Receipt("urn:uuid:r1", "shop.example", "consent", "a.b.c", NOON, CONSENT.id)
ERASED = Receipt("urn:uuid:r2", "other.example", "erasure", "d.e.f", NOON + timedelta(days=1))


def test_receipts_come_back_by_shop_and_by_consent(database: Database) -> None:
    with database.transaction() as transaction:
        put_shop(transaction, Shop("shop.example", "x", "x", True, b"key", NOON))
        add_consent(transaction, CONSENT)
        add_receipt(transaction, ERASED)
        add_receipt(transaction, GIVEN)
        add_receipt(transaction, replace(GIVEN, jwt="another"))
    with database.read() as reader:
        assert receipts(reader) == [GIVEN, ERASED]
        assert receipts(reader, host="other.example") == [ERASED]
        assert receipts(reader, consent=CONSENT.id) == [GIVEN]
        assert receipts(reader, host="other.example", consent=CONSENT.id) == []
