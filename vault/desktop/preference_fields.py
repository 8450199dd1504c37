"""Editors for values that are typed: a size, a number, a range, a few words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vault.core.catalogue import Entry
from vault.core.value import MAX_TEXT
from vault.core.wording import system_name
from vault.desktop.preference_typed import Typed, in_system
from vault.desktop.preference_value import NUMBER_WIDTH, PlainList, ValueEditor, unit_sign

_SIZE_WIDTH = 72
_TEXT_WIDTH = 420
_LONGEST_NUMBER = 16
_LONGEST_SIZE = 12
_SAID = {"INT": "INT (S, M, L)", "W": "W (inch)"}
"""Systems by what stands on the label, where the name alone says little."""


class SizeEditor(ValueEditor):
    """A size system and a size. Another system shows the same size in that system."""

    def __init__(self, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        self.system = PlainList()
        self.system.setAccessibleName(self.tr("{name}, size system").format(name=self.name))
        for system in entry.table.systems if entry.table is not None else ():
            self.system.addItem(_SAID.get(system, system_name(system, language)), system)
        self.system.activated.connect(self._change_system)
        self.size_line = self.make_line(
            self.tr("{name}, size").format(name=self.name), _SIZE_WIDTH, longest=_LONGEST_SIZE
        )
        self.size_line.setMinimumWidth(_SIZE_WIDTH)
        self._shown = Typed()
        self.row.addWidget(self.system)
        self.row.addWidget(self.size_line)
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("Your size")

    def typed(self) -> Typed:
        return Typed(word=self.read_number(self.size_line), system=self.system.currentData() or "")

    def show_typed(self, typed: Typed) -> None:
        self._shown = typed
        self.system.setCurrentIndex(self.system.findData(typed.system))
        self.write_number(self.size_line, typed.word)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.system, self.size_line)

    def first(self) -> QWidget:
        return self.size_line  # most people keep the system that is chosen

    def _change_system(self) -> None:
        before = Typed(word=self.read_number(self.size_line), system=self._shown.system)
        self.show_typed(in_system(self.entry, before, self.system.currentData()))
        self.edited.emit()


class NumberEditor(ValueEditor):
    """A number, with its unit behind it."""

    def __init__(self, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        self.number = self.make_line(self.name, NUMBER_WIDTH, longest=_LONGEST_NUMBER)
        self.row.addWidget(self.number)
        if entry.unit is not None:
            self.row.addWidget(QLabel(unit_sign(entry)))
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("Your number")

    def typed(self) -> Typed:
        return Typed(word=self.read_number(self.number))

    def show_typed(self, typed: Typed) -> None:
        self.write_number(self.number, typed.word)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.number,)


class RangeEditor(ValueEditor):
    """From one number to another."""

    def __init__(self, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        self.low = self.make_line(self.tr("{name}, from").format(name=self.name), NUMBER_WIDTH, longest=_LONGEST_NUMBER)
        self.high = self.make_line(self.tr("{name}, to").format(name=self.name), NUMBER_WIDTH, longest=_LONGEST_NUMBER)
        for part in (QLabel(unit_sign(entry)), self.low, QLabel(self.tr("to")), self.high):
            self.row.addWidget(part)
        self.row.addStretch()

    def label(self) -> str:
        return self.tr("From and to")

    def typed(self) -> Typed:
        return Typed(word=self.read_number(self.low), upper=self.read_number(self.high))

    def show_typed(self, typed: Typed) -> None:
        self.write_number(self.low, typed.word)
        self.write_number(self.high, typed.upper)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.low, self.high)


class TextEditor(ValueEditor):
    """A few words."""

    WIDE = True

    def __init__(self, entry: Entry, language: str) -> None:
        super().__init__(entry, language)
        # Longer than a value may be, so that who pastes too much is told so rather than cut off.
        self.line = self.make_line(self.name, _TEXT_WIDTH, longest=4 * MAX_TEXT)
        self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.row.addWidget(self.line, 100)  # all the room up to its widest
        self.row.addStretch(1)

    def label(self) -> str:
        return self.tr("Your words")

    def typed(self) -> Typed:
        return Typed(word=self.line.text())

    def show_typed(self, typed: Typed) -> None:
        if self.line.text() != typed.word:
            self.line.setText(typed.word)

    def fields(self) -> tuple[QWidget, ...]:
        return (self.line,)
