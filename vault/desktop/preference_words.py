"""Words of the preferences page that several of its widgets need: what is wrong with a field, and short values."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vault.core.wording import system_name, written_number, written_price
from vault.desktop.preference_typed import Problem

_EURO = "€"
SHORT = 44
"""Letters of a value that fit in one step of the picker in the smallest window."""


class ProblemWords(QObject):
    """Sentences for :class:`Problem`, in the app's language, which is ``language``."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language

    def say(self, problem: Problem, unit: str) -> str:
        """What is wrong and what to do. ``unit`` is the sign of the numbers' unit, or empty."""
        sentences = {
            "choose_one": self.tr("Choose one."),
            "choose_some": self.tr("Choose at least one."),
            "choose_fewer": self.tr("Choose {most} at most."),
            "size_missing": self.tr("Fill in a size, from {low} to {high}."),
            "size_unknown": self.tr("{system} does not have this size. It goes from {low} to {high}."),
            "size_with_length": self.tr(
                "Only the waist goes here: {waist}. The length goes under “Trouser length”: L{length}."
            ),
            "number_missing": self.tr("Fill in a number, from {low} to {high} {unit}."),
            "number_unread": self.tr("This is not a number. Use digits, such as {low}."),
            "number_outside": self.tr("Use a number from {low} to {high} {unit}."),
            "number_between_steps": self.tr("Use steps of {step} {unit}."),
            "range_order": self.tr("The second number is lower than the first. Swap them."),
            "text_missing": self.tr("Fill in a few words."),
            "text_long": self.tr("Use {most} letters at most."),
            "text_odd": self.tr("This has signs that cannot be shown. Type it again."),
            "does_not_fit": self.tr("This value does not fit. Choose another."),
        }
        facts = {name: written_number(fact, self._language) for name, fact in problem.facts.items()}
        if "system" in facts:
            facts["system"] = system_name(facts["system"], self._language)
        said = sentences[problem.code]
        if unit == _EURO and "{unit}" in said:  # the sign stands before an amount
            amounts = facts.keys() & {"low", "high", "step"}
            facts |= {name: written_price(facts[name], "EUR", self._language) for name in amounts}
            unit = ""
        return said.format_map({"unit": unit, **facts}).replace(" .", ".")  # a number without a unit


def shortened(value: str) -> str:
    """A value that is a list keeps as many words as fit, and says how many more there are."""
    if len(value) <= SHORT:
        return value
    words = value.split(", ")
    for shown in range(len(words) - 1, 0, -1):
        text = f"{', '.join(words[:shown])} + {len(words) - shown}"
        if len(text) <= SHORT:
            return text
    return value[: SHORT - 1] + "…"
