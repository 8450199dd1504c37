"""The care of the open vault, and the note at the foot of the pages: over a real vault, with real damage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import Day, named, names, open_day, sentences, texts, themed
from vault.core.errors import StorageError, VaultError, VaultLocked
from vault.customer.backups import view_backups
from vault.customer.editing import remove_preference
from vault.customer.session import Passphrase, derive
from vault.customer.trust import Trust
from vault.desktop.care_note import CareNote
from vault.desktop.damage_view import DamageView
from vault.desktop.gate import Gate
from vault.desktop.pages import Known, World
from vault.desktop.tasks import Tasks
from vault.desktop.vault_care import CareNews, VaultCare
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

DAMAGED = "Your vault is damaged. No new backup is made of it."
IN_THE_WAY = "Your vault could not be backed up. This folder name cannot be used. Choose another one."


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


class Cared:
    """A window that is opened, with what its care said; nothing looks by itself."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, day: Day) -> None:
        theme, icons = themed(qapp)
        known = Known(shipped(), day.shop, Trust((), TestShops()))
        world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
        self.gate = Gate(world, day.session.vault.folder.path)
        self.window = Window(world, self.gate)
        self.window.rescue_wanted.connect(self.gate.rescue)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.enter()
        self.care = self.window.inside.care
        self.care._timer.stop()
        self.said: list[CareNews | None] = []
        self.backups: list[bool] = []
        self.care.told.connect(self.said.append)
        self.care.backed_up.connect(lambda: self.backups.append(True))

    @property
    def note(self) -> CareNote | None:
        """The one note that is seen."""
        seen = [each for each in self.window.findChildren(CareNote) if not each.isHidden()]
        assert len(seen) <= 1
        return seen[0] if seen else None

    def read(self) -> list[str]:
        return [] if self.note is None else texts(self.note)


@pytest.fixture
def cared(qapp: QApplication, qtbot: QtBot, day: Day) -> Cared:
    return Cared(qapp, qtbot, day)


def spoil(day: Day) -> None:
    """Change the history, as nobody who has the program can."""
    with day.session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'shared' WHERE seq = 1")


def in_the_way(day: Day) -> Path:
    """A file where the backups' folder was."""
    folder = day.session.vault.folder.backups
    folder.rmdir()
    folder.write_bytes(b"")
    return folder


def test_what_is_due_is_done_and_nothing_is_said(day: Day, cared: Cared) -> None:
    cared.care.look()
    found = view_backups(day.session)
    assert len(found.kept) == 1
    assert found.last_check == found.last_drill == day.clock.now()
    assert (cared.said, cared.backups) == ([None], [True])
    assert cared.note is None
    cared.care.look()
    assert view_backups(day.session) == found


def test_it_begins_a_moment_after_the_vault_is_open(day: Day, cared: Cared, qtbot: QtBot) -> None:
    cared.care.soon()
    assert view_backups(day.session).kept == ()
    qtbot.waitUntil(lambda: view_backups(day.session).kept != ())


def test_a_second_look_waits_for_the_first(day: Day, cared: Cared) -> None:
    day.tasks.hold = True
    cared.care.look()
    cared.care.look()
    assert len(day.tasks.held) == 1
    day.tasks.run()
    day.later(days=1)
    cared.care.look()
    day.tasks.run()
    assert len(view_backups(day.session).kept) == 2


def test_a_history_that_was_changed_is_said_quietly(day: Day, cared: Cared) -> None:
    spoil(day)
    cared.care.look()
    assert cared.read() == ["Your history was changed, or a part of it is missing."]
    assert cared.note is not None
    assert names(cared.note) == ["See what can be saved", "Close this note"]
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in cared.note.findChildren(QPushButton))
    note = cared.note
    cared.care.look()
    assert cared.note is note
    assert view_backups(day.session).kept == ()


def harm(day: Day) -> None:
    """One bit of a page that is not read each day."""
    path = day.session.vault.folder.database
    day.session.lock()
    data = bytearray(path.read_bytes())
    data[-4096 * 3 + 100] ^= 1
    path.write_bytes(data)
    day.reopen()


def test_damage_is_said(day: Day, cared: Cared) -> None:
    harm(day)
    cared.care.look()
    assert cared.said == [CareNews(DAMAGED, damaged=True)]
    assert view_backups(day.session).kept == ()


def test_what_does_not_fit_together_leads_to_activity(day: Day, cared: Cared) -> None:
    with day.session.database.transaction() as transaction:
        transaction.execute("UPDATE preference SET key = 'of_a_later.catalogue' WHERE key = 'clothing.shoe_size'")
    cared.care.look()
    assert cared.said == [CareNews("Not everything in your vault fits together. Activity says what.")]
    assert cared.note is not None
    assert names(cared.note) == ["Close this note"]
    assert len(view_backups(day.session).kept) == 1  # a later catalogue is no reason not to


def test_a_backup_that_fails_is_said_until_one_is_made(day: Day, cared: Cared) -> None:
    blocked = in_the_way(day)
    cared.care.look()
    assert cared.read() == [IN_THE_WAY]
    blocked.unlink()
    cared.care.look()
    assert cared.note is None
    assert cared.backups == [True]


def test_a_drill_that_fails_is_said(day: Day, cared: Cared) -> None:
    cared.care.look()
    (kept,) = view_backups(day.session).kept
    day.later(days=31)
    data = bytearray(kept.path.read_bytes())
    data[-len(data) // 3] ^= 1
    kept.path.with_name(f"{day.clock.now():%Y-%m-%dT%H%M%SZ}.daily.vaultbackup").write_bytes(data)
    cared.care.look()
    assert cared.read() == [
        "Your newest backup was tried out, and did not come back whole. This backup is damaged. Choose another backup."
    ]


@pytest.mark.parametrize(
    ("problem", "text", "damaged"),
    [
        (StorageError("database_damaged"), DAMAGED, True),
        (StorageError("disk_failed"), None, False),
    ],
)
def test_what_keeps_it_from_looking_is_said(
    day: Day, cared: Cared, problem: VaultError, text: str | None, damaged: bool
) -> None:
    day.tasks.fails = problem
    cared.care.look()
    sentence = sentences().say("cli", "not_backed_up", problem=sentences().error(problem))
    assert cared.said == [CareNews(text or sentence, damaged)]


def test_a_vault_that_locks_meanwhile_is_no_news(day: Day, cared: Cared) -> None:
    day.tasks.fails = VaultLocked()
    cared.care.look()
    assert cared.said == []


def test_a_note_that_was_put_away_stays_away_until_the_vault_opens_anew(day: Day, cared: Cared) -> None:
    spoil(day)
    cared.care.look()
    assert cared.note is not None
    named(cared.note, "Close this note").click()
    assert cared.note is None
    cared.care.look()
    assert cared.note is None
    cared.care.stop()
    cared.care.look()
    assert cared.note is not None
    cared.care.stop()
    assert cared.note is None


def test_a_backup_more_is_counted_on_the_page(day: Day, cared: Cared, qtbot: QtBot) -> None:
    cared.window.show_page("your_data")
    qtbot.waitUntil(lambda: "No backup yet" in texts(cared.window))
    cared.care.look()
    assert "No backup yet" not in texts(cared.window)


def test_what_can_be_saved_is_shown_with_the_key_that_was_there(day: Day, cared: Cared) -> None:
    cared.care.look()
    harm(day)
    day.later(days=8)
    cared.care.look()
    assert cared.note is not None
    named(cared.note, "See what can be saved").click()
    assert cared.note is None
    (page,) = [each for each in cared.window.findChildren(DamageView) if each.isVisible()]
    read = texts(page)
    assert sentences().say("tables", "preference") in " ".join(read)
    assert any(sentences().minute(day.clock.now() - timedelta(days=8)) in line for line in read)


def test_leaving_the_vault_forgets_what_was_under_way(day: Day, cared: Cared) -> None:
    day.tasks.hold = True
    cared.care.look()
    cared.care.soon()
    cared.care.stop()
    day.tasks.held.clear()
    day.tasks.hold = False
    cared.care.look()
    assert len(view_backups(day.session).kept) == 1


def test_the_vault_answers_while_it_is_cared_for(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """With the real threads: what is asked of the vault meanwhile is done, whichever ends first; closing ends it."""
    with open_day(tmp_path) as day:
        folder, clock = day.session.vault.folder.path, day.clock
    tasks, owner, done = Tasks(), QObject(), []
    try:
        tasks.open_session(
            lambda: lambda: derive(folder, Passphrase(PASSPHRASE)).open(catalogue=shipped(), clock=clock, random=bytes),
            done.append,
            done.append,
            owner=owner,
        )
        care = VaultCare(tasks, sentences, owner)
        with qtbot.waitSignal(care.backed_up, timeout=20_000):
            qtbot.waitUntil(lambda: done == [None])
            care.look()
            tasks.vault(
                lambda session: remove_preference(session, "media.sports"), done.append, done.append, owner=owner
            )
        qtbot.waitUntil(lambda: len(done) == 2)
        clock.moment += timedelta(days=31)
        care.look()
    finally:
        tasks.shut_down()
    assert not list(folder.glob(".*.db*"))
