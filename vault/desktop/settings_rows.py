"""What a page of settings is made of: a heading, and cards of rows with a name and a control each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.card import Card
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.switch import Switch
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _TOP = 16, 14
_GAP = 12  # between words and control
_LEAST_WORDS = 9  # letters of the widest kind: with less room the control goes below


class SettingRow(QWidget):
    """A ``name``, words about it below, and a ``control`` at the right, or under both where that is too narrow."""

    def __init__(self, theme: Theme, control: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._control = theme, control
        self.name = WrapLabel(theme, "", "strong")
        self.name.setBuddy(control)  # a screen reader says of a list what it is of by its label
        self.about = WrapLabel(theme, "", "smallSub")
        self.about.hide()
        aside, over = _over(theme, control)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(_SIDE, _TOP - over, _SIDE - aside, _TOP - over)
        self._row.setSpacing(_GAP)
        self.words, held = QVBoxLayout(), QVBoxLayout()
        self._row.addLayout(self.words, 1)
        self._row.addLayout(held)
        self.words.setSpacing(2)
        self.words.setContentsMargins(0, over, 0, over)
        self.words.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words.addWidget(self.about)
        held.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        held.addStretch(1)
        theme.changed.connect(self._fit)

    def say(self, about: str) -> None:
        """Words below the name, or none."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self._control.setAccessibleDescription(about)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """One below the other they need less than now."""
        wide = self._control.minimumSizeHint().expandedTo(self._control.minimumSize()).width()
        return QSize(2 * _SIDE + max(wide, self.name.minimumSizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self._theme.font("bodyStrong"))
        words = _LEAST_WORDS * metrics.horizontalAdvance("m")
        if self.about.isHidden():
            words = min(words, metrics.horizontalAdvance(self.name.text()) + 2)
        words = max(words, self.name.minimumSizeHint().width())
        beside = self.width() - 2 * _SIDE - _GAP - self._control.sizeHint().width() >= words
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class SettingsCard(Card):
    """Rows with a line between each and the next, made inside ``around``."""

    def __init__(self, theme: Theme, around: QWidget) -> None:
        super().__init__(theme, 0, around)
        self._theme = theme
        self.body.setSpacing(0)

    def add_row(self, control: QWidget) -> SettingRow:
        """A row with this control."""
        row = SettingRow(self._theme, control, self)
        self.add(row)
        return row

    def add(self, part: QWidget) -> None:
        """What is no row with a control."""
        if self.body.count():
            rule = QFrame(self)
            rule.setProperty("rule", True)
            self.body.addWidget(rule)
        self.body.addWidget(part)


def put_under_heading(theme: Theme, icons: Icons, icon: str, title: str, card: QWidget, column: QVBoxLayout) -> None:
    """A card under its heading, at the end of a column."""
    name = QLabel(title)
    name.setProperty("role", "heading")
    both, head = QVBoxLayout(), QHBoxLayout()
    column.addLayout(both)
    both.setSpacing(10)
    both.addLayout(head)
    both.addWidget(card)
    head.setSpacing(8)
    head.addWidget(IconLabel(theme, icons, icon, "ink", theme.size("icon.button")), 0, Qt.AlignmentFlag.AlignVCenter)
    head.addWidget(name, 1)


def _over(theme: Theme, control: QWidget) -> tuple[int, int]:
    """By how many pixels a control's room for a finger stands out of what is drawn: at the sides, above and below."""
    if not isinstance(control, Switch):
        return 0, 0
    wide, high = (theme.mark(f"toggleHit.{side}") - theme.mark(f"toggle.{side}") for side in ("width", "height"))
    return wide // 2, high // 2
