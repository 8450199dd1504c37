"""The card as it will be seen: on the page, small, and over the whole window, large."""

from __future__ import annotations

from bisect import bisect_right

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from vault.customer.card import Sheet
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_paint import text_height
from vault.desktop.theme import Theme

_LARGEST, _SMALLEST, _STEP = 52, 16, 2  # points
_OF_LABEL, _OF_TITLE = 0.55, 0.8  # of the size of a value
_INK, _PAPER, _EDGE = "#000000", "#ffffff", "#595959"
"""Dark on light whatever the theme: whoever reads it stands at the other side of a counter."""
_SIDE, _TOP = 48, 28


class CardPreview(Card):
    """Shows a :class:`Sheet`, or a sentence that says why there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._theme = theme
        self._shown: Sheet | str | None = None
        self.setAccessibleName(self.tr("Your card"))

    def show_sheet(self, sheet: Sheet | None, instead: str) -> None:
        """Show this card, or say ``instead``."""
        wanted = sheet if sheet is not None else instead
        if wanted == self._shown:
            return
        self._shown = wanted
        _clear(self.body)
        self.body.setSpacing(4)
        if sheet is None:
            self.body.addWidget(WrapLabel(self._theme, instead, "sub"))
        else:
            for role, text in _parts(sheet):
                look = {"title": "heading", "label": "smallSub", "value": "strong", "words": "small"}[role]
                if role == "label" or (role == "words" and self.body.count()):
                    self.body.addSpacing(4)
                self.body.addWidget(WrapLabel(self._theme, text, look))
        self.body.addStretch(1)
        for label in self.findChildren(WrapLabel):
            label.show()  # a layout would show it later, and give it no height until then


class LargeCard(QWidget):
    """Covers the whole window. ``closed`` says that Esc was pressed, or its button."""

    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window: QWidget | None = window
        self._before: QWidget | None = None
        self._labels: list[tuple[str, QLabel]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("largeCard")
        self.setStyleSheet(
            f"#largeCard {{ background: {_PAPER}; }} #largeCard QLabel {{ color: {_INK}; }}"
            f"#largeCard QPushButton {{ background: {_PAPER}; color: {_INK}; border: 1px solid {_EDGE}; }}"
        )
        self.close_button = button(self.tr("Close (Esc)"), "normal")
        self.close_button.clicked.connect(self.closed)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.reel = QScrollArea()
        self.reel.setWidgetResizable(True)
        self.reel.setFrameShape(QFrame.Shape.NoFrame)
        self.reel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reel.setWidget(self._inside)
        self.reel.setAccessibleName(self.tr("Your card"))
        name_bars(self.reel)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        whole.addWidget(self.reel, 1)
        whole.addLayout(foot)
        window.installEventFilter(self)
        self.hide()

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this card, or be gone; then the keyboard goes back to where it was."""
        if sheet is None:
            self._close()
            return
        _clear(self._column)
        self._labels = []
        for role, text in _parts(sheet):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self._labels.append((role, label))
            self._column.addWidget(label)
        self._column.addStretch(1)
        self.setAccessibleName(sheet.title)
        if self._window is not None:
            if self.isHidden():
                self._before = self._window.focusWidget()
            self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._fit()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def points(self) -> float:
        """How large its values are, in points."""
        return next((label.font().pointSizeF() for role, label in self._labels if role == "value"), 0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        window = self._window
        if event.type() == QEvent.Type.Resize and window is not None and watched is window and self.isVisible():
            self.setGeometry(window.rect())
            self._fit()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays inside, where there are the card, if it scrolls, and the button."""
        del forward
        scrolls = self.reel.verticalScrollBar().maximum() > 0
        to = self.reel if scrolls and self.close_button.hasFocus() else self.close_button
        to.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        event.accept()  # nothing below this takes a key

    def _close(self) -> None:
        if self.isHidden():
            return
        self.hide()
        _clear(self._column)
        self._labels = []
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        """As large as the window allows. What does not fit even small scrolls."""
        width = self.width() - 2 * (_SIDE + 8)
        height = self.height() - 2 * _TOP - self.close_button.sizeHint().height() - 16
        sizes = range(_SMALLEST, _LARGEST + 1, _STEP)
        fitting = bisect_right(sizes, height, key=lambda size: self._needed(size, width))
        size = sizes[max(0, fitting - 1)]
        self._column.setSpacing(0)
        for role, label in self._labels:
            # In a style sheet, because that of the program would win over a font.
            label.setStyleSheet(f"font-size: {_points(role, size)}pt; font-weight: {_weight(role).value};")
            label.setContentsMargins(0, self._gap(role, size), 0, 0)

    def _needed(self, size: int, width: int) -> int:
        """The height of the card in ``width``, with values of ``size`` points."""
        needed = 0
        for role, label in self._labels:
            font = self._theme.font("body")
            font.setPointSizeF(_points(role, size))
            font.setWeight(_weight(role))
            needed += text_height(font, label.text(), width) + self._gap(role, size)
        return needed

    def _gap(self, role: str, size: int) -> int:
        """Pixels above a line: a value stands close below its label."""
        return 0 if role == "title" else round(size * (0.1 if role == "value" else 0.35))


def _parts(sheet: Sheet) -> list[tuple[str, str]]:
    """The card from top to bottom, each with what it is: ``title``, ``words``, ``label`` or ``value``."""
    found = [("title", sheet.title)]
    found += [("words", sheet.before)] * bool(sheet.before)
    for line in sheet.lines:
        found += [("label", line.label), ("value", line.text)] if line.label else [("value", line.text)]
    return [*found, *(("words", sentence) for sentence in sheet.after)]


def _points(role: str, size: int) -> float:
    return size * {"title": _OF_TITLE, "value": 1.0}.get(role, _OF_LABEL)


def _weight(role: str) -> QFont.Weight:
    return QFont.Weight.DemiBold if role in {"title", "value"} else QFont.Weight.Normal


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.setParent(None)
            old.deleteLater()
