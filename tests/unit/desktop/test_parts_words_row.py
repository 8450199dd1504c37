"""An icon, words and a button: beside each other as long as no word is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.words_row import WordsRow
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme, parse_tokens


class Line(QWidget):
    """A row of ``width`` pixels in a column."""

    def __init__(self, bot: QtBot, app: QApplication, width: int) -> None:
        super().__init__()
        load_fonts()
        theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
        theme.apply(app)
        self.words = (WrapLabel(theme, "Verzekeringsmaatschappij"), WrapLabel(theme, "and a few short words"))
        self.press: QPushButton = button("Press me", "normal")
        icon = IconLabel(theme, Icons(theme), "key", "ink", 20)
        row = WordsRow(icon, self.words, self.press, gap=10)
        row.setContentsMargins(4, 4, 4, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch(1)
        bot.addWidget(self)
        self.setFixedWidth(width)
        self.show()
        for _ in range(4):
            app.processEvents()

    def below(self) -> bool:
        return self.press.y() > self.words[1].mapTo(self, self.words[1].rect().bottomLeft()).y()


@pytest.mark.parametrize(("width", "below"), [(480, False), (330, False), (240, True)])
def test_the_button_goes_below_where_a_word_would_be_cut(
    qtbot: QtBot, qapp: QApplication, width: int, below: bool
) -> None:
    line = Line(qtbot, qapp, width)
    assert line.below() is below
    for words in line.words:
        assert words.width() >= words.widest_word()
        assert words.height() >= words.heightForWidth(words.width())
    assert line.press.width() == line.press.sizeHint().width()
    assert line.press.geometry().right() < width
