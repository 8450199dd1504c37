"""The panel beside the history: the receipt of a share, or what else happened. Names and precision, never values."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.activity_state import EventLine, ReceiptLine, ReceiptState
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import HalvesLayout
from vault.desktop.shop_items import StatusWords
from vault.desktop.shops_state import Status
from vault.desktop.theme import Theme

_SIDE = 18
_TERM = 104
_PADDING = 12
"""Pixels of a quiet button before its icon: what it says stands where the words above it do."""


class ReceiptCard(Card):
    """One :class:`ReceiptState`. ``stop_pressed`` and ``save_pressed`` are about it, ``record_pressed`` carries one of
    its records, a :class:`RecordLine`."""

    stop_pressed = Signal()
    save_pressed = Signal()
    record_pressed = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, receipt: ReceiptState) -> None:
        super().__init__(theme, 0)
        self.receipt = receipt
        self.body.setContentsMargins(1, 1, 1, 15)
        self.body.setSpacing(0)
        self.body.addWidget(
            _Head(theme, icons, receipt.title, self.tr("What you and this shop agreed on"), receipt.status)
        )
        terms = _Terms(theme)
        terms.add(self.tr("When"), WrapLabel(theme, receipt.when, "small"))
        terms.add(self.tr("Shop"), *_shop(theme, receipt.host, receipt.about))
        terms.add(self.tr("Until"), WrapLabel(theme, receipt.until, "small"))
        self.body.addWidget(terms)
        self._add(_rule(), 0)
        for number, line in enumerate(receipt.items):
            self._add(_item(theme, line), 4 if number else 11)
        if receipt.not_shared:
            self._add(WrapLabel(theme, receipt.not_shared, "smallSub"), 6)
        if receipt.promises:
            self._add(_rule(), 10)
        for number, text in enumerate(receipt.promises):
            self._add(_told(theme, icons, "handshake", "ink", text), 4 if number else 10)
        self._add(_rule(), 10)
        if receipt.by_shop:
            self._add(_told(theme, icons, "shield-check", "primary", self.tr("Signed by the shop")), 10)
        self._add(
            _told(theme, icons, "shield-check", "primary", self.tr("Signed by your vault")),
            4 if receipt.by_shop else 10,
        )
        if receipt.deleted:
            signed = self.tr("The shop signed what it deleted")
            self._add(_told(theme, icons, "shield-check", "primary", signed), 4)
        self._add_buttons(icons, receipt)
        for text, icon, role in (
            (receipt.said, "check-circle", "primary"),
            (receipt.failed, "warning-circle", "error"),
        ):
            if text:
                self._add(StatusWords(theme, icons, Status(icon, role, text)), 10)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Its height follows from the width it has, not from the least, at which most lines are two."""
        return QSize(super().minimumSizeHint().width(), 0)

    def _add_buttons(self, icons: Icons, receipt: ReceiptState) -> None:
        row = HalvesLayout(gap=8)
        if receipt.stop_name:
            self.stop = button(self.tr("Stop sharing"), "normal")
            self.stop.setAccessibleName(receipt.stop_name)
            self.stop.clicked.connect(self._stop)
            row.addWidget(self.stop)
        if receipt.by_shop:
            self.save = button(self.tr("Save receipt"), "normal", icon=icons.icon("download-simple", "ink", 18))
            self.save.setAccessibleName(self.tr("Save {title}").format(title=receipt.title))
            self.save.clicked.connect(self._save)
            row.addWidget(self.save)
        if row.count():
            holder = QWidget()
            holder.setLayout(row)
            self._add(holder, 14)
        for line in receipt.records:
            record = button(line.word, "quiet", icon=icons.icon("file-text", "primary", 18))
            record.setAccessibleName(line.name if len(receipt.records) > 1 else line.word)
            record.clicked.connect(lambda _, line=line: self.record_pressed.emit(line))
            self._add(record, 6, left=True)

    def _stop(self) -> None:
        self.stop_pressed.emit()

    def _save(self) -> None:
        self.save_pressed.emit()

    def _add(self, part: QWidget, above: int, *, left: bool = False) -> None:
        if above:
            self.body.addSpacing(above)
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE - (_PADDING if left else 0), 0, _SIDE, 0)
        row.addWidget(part)
        if left:
            row.addStretch(1)
        self.body.addLayout(row)


class EventCard(Card):
    """Anything else that happened, with all the preferences that it concerned.

    ``receipt_pressed`` has the row of the share whose receipt proves it.
    """

    receipt_pressed = Signal(int)

    def __init__(self, theme: Theme, event: EventLine) -> None:
        super().__init__(theme, 0)
        self.event_line = event
        self.body.setContentsMargins(1, 1, 1, 8)
        self.body.setSpacing(0)
        self.body.addWidget(_Head(theme, None, event.title, event.more, None))
        terms = _Terms(theme)
        terms.add(self.tr("When"), WrapLabel(theme, event.when, "small"))
        if event.host:
            terms.add(self.tr("Shop"), *_shop(theme, event.host, ""))
        if event.names:
            names = [WrapLabel(theme, name, "small") for name in event.names]
            terms.add(self.tr("About"), *names)
        self.body.addWidget(terms)
        if event.receipt is not None:
            self._add_proof(theme, event.receipt)

    def _add_proof(self, theme: Theme, seq: int) -> None:
        below = QVBoxLayout()
        below.setContentsMargins(_SIDE, 0, _SIDE, 10)
        below.setSpacing(8)
        below.addWidget(WrapLabel(theme, self.tr("The proof of this is kept with the receipt."), "smallSub"))
        self.proof = button(self.tr("Open receipt"), "normal")
        self.proof.clicked.connect(lambda: self.receipt_pressed.emit(seq))
        below.addWidget(self.proof, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(below)


class _Head(QWidget):
    """Title and a line below it, above the dashed line that means: this is a receipt."""

    def __init__(self, theme: Theme, icons: Icons | None, title: str, about: str, status: Status | None) -> None:
        super().__init__()
        self._theme, self._dashed = theme, status is not None
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(WrapLabel(theme, title, "heading"), 1)
        if status is not None and icons is not None:
            line.addWidget(_Aside(theme, icons, status), 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 16, _SIDE, 13)
        column.setSpacing(0)
        column.addLayout(line)
        if about:
            column.addWidget(WrapLabel(theme, about, "smallSub"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        pen = QPen(self._theme.color("lineStrong" if self._dashed else "line"), 1)
        if self._dashed:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class _Aside(QWidget):
    """What is true of it now, in a word or two that do not wrap."""

    def __init__(self, theme: Theme, icons: Icons, status: Status) -> None:
        super().__init__()
        self._theme, self._role = theme, status.role
        self._words = QLabel(status.text)
        self._words.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel(theme, icons, status.icon, status.role, theme.size("icon.small")))
        row.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._color)
        self._color()

    def _color(self) -> None:
        self._words.setStyleSheet(f"color: {self._theme.color(self._role).name()};")


class _Terms(QWidget):
    """Pairs of a term and what it is here."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(_SIDE, 14, _SIDE, 14)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _TERM)
        self._grid.setColumnStretch(1, 1)

    def add(self, term: str, *parts: QWidget) -> None:
        """One more pair; ``parts`` stand below each other."""
        row = self._grid.rowCount()
        name = QLabel(term)
        name.setProperty("role", "smallSub")
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        self._grid.addLayout(column, row, 1)


def _shop(theme: Theme, host: str, about: str) -> list[QWidget]:
    label = HostLabel(theme, host, "small")
    return [label, WrapLabel(theme, about, "smallSub")] if about else [label]


def _item(theme: Theme, line: ReceiptLine) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(8)
    row.addWidget(WrapLabel(theme, line.name, "label"), 1)
    words = QLabel(line.precision_text)
    words.setProperty("role", "smallSub")
    row.addWidget(words)
    row.addWidget(ShutterMark(theme, line.precision, "ink2"))
    return made


def _told(theme: Theme, icons: Icons, icon: str, role: str, text: str) -> QWidget:
    return StatusWords(theme, icons, Status(icon, role, text))


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("rule", True)
    return rule
