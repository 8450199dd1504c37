"""The card of an answer that leaves by hand: four digits, its QR code, and a button that saves it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.offline_answer import ByHand
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.openid4vp.qr_code import QUIET, Squares

_SQUARE = 3
"""Pixels of a square, whole ones so that none is blurred."""
_DIGITS_POINTS = 28


class OfflineAnswerCard(Card):
    """``save_pressed`` asks where to save."""

    save_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, state: ByHand) -> None:
        super().__init__(theme)
        self.body.setSpacing(10)
        self.body.addWidget(WrapLabel(theme, self.tr("Give your answer to the shop yourself"), "strong"))
        self.body.addWidget(
            WrapLabel(theme, self.tr("Only {host} can open it. It is not sent.").format(host=state.host), "small")
        )
        digits = QLabel(state.digits)
        digits.setObjectName("digits")
        font = theme.font("title")
        font.setPointSizeF(font.pointSizeF() * _DIGITS_POINTS / 20)
        digits.setStyleSheet(f"font-size: {font.pointSizeF():.1f}pt; font-weight: 600; letter-spacing: 4px;")
        digits.setAccessibleName(self.tr("Digits to compare: {digits}").format(digits=" ".join(state.digits)))
        self.body.addWidget(digits)
        self.body.addWidget(
            WrapLabel(theme, self.tr("Does the shop show the same four digits? If not, do not give it."), "small")
        )
        if state.squares is not None:
            self.body.addWidget(QrCode(theme, state.squares, self.tr("Your answer as a code, for the shop to scan")))
        elif not state.drawing:
            text = self.tr("Your answer is too long to show as a code. Save it as a file.")
            self.body.addWidget(Note(theme, icons, "sand", text))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.save = button(self.tr("Save as a file…"), "normal", icon=icons.icon("download-simple", "ink", 18))
        self.save.clicked.connect(self._press)
        row.addWidget(self.save)
        self._once = WrapLabel(theme, self.tr("After you close this, you cannot save it any more."), "smallSub")
        row.addWidget(self._once, 1)
        self.body.addLayout(row)
        if state.told:
            self.body.addWidget(Note(theme, icons, "error" if state.told_wrong else "green", state.told))

    def _press(self) -> None:
        self.save_pressed.emit()


class QrCode(QWidget):
    """Dark on white in every theme: scanners need that."""

    def __init__(self, theme: Theme, squares: Squares, name: str) -> None:
        super().__init__()
        del theme
        self._squares = squares
        self._side = (len(squares) + 2 * QUIET) * _SQUARE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self._side, self._side), QColor("white"))
        painter.setPen(Qt.PenStyle.NoPen)
        for row, line in enumerate(self._squares):
            start = None
            for column, dark in enumerate((*line, False)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:  # a run of dark squares at once: 10,000 rectangles take a while
                    left, top = (start + QUIET) * _SQUARE, (row + QUIET) * _SQUARE
                    painter.fillRect(left, top, (column - start) * _SQUARE, _SQUARE, QColor("black"))
                    start = None
