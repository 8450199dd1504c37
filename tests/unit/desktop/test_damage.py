"""The page about a damaged vault: what is told, and that each way on is there only where it leads somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.unit.desktop.vault_day import sentences, themed
from vault.core.errors import StorageError, VaultError
from vault.customer.backups import Kept, Reason
from vault.customer.restoring import Damage, Saved
from vault.desktop.damage_codes import DAMAGE
from vault.desktop.damage_presenter import DamagePresenter
from vault.desktop.damage_view import DamageView
from vault.desktop.tasks import InlineTasks

BACKUP = Kept(datetime(2026, 5, 12, 12, 4, tzinfo=UTC), Reason.DAILY, Path("/v/backups/b.vaultbackup"))
LEFT = (Saved("preference", 12, 0, True), Saved("journal", 40, 0, False), Saved("receipt", 0, 0, True))


class Damaged:
    """The page over a vault that is in the test's hand."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, damage: Damage | VaultError) -> None:
        self.damage = damage
        self.problem: VaultError | None = None
        self.asked: list[object] = []
        self.view = DamageView(*themed(qapp))
        qtbot.addWidget(self.view)
        self.presenter = DamagePresenter(InlineTasks(), sentences(), self.look, self.save)
        self.presenter.backup_wanted.connect(self.asked.append)
        self.presenter.open_wanted.connect(self.asked.append)
        self.view.attach(self.presenter)
        self.view.show()
        self.presenter.start("The file vault.db is damaged.")

    def look(self) -> Damage:
        if isinstance(self.damage, VaultError):
            raise self.damage
        return self.damage

    def save(self) -> tuple[Path, Sequence[Saved]]:
        if self.problem is not None:
            raise self.problem
        return Path("/v/vault 2"), (Saved("preference", 12, 0, True), Saved("journal", 39, 1, True))

    def words(self) -> list[str]:
        return [each.text() for each in self.view.findChildren(QLabel) if each.isVisible() and each.text()]


def test_both_ways_on(qtbot: QtBot, qapp: QApplication) -> None:
    page = Damaged(qtbot, qapp, Damage("database_damaged", LEFT, BACKUP))
    words = page.words()
    assert "The file vault.db is damaged." in words
    assert "Nothing is deleted. What is damaged stays where it is." in words
    assert any(each.startswith("Made on 12 May 2026, ") for each in words)
    assert words[words.index("Preferences") :][:5] == ["Preferences", "12", "History entries", "40", "not all of it"]
    page.view.bring_back.click()
    assert page.asked == [BACKUP.path]
    page.view.save.click()
    assert "Saved in a new vault, “vault 2”. It opens with the same passphrase." in page.words()
    qtbot.waitUntil(lambda: "39" in page.words())
    page.presenter.save()  # not twice
    page.view.open.click()
    assert page.asked == [BACKUP.path, Path("/v/vault 2")]


def test_neither_way_on(qtbot: QtBot, qapp: QApplication) -> None:
    page = Damaged(qtbot, qapp, Damage("slots_unreadable", (), None))
    assert "There is none in your vault's folder. Is one elsewhere? Go back and choose “Open a backup”." in page.words()
    assert "Nothing." in page.words()
    for each in (page.view.bring_back, page.view.save, page.view.open):
        assert not each.isVisible()
    page.presenter.save()
    page.presenter.bring_back()
    page.presenter.open_saved()
    assert page.asked == []
    assert page.view.back.isEnabled()


def test_what_fails_is_said_and_can_be_tried_again(qtbot: QtBot, qapp: QApplication) -> None:
    page = Damaged(qtbot, qapp, Damage("database_damaged", LEFT, BACKUP))
    page.problem = StorageError("disk_full")
    page.view.save.click()
    assert page.view.failed.accessibleName() == sentences().say("errors", "disk_full")
    page.problem = None
    page.view.save.click()
    assert not page.view.failed.isVisible()
    assert page.view.open.isVisible()


def test_a_vault_that_cannot_be_looked_at_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    page = Damaged(qtbot, qapp, StorageError("vault_in_use"))
    assert page.view.failed.accessibleName() == sentences().say("errors", "vault_in_use")
    assert page.view.back.isEnabled()


@pytest.mark.parametrize("code", sorted(DAMAGE))
def test_each_kind_of_damage_has_its_sentence(code: str) -> None:
    for language in ("en", "nl"):
        assert sentences(language).texts["errors"][code]
