"""What a letter is about, as far as its kind asks: a ground, items, what is wrong, and the customer's own words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vault.core.sensitivity import Level
from vault.customer.letter_facts import MAX_CORRECTIONS, MAX_LINE, MAX_VALUE
from vault.customer.letters import Ground
from vault.desktop.icons import Icons
from vault.desktop.letter_choices import ChoiceList
from vault.desktop.letter_fields import Labelled, Lines
from vault.desktop.letter_form_state import NO_CORRECTION, ItemLine, LetterFormState, Part
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

_ALL, _SOME = "all", "some"
_INDENT = 8


class AboutCard(Card):
    """Shows what the kind of letter asks for, and is gone where that is nothing. ``edited`` comes with each change."""

    edited = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, theme.space("cardPadLarge"), parent)
        self._theme, self._icons = theme, icons
        self._shown: tuple[ItemLine, ...] = ()
        self.grounds, self.scope = ChoiceList(theme), ChoiceList(theme)
        self.ticks: dict[str, QCheckBox] = {}
        self._items, self._ticks = QWidget(), QWidget()
        self.corrections = CorrectionRows(theme)
        self.decision, self.reason, self.to_other = Lines(3), Lines(4), WrittenLine()
        self.reference, self.other_at = WrittenLine(), WrittenLine()
        for line in (self.reference, self.to_other, self.other_at):
            line.setMaxLength(2 * MAX_VALUE)  # more than is kept, so that who pastes too much is told
            line.written.connect(lambda _: self.edited.emit())
        why, what = self.tr("Why may you ask this?"), self.tr("Which decision was it?")
        other = self.tr("To which other shop, if you like")
        hint = self.tr("Your data then goes there, if the shops can do that.")
        at = self.tr("Where that shop takes your data in, if you know")
        places = self.tr("A mail address, a website, or a postal address.")
        self._why = Labelled(theme, why, self.grounds, parent=self)
        self._decision = Labelled(theme, what, self.decision, parent=self)
        self._reference = Labelled(theme, self.tr("Its date or number, if you know"), self.reference, parent=self)
        self._reason = Labelled(theme, self.tr("In your own words"), self.reason, parent=self)
        self._other = Labelled(theme, other, self.to_other, hint, self)
        self._other_at = Labelled(theme, at, self.other_at, places, self)
        self._lay_out()
        self.grounds.picked.connect(lambda _: self.edited.emit())
        self.scope.picked.connect(lambda _: self.edited.emit())
        for each in (self.decision, self.reason):
            each.textChanged.connect(self.edited)
        self.corrections.edited.connect(self.edited)

    def show_state(self, state: LetterFormState, *, fill: bool) -> None:
        """Show the parts that are asked for; with ``fill``, with what the fields are to hold."""
        asks, typed = state.asks, state.typed
        self.setVisible(bool(asks))
        self._why.setVisible(Part.GROUND in asks)
        self.grounds.set_items([(ground.value, words, "") for ground, words in state.grounds])
        self.grounds.set_chosen(typed.ground.value if typed.ground is not None else "")
        self._items.setVisible(Part.ITEMS in asks)
        if state.items != self._shown:
            self._show_items(state)
        self.scope.set_chosen(_ALL if typed.everything else _SOME)
        self.corrections.setVisible(Part.CORRECTIONS in asks)
        for part in (self._decision, self._reference):
            part.setVisible(Part.DECISION in asks)
        self._reason.setVisible(bool(asks & {Part.REASON, Part.VIEW}))
        needed = Part.REASON in asks
        self._reason.set_text(self.tr("In your own words") if needed else self.tr("Your view of it, if you like"))
        for part in (self._other, self._other_at):
            part.setVisible(Part.TO_OTHER in asks)
        if fill:
            self.corrections.fill(typed.corrections)
            self.decision.setPlainText(typed.decision)
            self.reason.setPlainText(typed.reason)
            self.reference.setText(typed.reference)
            self.to_other.setText(typed.to_other)
            self.other_at.setText(typed.other_at)
            for key, tick in self.ticks.items():
                tick.setChecked(key in typed.ticked)

    @property
    def ground(self) -> Ground | None:
        """What is chosen."""
        return Ground(self.grounds.chosen) if self.grounds.chosen else None

    @property
    def everything(self) -> bool:
        """Whether the letter is about all that the shop has."""
        return self.scope.chosen != _SOME

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, as it is read."""
        return [
            *self.grounds.radios(),
            *(field for fields in self.corrections.rows for field in fields),
            self.corrections.more,
            self.decision,
            self.reference,
            self.reason,
            self.to_other,
            self.other_at,
            *self.scope.radios(),
            *self.ticks.values(),
        ]

    def places(self) -> dict[str, QWidget]:
        """Where to type or choose what an error says is missing, by its code; or what does not fit, by its field."""
        found: dict[str, QWidget] = {
            "letter_reason_missing": self.reason,
            "letter_fact_missing": self.reason,
            "letter_other_missing": self.to_other,
            "letter_decision_missing": self.decision,
            "letter_correction_missing": self.corrections.rows[0][0] if self.corrections.rows else self.corrections,
            "reason": self.reason,
            "decision": self.decision,
            "reference": self.reference,
            "to_other": self.to_other,
            "other_at": self.other_at,
            "correction": self.corrections.too_long(),
        }
        if radios := self.grounds.radios():
            found["letter_ground_missing"] = radios[0]
        if self.ticks:
            found["letter_items_missing"] = next(iter(self.ticks.values()))
        return found

    def _show_items(self, state: LetterFormState) -> None:
        self._shown = state.items
        clear(self._ticks)
        self.ticks = {}
        column = self._ticks.layout()
        for item in state.items:
            tick = QCheckBox(item.name)
            tick.setAccessibleName(item.name)
            tick.setChecked(item.key in state.typed.ticked)
            tick.toggled.connect(self.edited)
            self.ticks[item.key] = tick
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(_INDENT, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(tick)
            if item.sealed:
                row.addWidget(LevelBadge(self._theme, self._icons, Level.SEALED, state.sealed_word))
            row.addStretch(1)
            if column is not None:
                column.addWidget(holder)
            holder.show()

    def _lay_out(self) -> None:
        self.scope.set_items(
            (
                (_ALL, self.tr("Everything the shop has about me"), ""),
                (_SOME, self.tr("Only what is ticked here"), ""),
            )
        )
        ticks = QVBoxLayout(self._ticks)
        ticks.setContentsMargins(0, 0, 0, 0)
        ticks.setSpacing(0)
        items = QVBoxLayout(self._items)
        items.setContentsMargins(0, 0, 0, 0)
        items.setSpacing(4)
        items.addWidget(Labelled(self._theme, self.tr("About what?"), self.scope))
        hint = self.tr("Name these in the letter")
        items.addWidget(Labelled(self._theme, hint, self._ticks))
        self.body.setSpacing(14)
        decision, other = (self._decision, self._reference), (self._other, self._other_at)
        for part in (self._why, self.corrections, *decision, self._reason, *other, self._items):
            self.body.addWidget(part)


class CorrectionRows(QWidget):
    """What is wrong, each as what it is about, what it says, and what is right."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[tuple[QLineEdit, QLineEdit, QLineEdit]] = []
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.more = button(self.tr("One more thing is wrong"), "normal", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._rows)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        self.more.clicked.connect(self._add_one)

    def fill(self, corrections: tuple[tuple[str, str, str], ...]) -> None:
        """Show these."""
        if len(corrections) != len(self.rows):
            clear(self._rows)
            self.rows = []
            for _ in corrections:
                self._add()
        for fields, texts in zip(self.rows, corrections, strict=True):
            for each, text in zip(fields, texts, strict=True):
                each.setText(text)

    def too_long(self) -> QWidget:
        """The first field with more than is kept, or the first of all."""
        fields = [field for row in self.rows for field in row]
        return next((each for each in fields if len(each.text()) > each.maxLength() // 2), (*fields, self)[0])

    def typed(self) -> tuple[tuple[str, str, str], ...]:
        """What stands in the fields."""
        return tuple((what.text(), wrong.text(), right.text()) for what, wrong, right in self.rows) or (NO_CORRECTION,)

    def _add_one(self) -> None:
        self._add()
        self.rows[-1][0].setFocus()
        self.edited.emit()

    def _add(self) -> None:
        if self.rows:
            rule = QFrame()
            rule.setProperty("rule", True)
            self._column.addWidget(rule)
        what, wrong, right = WrittenLine(), WrittenLine(), WrittenLine()
        labels = (
            (what, self.tr("What is wrong, such as “address”"), MAX_LINE),
            (wrong, self.tr("What the shop has now, if you like"), MAX_VALUE),
            (right, self.tr("What is right, if you like"), MAX_VALUE),
        )
        for field, text, most in labels:
            field.setMaxLength(2 * most)
            field.written.connect(lambda _: self.edited.emit())
            part = Labelled(self._theme, text, field)
            self._column.addWidget(part)
            part.show()
        self.rows.append((what, wrong, right))
        self.more.setEnabled(len(self.rows) < MAX_CORRECTIONS)
