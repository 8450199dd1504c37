"""The backups of a vault's folder: kept, listed, and dropped in the order that was promised."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.storage.backed_up import BackedUp, code_of, fill
from tests.unit.storage.conftest import KEY, NOON
from vault.storage import backup_file, backups_kept
from vault.storage.backup_file import Reason
from vault.storage.backups_kept import DAYS, MONTHS, WEEKS, Kept, dropped, kept, newest_good
from vault.storage.connection import Database
from vault.storage.secret import VaultKey
from vault.storage.vault_folder import VaultFolder


@pytest.fixture
def vault(database: Database, tmp_path: Path) -> BackedUp:
    fill(database, 20)
    return BackedUp(VaultFolder(tmp_path), database)


def test_a_backup_is_kept_under_its_time_and_reason(vault: BackedUp) -> None:
    made = vault.keep()
    assert made.path.name == "2026-05-12T120000Z.daily.vaultbackup"
    assert kept(vault.folder) == (made,)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert vault.folder.backups.stat().st_mode & 0o777 == 0o700
    assert backup_file.read(made.path).manifest.name == vault.folder.path.name
    assert vault.names() == []
    assert newest_good(vault.folder, KEY) == made


def test_two_within_a_second_are_two(vault: BackedUp) -> None:
    made = [vault.keep(reason=reason) for reason in (Reason.DAILY, Reason.IMPORT)]
    assert [each.made_at - NOON for each in made] == [timedelta(0), timedelta(seconds=1)]
    assert kept(vault.folder) == (made[1], made[0])


def test_a_vault_without_backups_has_none(vault: BackedUp) -> None:
    assert kept(vault.folder) == ()
    assert newest_good(vault.folder, KEY) is None


def test_what_is_no_backup_in_the_folder_is_left_alone(vault: BackedUp) -> None:
    vault.folder.backups.mkdir()
    for name in ("notes.txt", "2026-05-12T120000Z.vaultbackup", "2026-13-12T120000Z.daily.vaultbackup", "x.daily"):
        (vault.folder.backups / name).write_bytes(b"mine")
    (vault.folder.backups / "2026-05-11T120000Z.daily.vaultbackup").symlink_to("notes.txt")
    (vault.folder.backups / "2026-05-10T120000Z.daily.vaultbackup").mkdir()
    (vault.folder.backups / "2026-05-09T120000Z.unknown.vaultbackup").write_bytes(b"of a later version")
    (vault.folder.backups / ".2026-05-08T120000Z.daily.vaultbackup.new").write_bytes(b"half")
    made = vault.keep()
    assert kept(vault.folder) == (made,)
    assert len(list(vault.folder.backups.iterdir())) == 8  # all but what a crash left half


def test_backups_are_dropped_when_others_take_their_place(vault: BackedUp) -> None:
    for day in range(10):
        vault.keep(NOON + timedelta(days=day))
    found = [each.made_at.day for each in kept(vault.folder)]
    assert found == [21, 20, 19, 18, 17, 16, 15]


def test_the_newest_good_one_is_found_past_bad_ones(vault: BackedUp) -> None:
    made = [vault.keep(NOON + timedelta(days=day)) for day in range(4)]
    made[3].path.write_bytes(made[3].path.read_bytes()[:-1])
    data = bytearray(made[2].path.read_bytes())
    data[len(data) // 2] ^= 1
    made[2].path.write_bytes(data)
    assert newest_good(vault.folder, KEY) == made[1]
    assert newest_good(vault.folder, None) == made[1]
    assert newest_good(vault.folder, VaultKey(bytes(32))) is None


def test_a_backup_that_does_not_come_back_is_not_kept_and_drops_none(
    vault: BackedUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [vault.keep(NOON + timedelta(days=day)) for day in range(7)]

    def rotten(path: Path, key: VaultKey) -> None:
        data = bytearray(path.read_bytes())
        data[5000] ^= 1
        path.write_bytes(data)
        prove(path, key)

    prove = backups_kept.prove_written
    monkeypatch.setattr(backups_kept, "prove_written", rotten)
    assert code_of(lambda: vault.keep(NOON + timedelta(days=9))) == "backup_damaged"
    assert kept(vault.folder) == tuple(reversed(before))
    assert len(list(vault.folder.backups.iterdir())) == 7


def test_a_saved_backup_is_one_file_where_nothing_was(vault: BackedUp, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path = vault.save(elsewhere / "mine.vaultbackup")
    backups_kept.prove_written(path, KEY)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in elsewhere.iterdir()] == ["mine.vaultbackup"]
    before = path.read_bytes()
    assert code_of(lambda: vault.save(path)) == "folder_unusable"
    assert path.read_bytes() == before
    assert code_of(lambda: vault.save(elsewhere / "no" / "such")) == "folder_missing"
    assert [each.name for each in elsewhere.iterdir()] == ["mine.vaultbackup"]
    assert vault.names() == ["elsewhere"]


def test_a_folder_of_backups_that_leads_elsewhere_is_refused(vault: BackedUp, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    vault.folder.backups.symlink_to("elsewhere")
    assert code_of(vault.keep) == "link_refused"
    assert list((tmp_path / "elsewhere").iterdir()) == []


FULL = """
import errno, os, resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.unit.storage.backed_up import BackedUp, fill
from tests.unit.storage.conftest import KEY, VAULT_ID
from vault.core.errors import VaultError
from vault.storage.connection import connect
from vault.storage.vault_folder import VaultFolder

folder = VaultFolder(Path(sys.argv[1]))
database = connect(folder.database, KEY, VAULT_ID)
vault = BackedUp(folder, database)
with database.read() as reader:
    reader.rows("SELECT count(*) FROM setting")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for kibibytes in map(int, sys.argv[2:]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (kibibytes * 1024, resource.RLIM_INFINITY))
    for make in (vault.keep, lambda: vault.save(folder.path / "saved")):
        try:
            make()
            print("made")
        except VaultError as problem:
            print(problem.code)
"""


def test_a_full_disk_is_said_and_leaves_no_half_file(vault: BackedUp) -> None:
    fill(vault.database)
    before = vault.keep(NOON - timedelta(days=1))
    vault.database.close()
    size = vault.folder.database.stat().st_size // 1024
    limits = [0, 1, 40, before.path.stat().st_size // 1024 - 1, size // 2]
    result = subprocess.run(
        [sys.executable, "-c", FULL, str(vault.folder.path), *map(str, limits)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.stderr == ""
    assert set(result.stdout.split()) <= {"disk_full", "disk_failed"}
    assert len(result.stdout.split()) == 2 * len(limits)
    assert kept(vault.folder) == (before,)
    assert [path.name for path in vault.folder.backups.iterdir()] == [before.path.name]
    assert vault.names() == []


# Which are dropped: a function of times alone


def backups(*moments: datetime, reason: Reason = Reason.DAILY) -> list[Kept]:
    return [Kept(moment, reason, Path(f"{moment:%Y%m%d%H%M%S}{reason}")) for moment in moments]


def stay(found: list[Kept]) -> list[datetime]:
    gone = dropped(found)
    return sorted((each.made_at for each in found if each not in gone), reverse=True)


def test_two_years_of_days_leave_seven_days_four_weeks_and_twelve_months() -> None:
    found: list[Kept] = []
    last = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)  # a Thursday
    for day in range(730, -1, -1):
        found += backups(last - timedelta(days=day))
        found = [each for each in found if each not in dropped(found)]
    moments = [each.made_at for each in sorted(found, reverse=True)]
    assert moments[:7] == [last - timedelta(days=day) for day in range(7)]
    assert {moment.date().isoformat() for moment in moments[7:]} == {
        "2026-12-20", "2026-12-13", "2026-11-30", "2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31",
        "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31",
    }  # fmt: skip


def test_the_one_from_before_a_migration_outlives_its_day() -> None:
    morning, noon = NOON - timedelta(hours=4), NOON
    found = backups(morning, reason=Reason.MIGRATION) + backups(morning - timedelta(hours=1), noon)
    assert stay(found) == [noon, morning]


seconds = st.integers(0, 10 * 366 * 86_400)
moments = st.lists(seconds.map(lambda number: NOON + timedelta(seconds=number)), unique=True, max_size=60)


@given(moments, st.sampled_from(Reason))
def test_the_newest_always_stays_and_the_rest_is_bounded(found: list[datetime], reason: Reason) -> None:
    left = stay(backups(*found, reason=reason))
    assert left[:1] == sorted(found, reverse=True)[:1]
    assert len(left) <= DAYS + WEEKS + MONTHS
    days = sorted({moment.date() for moment in found}, reverse=True)[:DAYS]
    assert {moment.date() for moment in left} >= set(days)
    months = sorted({(moment.year, moment.month) for moment in found}, reverse=True)[:MONTHS]
    assert {(moment.year, moment.month) for moment in left} >= set(months)


@given(moments)
def test_dropping_again_drops_nothing_more(found: list[datetime]) -> None:
    left = backups(*stay(backups(*found)))
    assert dropped(left) == ()


@given(moments)
def test_a_clock_that_was_ahead_does_not_cost_what_is_kept(found: list[datetime]) -> None:
    usual, with_it = stay(backups(*found)), stay(backups(*found, NOON + timedelta(days=366 * 20)))
    assert len(set(usual) - set(with_it)) <= 3  # one of the days, one of the weeks, one of the months
