"""The first start in the real window: a vault is made, its kit saved, and the code on the page opens the vault."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SystemClock
from vault.customer import session as sessions
from vault.customer.kit_check import view_kit
from vault.customer.other_ways import recover
from vault.customer.session import PATIENT_TRIES, Passphrase, derive, unlock
from vault.desktop import kit_view
from vault.desktop.app import make_window
from vault.desktop.kit_view import KitView
from vault.desktop.tasks import Tasks
from vault.desktop.welcome_kit import WelcomeReady
from vault.desktop.welcome_view import WelcomeView
from vault.desktop.window import Window
from vault.storage.kdf import SMALL, Profile

NEW = Passphrase("eleven quiet bicycles")


def smallest(_: Callable[[], float]) -> Profile:
    return SMALL


class Folder:
    """A person who saves everything in one folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        chosen(self.path / name)

    def open(self, parent: QWidget, title: str, ending: str, chosen: Callable[[Path], None]) -> None:
        raise AssertionError(ending)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setattr(sessions, "interactive", smallest)
    monkeypatch.setattr(kit_view, "FileDialogs", lambda: Folder(tmp_path))
    tasks = Tasks()
    made = make_window(qapp, tasks, tmp_path / "vault", "en", None)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    made.deleteLater()
    settled: list[object] = []
    tasks.vault(lambda _: None, settled.append, settled.append, owner=qapp, lasting=True)
    # What is under way comes to its end first, else it asks something of the threads that are gone.
    qtbot.waitUntil(lambda: bool(settled) and not isValid(made))
    tasks.shut_down()


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(qtbot: QtBot, window: Window, kind: type[QWidget]) -> QWidget:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=20_000)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def code_on(page: Path) -> str:
    """The groups and the check sign, as a person reads them from the PDF."""
    # A reader of PDFs may take the room between two signs for a space.
    text = "".join(pypdf.PdfReader(page, strict=True).pages[0].extract_text().split())
    groups = re.search("".join(f"{number}([0-9A-Z]{{4}})" for number in range(1, 9)), text)
    sign = re.search("Checksign(.)", text)
    assert groups is not None
    assert sign is not None
    return "-".join((*groups.groups(), sign[1]))


def test_a_vault_its_kit_and_the_way_back(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    first = shown(qtbot, window, WelcomeView)
    assert isinstance(first, WelcomeView)
    suggest = first.fields.suggest
    # A person clicks what she sees: a page that was just shown may not be laid out yet.
    qtbot.waitUntil(lambda: suggest.isEnabled() and not suggest.visibleRegion().isEmpty(), timeout=20_000)
    click(suggest)
    qtbot.waitUntil(lambda: bool(first.fields.first.typed()), timeout=20_000)
    passphrase = first.fields.first.typed()
    QTest.keyClicks(first.fields.again.edit, passphrase)
    click(first.button)
    kit = shown(qtbot, window, KitView)
    assert isinstance(kit, KitView)
    qtbot.waitUntil(kit.save_button.isVisible, timeout=20_000)
    click(kit.save_button)
    page = tmp_path / "recovery-kit.pdf"
    qtbot.waitUntil(lambda: page.exists() and kit.save_button.isEnabled(), timeout=20_000)
    code = code_on(page)
    for field, number in zip(kit.fields, (3, 7), strict=True):
        QTest.keyClicks(field.edit, code.split("-")[number - 1])
    click(kit.finish)
    ready = shown(qtbot, window, WelcomeReady)
    assert isinstance(ready, WelcomeReady)
    click(ready.button)
    qtbot.waitUntil(window.frame.isVisible, timeout=20_000)
    with qtbot.waitSignal(window.closed):
        window.close()
    folder, clock = tmp_path / "vault", SystemClock()
    by_passphrase = derive(folder, Passphrase(passphrase))
    with by_passphrase.open(
        catalogue=shipped(), clock=clock, random=secrets.token_bytes, tries=PATIENT_TRIES
    ) as session:
        assert view_kit(session).checked is not None
    derived = recover(folder, code).choose(NEW, random=secrets.token_bytes, profile=SMALL)
    derived.open(catalogue=shipped(), clock=clock, random=secrets.token_bytes).lock()
    unlock(folder, NEW, catalogue=shipped(), clock=clock, random=secrets.token_bytes).lock()


def test_it_locks_while_the_kit_is_shown(qtbot: QtBot, window: Window) -> None:
    first = shown(qtbot, window, WelcomeView)
    assert isinstance(first, WelcomeView)
    for field in (first.fields.first, first.fields.again):
        QTest.keyClicks(field.edit, "copper lantern borrows seven geese")
    click(first.button)
    kit = shown(qtbot, window, KitView)
    assert isinstance(kit, KitView)
    qtbot.waitUntil(kit.save_button.isVisible, timeout=20_000)
    window.lock("away")
    qtbot.waitUntil(lambda: not window.findChildren(KitView))
    assert not window.findChildren(WelcomeView)
