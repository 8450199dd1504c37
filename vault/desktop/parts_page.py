"""The parts page: every part with its states side by side, to lay beside its drawing.

States are what Qt itself says of a widget under the mouse, held down, switched off or framed by the focus ring, so
the page shows what the widgets paint in use.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.chips import ChipRow
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.focus_ring import Ring
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.note import Note
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.row_ground import paint_row_ground
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.switch import Switch
from vault.desktop.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_SHOPS = ("schoenenhuis.example", "fietsplein.example", "groenekom.example", "boekhoek.example", "lumenlinnen.example")


class PartsPage(QWidget):
    """Not in the customer's window: for the screenshots, and for whoever changes a part. 1180 by 1140 pixels."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._focused: list[QWidget] = []
        self._hovered: list[QWidget] = []
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = QVBoxLayout(self)
        page.setContentsMargins(
            theme.space("pageX"), theme.space("pageTop"), theme.space("pageX"), theme.space("pageBottom")
        )
        page.setSpacing(20)
        head = QHBoxLayout()
        head.addWidget(_label(self.tr("Parts and states"), "title"))
        head.addStretch(1)
        self._theme_name = _label("", "sub")
        head.addWidget(self._theme_name)
        page.addLayout(head)
        for cards, stretches in (
            ((self._buttons(), self._decisions()), (5, 4)),
            ((self._shutters(), self._switches()), (5, 4)),
            ((self._fields(), self._states(), self._rows()), (1, 1, 1)),
        ):
            row = QHBoxLayout()
            row.setSpacing(20)
            for card, stretch in zip(cards, stretches, strict=True):
                row.addWidget(card, stretch)
            page.addLayout(row)
        page.addStretch(1)
        theme.changed.connect(self._name_theme)
        self._name_theme()

        for widget in self._focused:
            Ring(theme, self).surround(widget)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        for widget in self._hovered:
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            center, nothing = QPointF(widget.rect().center()), Qt.MouseButton.NoButton
            move = QMouseEvent(
                QEvent.Type.MouseMove,
                center,
                widget.mapToGlobal(center),
                nothing,
                nothing,
                Qt.KeyboardModifier.NoModifier,
            )
            QCoreApplication.sendEvent(widget, move)

    def _name_theme(self) -> None:
        self._theme_name.setText(self.tr("Dark theme") if self._theme.dark else self.tr("Light theme"))

    # ---- the seven cards ----

    def _buttons(self) -> Card:
        card = self._card(self.tr("Buttons"))
        grid = _grid(card, 78, 5)
        columns = (
            self.tr("default"),
            self.tr("hover"),
            self.tr("pressed"),
            self.tr("focus"),
            self.tr("disabled"),
        )
        for column, name in enumerate(columns, start=1):
            grid.addWidget(_label(name, "caption"), 0, column, _LEFT)
        rows = (
            (self.tr("main"), self.tr("Save"), "main", False),
            (self.tr("normal"), self.tr("Cancel"), "normal", False),
            (self.tr("quiet"), self.tr("Hide"), "quiet", False),
            (self.tr("small, 32"), self.tr("Stop"), "normal", True),
            (self.tr("delete vault"), self.tr("Delete…"), "danger", False),
        )
        for row, (name, text, kind, small) in enumerate(rows, start=1):
            grid.addWidget(_label(name, "caption"), row, 0, _LEFT)
            for column in range(1, 6):
                shown = button(text, kind, small)
                grid.addWidget(shown, row, column, _LEFT)
                if column == 2:
                    self._hovered.append(shown)
                elif column == 3:
                    shown.setDown(True)
                elif column == 4:
                    self._focused.append(shown)
                elif column == 5:
                    shown.setEnabled(False)
        return card

    def _decisions(self) -> Card:
        card = self._card(self.tr("Decision pair"))
        card.body.addWidget(_label(self.tr("Same size, same fill, same type. No default key."), "smallSub"))
        card.body.addSpacing(10)
        pairs = [DecisionPair(self._theme) for _ in range(3)]
        for pair in pairs:
            pair.set_texts(self.tr("Share nothing"), self.tr("Share these 4"))
            card.body.addWidget(pair)
            card.body.addSpacing(12)
        self._focused.append(pairs[1].refuse_button)
        self._hovered.append(pairs[1].share_button)
        pairs[2].set_share_enabled(False, self.tr("Choose at least one"))
        card.body.addSpacing(-4)
        card.body.addWidget(_label(self.tr("default / focus and hover / nothing chosen yet"), "mute"))
        card.body.addStretch(1)
        return card

    def _shutters(self) -> Card:
        card = self._card(self.tr("Shutter mark and precision picker"))
        marks = QHBoxLayout()
        words = self._steps()
        for precision, caption, value in words:
            small = QVBoxLayout()
            small.setSpacing(4)
            small.addWidget(_label(value if precision is Precision.CLOSED else caption, "small"))
            small.addWidget(ShutterMark(self._theme, precision), 0, Qt.AlignmentFlag.AlignLeft)
            mark = QHBoxLayout()
            mark.setSpacing(12)
            mark.addWidget(ShutterMark(self._theme, precision, large=True))
            mark.addLayout(small, 1)
            marks.addLayout(mark, 1)
        card.body.addLayout(marks)
        card.body.addSpacing(14)
        grid = _grid(card, 60, 1)
        for row, (name, chosen) in enumerate(
            ((self.tr("default"), Precision.RANGE), (self.tr("focus"), Precision.CATEGORY))
        ):
            grid.addWidget(_label(name, "caption"), row, 0, _LEFT)
            picker = PrecisionPicker(self._theme)
            picker.set_steps(words)
            picker.set_chosen(chosen)
            grid.addWidget(picker, row, 1)
            if row == 1:
                self._focused.append(picker)
        card.body.addStretch(1)
        return card

    def _steps(self) -> tuple[tuple[Precision, str, str], ...]:
        return (
            (Precision.EXACT, self.tr("Exact"), self.tr("EU 43")),
            (Precision.RANGE, self.tr("Range"), self.tr("42–44")),  # noqa: RUF001
            (Precision.CATEGORY, self.tr("Category"), self.tr("Adult")),
            (Precision.CLOSED, self.tr("Closed"), self.tr("Don’t share")),  # noqa: RUF001
        )

    def _switches(self) -> Card:
        card = self._card(self.tr("Switch, tick, choice, segments"))
        grid = _grid(card, 60, 5)
        grid.setVerticalSpacing(0)  # a switch, tick or choice has 32 pixels for the finger
        states = (self.tr("off"), self.tr("on"), self.tr("focus"), self.tr("sealed"), self.tr("disabled"))
        for column, name in enumerate(states, start=1):
            grid.addWidget(_label(name, "caption"), 0, column, _LEFT)
        kinds = (self.tr("switch"), self.tr("tick"), self.tr("choice"))
        for row, name in enumerate(kinds, start=1):
            grid.addWidget(_label(name, "caption"), row, 0, _LEFT)
            for column, state in enumerate(states, start=1):
                shown = self._switch(row, column)
                if shown is not None:
                    shown.setAccessibleName(f"{name}, {state}")
                    grid.addWidget(shown, row, column, _LEFT)
        segments = Segments(self._theme)
        days = (self.tr("1 day"), self.tr("30 days"), self.tr("90 days"), self.tr("1 year"))
        segments.set_items([(str(index), text, None) for index, text in enumerate(days)])
        segments.set_chosen("2")
        card.body.addSpacing(12)
        card.body.addWidget(segments, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _switch(self, row: int, column: int) -> Switch | QCheckBox | QRadioButton | None:
        sealed = column == 4
        if sealed and row > 1:
            return None
        shown = Switch(self._theme, sealed) if row == 1 else QCheckBox() if row == 2 else QRadioButton()
        shown.setAutoExclusive(False)
        shown.setChecked(column in (2, 3))
        shown.setEnabled(column != 5)
        if column == 3:
            self._focused.append(shown)
        return shown

    def _fields(self) -> Card:
        card = self._card(self.tr("Fields"))
        example = self.tr("EU 43")
        plain = QLineEdit()
        plain.setPlaceholderText(self.tr("Search preferences"))
        focused = QLineEdit(example)
        self._focused.append(focused)
        wrong = QLineEdit("4 3")
        wrong.setProperty("error", True)
        icon = self._icons.icon("warning-circle", "error", self._theme.size("icon.button"))
        wrong.addAction(QAction(icon, self.tr("Error"), wrong), QLineEdit.ActionPosition.TrailingPosition)
        disabled = QLineEdit(example)
        disabled.setEnabled(False)
        choices = QComboBox()
        choices.addItem(self.tr("5 minutes"))
        for name, field in (
            (self.tr("Default"), plain),
            (self.tr("Focus"), focused),
            (self.tr("Error"), wrong),
            (self.tr("Disabled"), disabled),
            (self.tr("Choice list"), choices),
        ):
            field.setAccessibleName(name)
            if field is not plain:
                card.body.addSpacing(12)
            card.body.addWidget(_label(name, "label"))
            card.body.addSpacing(self._theme.space("fieldLabelGap"))
            card.body.addWidget(field)
            if field is wrong:
                card.body.addSpacing(4)
                card.body.addWidget(_label(self.tr("Use numbers only, like 43."), "error"))
        card.body.addStretch(1)
        return card

    def _states(self) -> Card:
        card = self._card(self.tr("Badges, chips, states"))
        badges = QHBoxLayout()
        badges.setSpacing(8)
        for level, word in (
            (Level.EVERYDAY, self.tr("Everyday")),
            (Level.PERSONAL, self.tr("Personal")),
            (Level.SEALED, self.tr("Sealed")),
        ):
            badges.addWidget(LevelBadge(self._theme, self._icons, level, word))
        badges.addStretch(1)
        card.body.addLayout(badges)
        card.body.addSpacing(12)
        values = (self.tr("EU 43"), self.tr("Dark green"), self.tr("Wool"), self.tr("Cotton"))
        card.body.addWidget(ChipRow(self._theme, values, most=2))
        card.body.addSpacing(16)
        for kind, text in (
            ("active", self.tr("Active until 3 Nov 2026")),
            ("ends_soon", self.tr("Ends in 6 days")),
            ("not_reached", self.tr("Stopped. Shop not reached yet")),
            ("told", self.tr("Stopped. Shop told, answer not here yet")),
            ("no_answer", self.tr("No answer in time. A letter is ready")),
            ("confirmed", self.tr("Stopped. Shop confirmed deletion")),
            ("error", self.tr("Signature does not match")),
        ):
            card.body.addWidget(StateLine(self._theme, self._icons, kind, text))
            card.body.addSpacing(8)
        card.body.addSpacing(8)
        card.body.addWidget(_label(self.tr("4 of 7 looked at"), "smallSub"))
        card.body.addSpacing(6)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 7)
        bar.setValue(4)
        bar.setAccessibleName(self.tr("4 of 7 looked at"))
        card.body.addWidget(bar)
        card.body.addSpacing(16)
        shops = QHBoxLayout()
        shops.setSpacing(8)
        for host in _SHOPS:
            shops.addWidget(GableMark(self._theme, host))
        shops.addStretch(1)
        card.body.addLayout(shops)
        card.body.addStretch(1)
        return card

    def _rows(self) -> Card:
        card = self._card(self.tr("Rows and notes"))
        rows = Card(self._theme, 0)
        rows.setProperty("card", False)
        rows.setProperty("list", True)
        rows.body.setSpacing(0)
        flags = QStyle.StateFlag
        for name, state in (
            (self.tr("Default"), flags.State_None),
            (self.tr("Hover"), flags.State_MouseOver),
            (self.tr("Selected"), flags.State_Selected),
            (self.tr("Focus"), flags.State_HasFocus),
        ):
            rows.body.addWidget(_Row(self._theme, self._icons, rows, name, self.tr("2 shops"), state))
        card.body.addWidget(rows)
        card.body.addSpacing(4)
        for kind, text in (
            ("green", self.tr("History intact")),
            ("sand", self.tr("This file is not locked.")),
            ("sealed", self.tr("Never shared in one click.")),
            ("error", self.tr("We could not check who is asking.")),
        ):
            card.body.addSpacing(8)
            card.body.addWidget(Note(self._theme, self._icons, kind, text))
        card.body.addStretch(1)
        return card

    def _card(self, title: str) -> Card:
        card = Card(self._theme)
        card.body.setContentsMargins(18, 16, 18, 16)
        card.body.setSpacing(0)
        card.body.addWidget(_label(title, "heading"))
        card.body.addSpacing(12)
        return card


class _Row(QWidget):
    """One row as the lists paint it, its state told."""

    def __init__(
        self, theme: Theme, icons: Icons, inside: QWidget, name: str, shops: str, state: QStyle.StateFlag
    ) -> None:
        super().__init__()
        self._list = inside
        self._theme = theme
        self._state = state
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(_label(name, "strong"), 1)
        row.addWidget(_label(shops, "smallSub"))
        row.addWidget(IconLabel(theme, icons, "caret-right", "ink", theme.size("icon.inline")))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), 44)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        corners = QPainterPath()  # of the list, which its rows would paint over
        radius = self._theme.radius("note") - 1
        inside = QRectF(self._list.rect().translated(-self.pos())).adjusted(1, 1, -1, -1)
        corners.addRoundedRect(inside, radius, radius)
        painter.setClipPath(corners)
        paint_row_ground(painter, self.rect(), self._theme, self._state)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _grid(card: Card, first: int, others: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    grid.setColumnMinimumWidth(0, first)
    for column in range(1, others + 1):
        grid.setColumnStretch(column, 1)
    card.body.addLayout(grid)
    return grid
