"""Every screen with words 40 % longer than in English, in two windows: nothing is cut or lies over another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.example_day import example_day
from tests.screenshots.checking import overlapping
from tests.screenshots.scenes import empty_pictures, empty_window, pictures, world_of
from tests.unit.desktop.fits import cut
from tests.unit.desktop.pseudo_locale import GROWTH, lengthened, pseudo_locale
from vault import bundled
from vault.core.sentences import Sentences
from vault.desktop.fonts import load_fonts
from vault.desktop.parts_page import PartsPage
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

SIZES = ((1180, 780), (880, 600))
_PLACES = re.compile(r"\{\w*\}|%n")


@pytest.fixture
def sentences(qapp: QApplication) -> Iterator[Sentences]:
    load_fonts()
    with pseudo_locale(qapp) as made:
        yield made


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


def cut_at_each_size(widget: QWidget) -> dict[str, list[str]]:
    found = {}
    for width, height in SIZES:
        widget.resize(width, height)
        widget.show()
        for _ in range(12):  # rows of a long page come one a turn
            QApplication.processEvents()
        if wrong := cut(widget) + ([] if isinstance(widget, PartsPage) else overlapping(widget)):
            found[f"{width}x{height}"] = wrong
    return found


def test_every_text_grows_and_keeps_what_stands_for_something_else() -> None:
    source = ET.parse(bundled.resources() / "translations" / "vault_nl.ts")
    texts = [each.text or "" for each in source.iter("source")]
    assert len(texts) > 500
    for text in texts:
        longer = lengthened(text)
        assert _PLACES.findall(longer) == _PLACES.findall(text)
        letters, now = (sum(map(str.isalpha, _PLACES.sub("", each))) for each in (text, longer))
        assert "." in text or now >= (1 + GROWTH) * letters - 1, text


def test_every_screen_has_room_for_it(qtbot: QtBot, theme: Theme, sentences: Sentences, tmp_path: Path) -> None:
    wrong: dict[str, dict[str, list[str]]] = {}
    seen = []
    with example_day(tmp_path / "vault") as day:
        world = world_of(day, theme, "en")._replace(sentences=sentences)
        window = Window(world, lambda *_: QWidget())
        qtbot.addWidget(window)
        window.enter()
        for name, widget in pictures(world, window, day):
            seen.append(widget)
            if widget is not window:
                qtbot.addWidget(widget)
            if found := cut_at_each_size(widget):
                wrong[name] = found
    assert wrong == {}


def test_every_empty_page_has_room_for_it(qtbot: QtBot, theme: Theme, sentences: Sentences, tmp_path: Path) -> None:
    with empty_window(tmp_path / "new", theme, "en") as window:
        qtbot.addWidget(window)
        window.show()
        window.renew(window.world._replace(sentences=sentences), lambda *_: QWidget())
        wrong = {name: found for name, widget in empty_pictures(window) if (found := cut_at_each_size(widget))}
    assert wrong == {}
