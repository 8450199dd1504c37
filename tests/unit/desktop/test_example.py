"""Trying an example from the first page: opened, marked, and gone after the lock, with no vault of one's own made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.desktop.test_welcome_flow import NOON
from tests.unit.desktop.vault_day import named, names, sentences, texts, themed
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.customer import example
from vault.customer.editing import list_preferences
from vault.customer.example import PREFERENCES
from vault.customer.session import Session
from vault.customer.trust import Trust
from vault.desktop.gate import Gate
from vault.desktop.pages import Known, World
from vault.desktop.tasks import Tasks
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops

TRY = "Just looking? Try an example"
SAID = "This is an example, with made-up data. It is gone when you lock it. Its passphrase: just an example"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, temporary: Path) -> Iterator[Window]:
    theme, icons = themed(qapp)
    clock, tasks = SetClock(NOON), Tasks()
    known = Known(shipped(), Shop(now=clock.now), Trust((), TestShops()))
    world = World(theme, icons, sentences(), clock, tasks, lambda: known, lambda address: None)
    made = Window(world, Gate(world, tmp_path / "vault"))
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.show()
    qtbot.waitUntil(lambda: TRY in names(made))
    yield made
    made.close()
    tasks.shut_down()


def test_it_opens_says_what_it_is_and_is_gone_after_the_lock(
    qtbot: QtBot, window: Window, temporary: Path, tmp_path: Path
) -> None:
    named(window, TRY).click()
    qtbot.waitUntil(lambda: SAID in texts(window), timeout=20_000)
    assert len(list(temporary.iterdir())) == 1
    found: list[int] = []

    def count(session: Session) -> int:
        return len(list_preferences(session))

    window.world.tasks.vault(count, found.append, pytest.fail, owner=window)
    qtbot.waitUntil(lambda: found == [len(PREFERENCES)])
    for page in ("preferences", "shops", "settings"):
        window.show_page(page)
        assert SAID in texts(window)
    window.lock()
    qtbot.waitUntil(lambda: not list(temporary.iterdir()), timeout=20_000)
    qtbot.waitUntil(lambda: TRY in names(window))
    qtbot.waitUntil(lambda: SAID not in texts(window.frame))
    assert not (tmp_path / "vault").exists()


def test_closing_the_window_takes_it_along(qtbot: QtBot, window: Window, temporary: Path) -> None:
    named(window, TRY).click()
    qtbot.waitUntil(lambda: SAID in texts(window), timeout=20_000)
    window.close()
    qtbot.waitUntil(lambda: not list(temporary.iterdir()), timeout=20_000)


def test_what_goes_wrong_is_said_and_one_can_go_on(
    qtbot: QtBot, window: Window, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("disk_full")

    monkeypatch.setattr(example, "make_vault", full)
    named(window, TRY).click()
    qtbot.waitUntil(lambda: sentences().say("errors", "disk_full") in texts(window), timeout=20_000)
    assert named(window, "Next: recovery kit").isEnabled()
    assert list(temporary.iterdir()) == []
