"""The page about a backup: what it says of a file, and what it asks with."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import sentences, themed
from tests.unit.storage.backed_up import code_of
from vault.core.errors import ChoiceError, StorageError, VaultError
from vault.desktop.backup_open_presenter import BackupOpenPresenter
from vault.desktop.backup_open_state import BackupOpenState
from vault.desktop.backup_open_view import BackupOpenView
from vault.desktop.tasks import InlineTasks

FILE = Path("/stick/vault.vaultbackup")


class OneFile:
    """Whoever is asked for a file always chooses the same."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def save(self, parent: Any, title: str, name: str, chosen: Any) -> None:
        raise AssertionError(name)

    def open(self, parent: Any, title: str, ending: str, chosen: Any) -> None:
        self.asked.append(f"{title} {ending}")
        chosen(FILE)


class Opening:
    """The page with its presenter, over files that are in the test's hand."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.files = OneFile()
        self.problem: VaultError | None = None
        self.restored: list[tuple[Any, str, bool]] = []
        self.brought: list[Any] = []
        self.view = BackupOpenView(*themed(qapp), self.files)
        qtbot.addWidget(self.view)
        presenter = BackupOpenPresenter(InlineTasks(), sentences(), self.look_into, self.restore)
        presenter.brought.connect(self.brought.append)
        self.view.attach(presenter)
        presenter.start()
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)

    def look_into(self, path: Path) -> Any:
        self.fail()
        assert path == FILE
        manifest = SimpleNamespace(name="Anna", made_at=datetime(2026, 5, 12, 12, 4, tzinfo=UTC))
        member = SimpleNamespace(size=143360)
        return SimpleNamespace(manifest=manifest, database=SimpleNamespace(member=member))

    def restore(self, backup: Any, typed: str, by_code: bool) -> Any:
        self.fail()
        self.restored.append((backup.manifest.name, typed, by_code))
        return "brought"

    def fail(self) -> None:
        if self.problem is not None:
            raise self.problem


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Opening:
    return Opening(qtbot, qapp)


def test_a_file_is_chosen_and_told_of(qtbot: QtBot, page: Opening) -> None:
    view = page.view
    assert view.choose.hasFocus()
    QTest.keyClick(view.choose, Qt.Key.Key_Space)
    assert page.files.asked == ["Choose a backup .vaultbackup"]
    assert view._name.text() == "Anna"
    assert view._about.text().startswith("Made on 12 May 2026, ")
    assert view._about.text().endswith("143.4\N{NO-BREAK SPACE}kB.")
    assert view.passphrase.edit.hasFocus()


def test_what_is_pressed_first_stands_below_the_title(qapp: QApplication, page: Opening) -> None:
    """The picture of the way back, which has no ground of its own; or the ground of the button before it."""
    view = page.view

    def left(part: QWidget) -> int:
        return part.mapTo(view, QPoint(0, 0)).x()

    qapp.processEvents()
    assert left(view.back) == left(view.title)
    alone = view.back.width()
    view.choose.click()
    qapp.processEvents()
    assert left(view.button) == left(view.title)
    assert left(view.back) > left(view.button) + view.button.width()
    assert view.back.width() > alone  # and with room around its words again


def test_it_is_brought_back_by_what_was_typed(page: Opening) -> None:
    page.view.choose.click()
    QTest.keyClick(page.view.passphrase.edit, Qt.Key.Key_Return)
    assert page.view.passphrase.edit.accessibleDescription() == "Type the passphrase first."
    QTest.keyClicks(page.view.passphrase.edit, "seven geese")
    page.view.button.click()
    assert page.restored == [("Anna", "seven geese", False)]
    assert page.brought == ["brought"]
    assert page.view.passphrase.typed() == ""


def test_the_code_takes_the_place_of_the_passphrase_and_back(page: Opening) -> None:
    page.view.choose.click()
    page.view.other.link.click()
    assert page.view.code.edit.hasFocus()
    assert not page.view.passphrase.isVisible()
    QTest.keyClick(page.view.code.edit, Qt.Key.Key_Return)
    assert page.view.code.edit.accessibleDescription() == "Type the recovery code first."
    page.view.other.link.click()
    assert page.view.passphrase.edit.hasFocus()
    assert not page.view.code.isVisible()
    page.view.other.link.click()
    QTest.keyClicks(page.view.code.edit, "K4TM")
    page.view.button.click()
    assert page.restored == [("Anna", "K4TM", True)]
    assert not page.view.button.isEnabled()  # until another page takes its place


@pytest.mark.parametrize(
    ("problem", "by_code", "said"),
    [
        ("wrong_passphrase", False, "This passphrase does not open this backup. Changed it since? Use the old one."),
        ("wrong_recovery_code", True, "This code does not open this backup. Look for the kit of that day."),
    ],
)
def test_what_opens_the_vault_today_may_not_open_the_backup(
    page: Opening, problem: str, by_code: bool, said: str
) -> None:
    page.view.choose.click()
    page.problem = ChoiceError(problem)
    if by_code:
        page.view.other.link.click()
    field = page.view.code.edit if by_code else page.view.passphrase.edit
    QTest.keyClicks(field, "seven geese")
    page.view.button.click()
    assert field.accessibleDescription() == said


@pytest.mark.parametrize(
    ("problem", "at_the_field"),
    [
        (ChoiceError("passphrase_long", limit=1024), True),
        (StorageError("backup_changed"), False),
        (StorageError("backup_damaged"), False),
        (StorageError("disk_full"), False),
        (ChoiceError("no_recovery_code"), False),
    ],
)
def test_what_is_wrong_stands_where_it_belongs(page: Opening, problem: VaultError, at_the_field: bool) -> None:
    page.view.choose.click()
    page.problem = problem
    QTest.keyClicks(page.view.passphrase.edit, "seven geese")
    page.view.button.click()
    said = sentences().error(problem)
    assert (page.view.passphrase.edit.accessibleDescription() == said) is at_the_field
    assert page.view.failed.isVisible() is not at_the_field
    assert page.view.button.isEnabled()
    assert code_of(page.fail) == problem.code


def test_a_file_that_is_none_takes_the_place_of_the_one_before(page: Opening) -> None:
    page.view.choose.click()
    page.problem = StorageError("not_a_backup")
    page.view.choose.click()
    assert page.view.failed.accessibleName() == sentences().say("errors", "not_a_backup")
    assert not page.view.button.isVisible()


def test_while_it_is_made_nothing_else_is_asked(page: Opening) -> None:
    page.view.show_state(BackupOpenState("Anna", "Made on 12 May 2026.", busy="Making."))
    for each in (page.view.button, page.view.choose, page.view.back, page.view.other.link):
        assert not each.isEnabled()
    assert page.view.busy.isVisible()
