"""A vault with a long history shows its first page at once; what is found in the history then is told all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import HOST, Day, open_day, sentences, texts, themed
from vault.core.consent import ItemState
from vault.core.errors import StorageError
from vault.customer.holdings import view_shops
from vault.customer.trust import Trust
from vault.desktop.damage_view import DamageView
from vault.desktop.gate import Gate
from vault.desktop.pages import Known, World
from vault.desktop.window import Window
from vault.net.testing_shops import TestShops
from vault.storage import journal

LONG = 1001


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        made.share()
        made.deliver()
        with made.session.database.transaction() as transaction:
            for _ in range(LONG):
                journal.append(transaction, made.clock.now(), "refused", {"host": HOST})
        yield made


def window_over(qapp: QApplication, qtbot: QtBot, day: Day) -> Window:
    theme, icons = themed(qapp)
    known = Known(shipped(), day.shop, Trust((), TestShops()))
    world = World(theme, icons, sentences(), day.clock, day.tasks, lambda: known, lambda address: None)
    gate = Gate(world, day.session.vault.folder.path)
    window = Window(world, gate)
    window.rescue_wanted.connect(gate.rescue)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_page_is_there_before_the_chain_is_checked(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    day.later(days=91)
    day.reopen(chain_later=True)
    window = window_over(qapp, qtbot, day)
    day.tasks.hold = True
    window.enter()
    assert window._shown
    before = day.session.vault.waits_for_chain
    day.tasks.run()
    assert (before, day.session.vault.waits_for_chain) == (True, False)
    (shop,) = view_shops(day.session)
    assert {item.state for item in shop.items} == {ItemState.EXPIRED}  # what is over ends behind that
    assert "No shop asks or holds anything." in " ".join(texts(window))


def test_a_broken_history_locks_the_vault_and_is_told(qapp: QApplication, qtbot: QtBot, day: Day) -> None:
    with day.session.database.transaction() as transaction:
        transaction.execute("UPDATE journal SET kind = 'shared' WHERE seq = 9")
    day.reopen(chain_later=True)
    window = window_over(qapp, qtbot, day)
    window.enter()
    assert not window.is_open
    (page,) = [each for each in window.findChildren(DamageView) if each.isVisible()]
    assert sentences().error(StorageError("journal_broken", entry=9)) in " ".join(texts(page))
