"""Every screen that a picture is made of, with large letters and in a small window: no text is cut or over another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.screenshots.checking import Way, check
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.theme import Theme, parse_tokens

WAYS = (Way("nl", False, 1180, 780, 2.0), Way("en", True, 880, 600, 1.0))
"""Two of the twelve that ``python -m tests.screenshots --check`` looks at: the longest words, and the least room."""


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    load_fonts()
    yield qapp
    translate(qapp, "en")
    Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False).apply(qapp)


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_nothing_is_cut_or_lies_over_another(app: QApplication, way: Way) -> None:
    assert list(check(app, (way,))) == []
