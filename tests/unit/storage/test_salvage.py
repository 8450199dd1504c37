"""A new vault of what can be read: with all of an undamaged one, and never with what does not fit together."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.storage.backed_up import PASSPHRASE, code_of, the_slots
from tests.unit.storage.conftest import KEY, NOON, VAULT_ID
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.storage import consents, integrity, journal, outbox, preferences, receipts, salvage, settings, shops
from vault.storage import slots as slots_file
from vault.storage.connection import Database, Transaction, connect
from vault.storage.consents import Consent, ConsentItem, StoredToken
from vault.storage.outbox import OutboxKind, Outgoing
from vault.storage.receipts import Receipt
from vault.storage.salvage import Making, Saved
from vault.storage.unlocking import Unlocked
from vault.storage.vault_file import open_vault
from vault.storage.vault_folder import VaultFolder

HOST = "schoenenhuis.example"
NEW_KEY = b"a new pairwise key" + bytes(14)
MAKING = Making(lambda key, value: f"found by {value.value}", lambda: NEW_KEY, secrets.token_bytes)


@pytest.fixture
def damaged(database: Database, tmp_path: Path) -> VaultFolder:
    """A vault with a share, whose database the tests change with no regard to what belongs together."""
    with database.transaction() as transaction:
        preference = preferences.Preference("clothing.fit", Value("wide"), NOON)
        preferences.set_preference(transaction, preference, "wide")
        settings.put(transaction, "language", "nl")
        shops.put_shop(transaction, shops.Shop(HOST, f"x509_san_dns:{HOST}", "Schoenenhuis", True, bytes(32), NOON))
        consents.add_consent(transaction, Consent("consent", HOST, f"x509_san_dns:{HOST}", None, None, NOON, NOON))
        item = ConsentItem(
            "one", "consent", None, "clothing.fit", Precision.EXACT, Level.EVERYDAY, None, NOON, ItemState.ACTIVE, NOON
        )
        consents.add_item(transaction, item, StoredToken("one", "jwt", "disclosure"))
        receipts.add_receipt(transaction, Receipt("receipt", HOST, "consent", "jwt", NOON, "consent"))
        letter = Outgoing(
            HOST, OutboxKind.STOP, f"https://{HOST}/stop", b"stop", None, NOON, NOON, NOON, "consent", "one"
        )
        outbox.enqueue(transaction, letter)
        for kind in ("shared", "delivered"):
            journal.append(transaction, NOON, kind, {"host": HOST, "items": [{"jti": "one", "key": "clothing.fit"}]})
    (tmp_path / "slots.json").write_bytes(slots_file.serialise(the_slots()))
    return VaultFolder(tmp_path)


def spoil(database: Database, *statements: str) -> None:
    """Change what no code of ours changes, and close."""
    database._connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        database._connection.execute(statement)
    database.close()


def save(folder: VaultFolder) -> dict[str, Saved]:
    """Salvage into a vault beside it."""
    found = salvage.salvage(
        folder, Unlocked(the_slots(), KEY), VaultFolder(folder.path / "new"), making=MAKING, now=NOON
    )
    return {each.table: each for each in found}


def look(folder: VaultFolder, see: Callable[[Transaction], object]) -> object:
    """Open the salvaged vault, which has to be whole, and look into it."""
    with open_vault(folder.path / "new", PASSPHRASE, clock=SetClock(NOON)) as vault:
        assert integrity.check(vault.database).whole
        with vault.database.transaction() as transaction:
            return see(transaction)


def test_all_of_an_undamaged_vault_is_saved(database: Database, damaged: VaultFolder) -> None:
    with database.read() as reader:
        before = journal.last_hash(reader)
    database.close()
    unharmed = damaged.database.read_bytes()
    found = save(damaged)
    assert all(each.whole and not each.left_out for each in found.values())
    assert {name: each.kept for name, each in found.items() if each.kept} == {
        "consent": 1, "consent_item": 1, "journal": 2, "outbox": 1, "preference": 1, "preference_history": 1,
        "receipt": 1, "setting": 1, "shop": 1, "token": 1,
    }  # fmt: skip
    assert damaged.database.read_bytes() == unharmed
    assert {path.name for path in (damaged.path / "new").iterdir()} == {"anchor", "backups", "slots.json", "vault.db"}

    def see(transaction: Transaction) -> None:
        entries = journal.entries(transaction)
        assert entries[1].hash == before
        assert [entry.kind for entry in entries] == ["shared", "delivered", "salvaged"]
        assert entries[2].body["damaged"] == []
        shop = shops.shop(transaction, HOST)
        assert shop is not None
        assert shop.pairwise_key == bytes(32)
        assert [each.key for each in preferences.search(transaction, "found by wide")] == ["clothing.fit"]

    look(damaged, see)


def test_what_is_still_in_the_log_is_saved(database: Database, damaged: VaultFolder, tmp_path: Path) -> None:
    """A program that was killed leaves its last commits beside the database."""
    home = tmp_path / "killed"
    home.mkdir()
    for name in ("vault.db", "vault.db-wal", "slots.json"):
        shutil.copy(tmp_path / name, home / name)
    database.close()
    log = (home / "vault.db-wal").read_bytes()
    assert save(VaultFolder(home))["journal"].kept == 2
    assert (home / "vault.db-wal").read_bytes() == log


def test_a_shop_that_is_lost_is_made_anew(database: Database, damaged: VaultFolder) -> None:
    spoil(database, "DELETE FROM shop")
    found = save(damaged)
    assert (found["shop"].kept, found["consent"].kept, found["token"].kept) == (1, 1, 1)
    shop = look(damaged, lambda transaction: shops.shop(transaction, HOST))
    assert shop == shops.Shop(HOST, f"x509_san_dns:{HOST}", HOST, True, NEW_KEY, NOON)


def test_what_refers_to_a_lost_record_stays_if_it_can(database: Database, damaged: VaultFolder) -> None:
    spoil(database, "DELETE FROM consent")
    found = save(damaged)
    assert (found["consent_item"].kept, found["consent_item"].left_out) == (0, 1)
    assert (found["token"].kept, found["token"].left_out) == (0, 1)
    assert (found["receipt"].kept, found["outbox"].kept) == (1, 1)

    def see(transaction: Transaction) -> None:
        (receipt,), (letter,) = receipts.receipts(transaction), outbox.waiting(transaction)
        assert (receipt.consent, letter.outgoing.consent, letter.outgoing.jti) == (None, None, None)
        assert journal.entries(transaction)[0].body["lost"] == [{"jti": "one", "key": "clothing.fit"}]

    look(damaged, see)


@pytest.mark.parametrize("lost", ["DELETE FROM consent_item", "DELETE FROM consent"])
def test_a_place_on_a_status_list_is_not_free_again_because_its_token_is_lost(
    database: Database, damaged: VaultFolder, lost: str
) -> None:
    put = "INSERT INTO status_slot (uri, idx, secret, drawn, jti) VALUES ('https://status.example/1', {}, 's', 'd', {})"
    spoil(database, put.format(7, "'one'"), put.format(8, "NULL"), lost)
    assert save(damaged)["status_slot"].kept == 1
    left = look(damaged, lambda transaction: [row["idx"] for row in transaction.rows("SELECT idx FROM status_slot")])
    assert left == [8]


def test_a_lost_state_is_made_anew(database: Database, damaged: VaultFolder) -> None:
    spoil(database, "DELETE FROM vault_state", "DELETE FROM journal WHERE seq = 1")
    assert save(damaged)["journal"].kept == 1
    kinds = look(damaged, lambda transaction: [entry.kind for entry in journal.entries(transaction)])
    assert kinds == ["delivered", "shared", "delivered", "salvaged"]


def test_a_table_of_a_later_or_an_earlier_version_is_no_obstacle(database: Database, damaged: VaultFolder) -> None:
    spoil(
        database,
        "CREATE TABLE of_a_later_version (id INTEGER PRIMARY KEY) STRICT",
        "DROP TABLE draft",
        "ALTER TABLE setting ADD COLUMN more TEXT",
        "ALTER TABLE preference DROP COLUMN note",
    )
    found = save(damaged)
    assert "of_a_later_version" not in found
    assert (found["setting"].kept, found["preference"].kept) == (1, 1)


def test_a_file_that_tells_nothing_saves_nothing(database: Database, damaged: VaultFolder) -> None:
    database.close()
    damaged.database.write_bytes(b"A letter. " * 900)
    assert code_of(lambda: save(damaged)) == "nothing_to_save"
    damaged.database.unlink()
    assert code_of(lambda: save(damaged)) == "file_missing"
    assert not (damaged.path / "new").exists()
    assert [path.name for path in damaged.path.iterdir() if path.name.startswith(".")] == []


def test_nothing_is_written_over(database: Database, damaged: VaultFolder) -> None:
    database.close()
    (damaged.path / "new").mkdir()
    (damaged.path / "new" / "letter").write_bytes(b"mine")
    assert code_of(lambda: save(damaged)) == "folder_not_empty"


def test_a_survey_says_what_could_be_saved_and_leaves_nothing(database: Database, damaged: VaultFolder) -> None:
    database.close()
    scratch = damaged.path / "scratch"
    found = {each.table: each for each in salvage.survey(damaged, Unlocked(the_slots(), KEY), scratch)}
    assert all(each.whole for each in found.values())
    assert (found["consent"].kept, found["journal"].kept, found["draft"].kept) == (1, 2, 0)
    assert not any(path.name.startswith("scratch") for path in damaged.path.iterdir())
    with closing(connect(damaged.database, KEY, VAULT_ID)) as opened:
        assert integrity.check(opened).whole
