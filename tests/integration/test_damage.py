"""One flipped bit in each page of a vault: noticed, the newest good backup offered, and what is left is saved."""

from __future__ import annotations

import random
import secrets
import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from tests.example_day import NOW, PASSPHRASE
from tests.one_customer import content
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.customer.backups import Reason, keep_backup
from vault.customer.checking import check_vault
from vault.customer.ending import end_what_is_over
from vault.customer.restoring import look_at_damage, newest_backup, save_what_is_left
from vault.customer.session import Derived, derive
from vault.storage.backups_kept import Kept
from vault.storage.secret import Passphrase

PAGE = 4096
FIXTURE = Path(__file__).parents[1] / "fixtures" / "vaults" / "2"


@dataclass(frozen=True)
class Whole:
    """A closed vault with two backups, and what it holds."""

    derived: Derived
    clock: SetClock
    kept: tuple[Kept, Kept]
    database: bytes
    anchor: bytes
    rows: dict[str, int]

    @property
    def folder(self) -> Path:
        return self.derived.folder.path

    def put(self, database: bytes) -> None:
        """Put a database in the place of the vault's own, with the anchor of its moment."""
        for suffix in ("-wal", "-shm"):
            (self.folder / f"vault.db{suffix}").unlink(missing_ok=True)
        (self.folder / "vault.db").write_bytes(database)
        (self.folder / "anchor").write_bytes(self.anchor)

    def flip(self, page: int, bit: int) -> None:
        """Flip one bit of one page."""
        data = bytearray(self.database)
        data[page * PAGE + bit // 8] ^= 1 << bit % 8
        self.put(bytes(data))


@pytest.fixture
def whole(tmp_path: Path) -> Whole:
    shutil.copytree(FIXTURE, tmp_path / "vault")
    derived, clock = derive(tmp_path / "vault", Passphrase(PASSPHRASE)), SetClock(NOW)
    with derived.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes) as session:
        end_what_is_over(session)
        first = keep_backup(session, Reason.DAILY)
        clock.moment += timedelta(days=1)
        second = keep_backup(session, Reason.DAILY)
        rows = {name: each["rows"] for name, each in content(session.database).items()}
    database, anchor = ((tmp_path / "vault" / name).read_bytes() for name in ("vault.db", "anchor"))
    return Whole(derived, clock, (second, first), database, anchor, rows)


def noticed(whole: Whole) -> bool:
    """Whether opening or checking finds that something is wrong."""
    try:
        with whole.derived.open(catalogue=shipped(), clock=whole.clock, random=secrets.token_bytes) as session:
            end_what_is_over(session)
            return not check_vault(session).whole
    except StorageError as problem:
        return problem.code == "database_damaged"


def test_one_flipped_bit_in_each_page_is_noticed_and_a_backup_offered(whole: Whole) -> None:
    chance = random.Random(1)
    assert not noticed(whole)
    assert look_at_damage(whole.derived) is None
    for page in range(len(whole.database) // PAGE):
        bit = chance.randrange(PAGE * 8)
        whole.flip(page, bit)
        assert noticed(whole), (page, bit)
        whole.flip(page, bit)
        damage = look_at_damage(whole.derived)
        assert damage is not None, (page, bit)
        assert damage.problem == "database_damaged"
        assert damage.newest_good == whole.kept[0]
        assert sum(not each.whole for each in damage.saved) <= 1


def test_what_can_be_read_past_each_page_is_saved(whole: Whole) -> None:
    chance = random.Random(2)
    nothing, short = 0, 0
    for page in range(0, len(whole.database) // PAGE, 3):
        whole.flip(page, chance.randrange(PAGE * 8))
        damaged = (whole.folder / "vault.db").read_bytes()
        beside = whole.folder.parent / f"beside {page}"
        try:
            saved = save_what_is_left(
                whole.derived, beside, catalogue=shipped(), clock=whole.clock, random=secrets.token_bytes
            )
        except StorageError as problem:
            nothing += problem.code == "nothing_to_save"  # a page that says which tables there are
            assert not beside.exists()
            continue
        assert (whole.folder / "vault.db").read_bytes() == damaged
        lost = {each.table for each in saved if each.kept < whole.rows[each.table] and each.table != "journal"}
        short += bool(lost)
        # A record goes with the page it stands on, or with the record that it belongs to.
        unreadable = {each.table for each in saved if not each.whole}
        assert len(unreadable) <= 1
        assert lost <= unreadable | ({"consent_item", "token"} if unreadable & {"consent", "consent_item"} else set())
        session = Derived(type(whole.derived.folder)(beside), whole.derived.unlocked).open(
            catalogue=shipped(), clock=whole.clock, random=secrets.token_bytes
        )
        with session:
            assert end_what_is_over(session).mended == ()
            assert check_vault(session).whole
        shutil.rmtree(beside)
    assert nothing <= 2
    assert short > 4


def test_a_damaged_newest_backup_is_passed_over(whole: Whole) -> None:
    whole.flip(30, 100)
    data = bytearray(whole.kept[0].path.read_bytes())
    data[len(data) // 2] ^= 1
    whole.kept[0].path.write_bytes(data)
    damage = look_at_damage(whole.derived)
    assert damage is not None
    assert damage.newest_good == whole.kept[1]
    assert newest_backup(whole.folder) == whole.kept[1]
    for older in (whole.folder / "backups").glob("*.vaultbackup"):
        if older != whole.kept[0].path:
            older.unlink()
    damage = look_at_damage(whole.derived)
    assert damage is not None
    assert damage.newest_good is None


@pytest.mark.parametrize("size", [0, 100, PAGE, 8 * PAGE, 30 * PAGE + 7])
def test_a_file_that_was_cut_is_damage_too(whole: Whole, size: int) -> None:
    whole.put(whole.database[:size])
    if size == 0:
        with pytest.raises(StorageError, match="database_empty"):
            look_at_damage(whole.derived)
        assert newest_backup(whole.folder) == whole.kept[0]
        return
    damage = look_at_damage(whole.derived)
    assert damage is not None
    assert damage.newest_good == whole.kept[0]
