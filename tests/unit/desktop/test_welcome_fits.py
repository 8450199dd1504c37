"""The pages of the first start at each text size, in both languages and two windows: nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.screenshots.checking import Way, too_large
from tests.screenshots.first_start import first_start
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.desktop.fits import cut
from vault import bundled
from vault.core.clock import SetClock
from vault.core.sentences import parse_sentences
from vault.customer.trust import Trust
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.house_picture import SideWords
from vault.desktop.icons import Icons
from vault.desktop.pages import Known, World
from vault.desktop.tasks import InlineTasks
from vault.desktop.theme import Theme, parse_tokens
from vault.net.testing_shops import TestShops

SIZES = ((1180, 780), (880, 600))


@pytest.fixture(params=[(1.0, "en"), (1.0, "nl"), (1.3, "en"), (1.3, "nl"), (2.0, "nl")], ids=str)
def world(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[World]:
    scale, language = request.param
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.set_text_scale(scale)
    theme.apply(qapp)
    translate(qapp, language)
    clock = SetClock(datetime(2026, 5, 12, 12, tzinfo=UTC))
    known = Known(shipped(), Shop(now=clock.now), Trust((), TestShops()))
    texts = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    yield World(theme, Icons(theme), texts, clock, InlineTasks(), lambda: known, lambda address: None)
    translate(qapp, "en")
    theme.set_text_scale(1.0)


def test_nothing_is_cut(qtbot: QtBot, world: World) -> None:
    wrong = {}
    for name, page in first_start(world):
        qtbot.addWidget(page)
        page.show()
        for width, height in SIZES:
            page.resize(width, height)
            for _ in range(6):
                QApplication.processEvents()
            if found := [*cut(page), *too_large(page, Way("", False, width, height, 1.0))]:
                wrong[f"{name} {width}x{height}"] = found
    assert wrong == {}


@pytest.mark.parametrize("world", [(1.0, "en"), (1.0, "nl")], indirect=True, ids=str)
def test_nothing_has_to_be_scrolled_to_in_the_usual_window(qtbot: QtBot, world: World) -> None:
    for name, page in first_start(world):
        qtbot.addWidget(page)
        page.resize(*SIZES[0])
        page.show()
        for _ in range(6):
            QApplication.processEvents()
        (scroll,) = page.findChildren(QScrollArea)
        assert scroll.verticalScrollBar().maximum() == 0, name


@pytest.mark.parametrize("world", [(2.0, "nl")], indirect=True, ids=str)
def test_words_twice_as_large_beside_the_form_scroll_by_keyboard_too(qtbot: QtBot, world: World) -> None:
    for name, page in first_start(world):
        qtbot.addWidget(page)
        page.resize(*SIZES[1])
        page.show()
        for _ in range(6):
            QApplication.processEvents()
        beside = next(each for each in page.findChildren(QScrollArea) if each.accessibleName())
        if not name.startswith("01-"):  # fewer words
            continue
        bar, last = beside.verticalScrollBar(), page.findChildren(SideWords)[-1]
        bar.setValue(0)
        assert beside.focusPolicy() == Qt.FocusPolicy.StrongFocus, name
        assert last.visibleRegion().isEmpty(), name
        for _ in range(20):
            QTest.keyClick(beside, Qt.Key.Key_Down)
        assert bar.value() == bar.maximum()
        assert last.visibleRegion().boundingRect() == last.rect(), name
