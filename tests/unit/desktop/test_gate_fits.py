"""The pages before a locked vault at each text size, in both languages and two windows: nothing cut, all named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screenshots.gate_scenes import behind, unlock_states
from tests.unit.desktop.fits import cut
from tests.unit.desktop.test_accessible_names import unnamed
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.looks import sentences
from vault.desktop.theme import Theme, parse_tokens

SIZES = ((1180, 780), (880, 600))


@pytest.fixture(scope="module", params=[(1.0, "en"), (1.0, "nl"), (1.3, "nl")], ids=str)
def shown(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[Theme, str]]:
    scale, language = request.param
    load_fonts()
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.set_text_scale(scale)
    theme.apply(qapp)
    translate(qapp, language)
    yield theme, language
    translate(qapp, "en")
    theme.set_text_scale(1.0)


def test_nothing_is_cut_and_every_control_is_named(qtbot: QtBot, shown: tuple[Theme, str]) -> None:
    theme, language = shown
    spoken = sentences(language)
    for name, view in (*unlock_states(theme, Icons(theme), spoken), *behind(theme, Icons(theme), spoken)):
        for size in SIZES:
            view.resize(*size)
            view.show()
            for _ in range(4):
                QApplication.processEvents()
            assert (name, size, cut(view)) == (name, size, [])
            assert unnamed(QAccessible.queryAccessibleInterface(view)) == []
        shiboken6.delete(view)  # now: a field with a cursor that blinks must not be collected on another thread
