"""Backups of an open vault: due when they are, proven, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError, VaultLocked
from vault.customer.backups import (
    Cared,
    Reason,
    care,
    drill,
    keep_backup,
    record_care,
    record_drill,
    record_saved,
    save_backup,
    start_backups,
    start_care,
    view_backups,
)
from vault.customer.editing import list_preferences, remove_preference
from vault.customer.history import view_history
from vault.customer.restoring import by_passphrase, look_into, open_backup
from vault.customer.session import Passphrase, Session
from vault.customer.taking_along import export_to, import_from
from vault.storage import settings

DAY = timedelta(days=1)


@pytest.fixture
def other(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    """A vault with nothing in it."""
    made = copied_vault(tmp_path / "other", PASSPHRASE, clock)
    with made as opened:
        yield opened


def reasons(session: Session) -> list[str]:
    return [each.reason.value for each in view_backups(session).kept]


def test_a_new_vault_has_nothing_to_fall_back_on(session: Session) -> None:
    found = view_backups(session)
    assert (found.kept, found.last_drill, found.last_check) == ((), None, None)


def test_a_backup_that_was_asked_for_is_kept(session: Session, clock: SetClock) -> None:
    made = keep_backup(session)
    found = view_backups(session)
    assert found.kept == (made,)
    assert found.size == made.path.stat().st_size > 0
    assert (made.made_at, made.reason) == (clock.now(), Reason.ASKED)
    assert [each.kind for each in view_history(session)] == ["vault_created"]


def test_a_saved_backup_is_told_in_the_history_and_opens_with_the_passphrase(session: Session, tmp_path: Path) -> None:
    save_backup(session, tmp_path / "mine.vaultbackup")
    assert view_history(session)[-1].kind == "backup_saved"
    assert view_backups(session).kept == ()
    backup = look_into(tmp_path / "mine.vaultbackup")
    assert open_backup(backup, by_passphrase(Passphrase(PASSPHRASE))) == session.vault.unlocked.key
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        open_backup(backup, by_passphrase(Passphrase("not the passphrase")))


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_a_saved_backup_takes_nothings_place(session: Session, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mine.vaultbackup"
    if kind == "file":
        path.write_bytes(b"mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ChoiceError, match="file_exists"):
        save_backup(session, path)
    assert view_history(session)[-1].kind == "vault_created"


def test_a_drill_says_what_came_back_and_is_remembered(session: Session, clock: SetClock) -> None:
    with pytest.raises(StorageError, match="no_backup"):
        drill(session)
    made = keep_backup(session)
    clock.moment += DAY
    done = drill(session)
    assert done.made_at == made.made_at
    assert done.records > len(list_preferences(session))
    assert view_backups(session).last_drill == clock.now()


def test_care_makes_a_backup_a_day_a_check_a_week_and_a_drill_a_month(session: Session, clock: SetClock) -> None:
    done = []
    for _ in range(61):
        cared = care(session)
        assert (cared.not_backed_up, cared.not_drilled) == (None, None)
        done.append((cared.backup is not None, cared.checked is not None, cared.drill is not None))
        assert care(session) == Cared()  # nothing more is due on the same day
        clock.moment += DAY
    assert sum(backup for backup, _, _ in done) == 61
    assert [number for number, (_, checked, _) in enumerate(done) if checked] == list(range(0, 61, 7))
    assert [number for number, (_, _, drilled) in enumerate(done) if drilled] == [0, 30, 60]
    assert set(reasons(session)) == {"daily"}
    assert len(reasons(session)) < 14


def test_a_clock_that_was_ahead_does_not_keep_things_from_being_due(session: Session, clock: SetClock) -> None:
    clock.moment += 400 * DAY
    care(session)
    clock.moment -= 399 * DAY
    cared = care(session)
    assert None not in {cared.backup, cared.checked, cared.drill}


def test_a_backup_of_another_key_is_no_backup_of_today(session: Session, clock: SetClock) -> None:
    first = care(session).backup
    assert first is not None
    data = bytearray(first.path.read_bytes())
    data[data.index(b'"mac": "') + 8] ^= 1
    first.path.write_bytes(data)
    second = care(session).backup
    assert second is not None
    assert second.made_at == first.made_at + timedelta(seconds=1)


def test_a_damaged_vault_is_not_backed_up_over_whole_backups(session: Session, clock: SetClock) -> None:
    care(session)
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'shared' WHERE seq = 1")
    clock.moment += 8 * DAY
    before = view_backups(session)
    cared = care(session)
    assert cared.checked is not None
    assert not cared.checked.whole
    assert (cared.backup, cared.drill) == (None, None)
    assert view_backups(session) == before


def test_what_fails_is_said_and_tried_again(session: Session) -> None:
    in_the_way = session.vault.folder.backups
    in_the_way.rmdir()
    in_the_way.write_bytes(b"")
    cared = care(session)
    assert cared.not_backed_up is not None
    assert cared.not_backed_up.code == "folder_unusable"
    assert cared.checked is not None
    assert cared.checked.whole  # and remembered
    in_the_way.unlink()
    again = care(session)
    assert again.backup is not None
    assert again.drill is not None
    assert again.checked is None


def test_a_drill_that_fails_is_said_and_due_again(session: Session, clock: SetClock) -> None:
    care(session)
    clock.moment += 31 * DAY
    caring = start_care(session)
    assert caring is not None
    cared = caring.run()
    assert cared.backup is not None
    data = bytearray(cared.backup.path.read_bytes())
    data[-len(data) // 3] ^= 1
    cared.backup.path.write_bytes(data)
    failed = replace(caring, checking=None, backup=False).run()
    assert failed.not_drilled is not None
    assert failed.not_drilled.code == "backup_damaged"
    assert record_care(session, failed) == failed
    assert view_backups(session).last_drill == clock.now() - 31 * DAY


def test_what_cannot_be_remembered_is_said_and_due_again(session: Session) -> None:
    caring = start_care(session)
    assert caring is not None
    done = caring.run()
    with session.database.read() as reader:
        reader.rows("PRAGMA query_only = ON")
    cared = record_care(session, done)
    assert cared.not_backed_up is not None
    assert cared.not_backed_up.code == "read_only"
    assert view_backups(session).last_check is None


def test_it_takes_no_thread_of_the_vault(session: Session, tmp_path: Path) -> None:
    """What is long runs in another thread, while this one writes; only its beginning and end are here."""
    caring, backing = start_care(session), start_backups(session)
    assert caring is not None
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(caring.run)
        remove_preference(session, "media.sports")
        cared = record_care(session, running.result())
        assert cared.backup is not None
        pool.submit(backing.save, tmp_path / "mine.vaultbackup").result()
        record_saved(session)
        assert pool.submit(backing.drill).result().made_at == cared.backup.made_at
        record_drill(session)
    assert view_backups(session).last_check is not None
    assert view_history(session)[-1].kind == "backup_saved"
    assert look_into(tmp_path / "mine.vaultbackup").manifest.reason is Reason.ASKED


def test_locking_ends_it(session: Session, tmp_path: Path) -> None:
    caring, backing = start_care(session), start_backups(session)
    assert caring is not None
    session.lock()
    for work in (caring.run, backing.keep, backing.drill, lambda: backing.save(tmp_path / "mine.vaultbackup")):
        with pytest.raises(VaultLocked):
            work()
    assert not (tmp_path / "mine.vaultbackup").exists()


def test_a_backup_comes_before_an_import(session: Session, other: Session, tmp_path: Path) -> None:
    care(other)
    export_to(session, tmp_path / "mine.json")
    import_from(other, tmp_path / "mine.json")
    assert reasons(other) == ["import", "daily"]
    assert list_preferences(other) != ()


def test_dates_of_checks_and_drills_stay_with_this_vault(session: Session, other: Session, tmp_path: Path) -> None:
    care(session)
    export_to(session, tmp_path / "mine.json")
    assert "here." not in (tmp_path / "mine.json").read_text("utf-8")
    with session.database.read() as reader:
        assert len(settings.settings(reader)) == 2
        assert settings.travelling(reader) == {}
    import_from(other, tmp_path / "mine.json")
    assert view_backups(other).last_drill is None


def test_an_import_with_such_dates_is_refused(session: Session, other: Session, tmp_path: Path) -> None:
    export_to(session, tmp_path / "mine.json")
    text = (tmp_path / "mine.json").read_text("utf-8")
    (tmp_path / "mine.json").write_text(
        text.replace('"settings": {}', '"settings": {"here.checked": "2026-05-12T12:00:00Z"}'), encoding="utf-8"
    )
    with pytest.raises(StorageError, match="export_malformed"):
        import_from(other, tmp_path / "mine.json")
    assert reasons(other) == []
