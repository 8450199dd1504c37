"""How letters are told of in the window: their state as a line, their days, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.customer.letter_next import day_in_words, standing_in_words
from vault.customer.letter_standing import StandingCode, Step
from vault.desktop.letters_state import LetterLine

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.customer.letter_standing import Standing
    from vault.customer.letters import LetterView, WhatCame

MOST_DAYS = 400
"""To choose from; what a shop has to answer for is long over by then."""
LOOKS: Mapping[StandingCode, str] = {
    StandingCode.DRAFT: "off",
    StandingCode.DUE: "told",
    StandingCode.DUE_EXTENDED: "busy",
    StandingCode.WITHDRAWN: "told",
    StandingCode.LATE: "no_answer",
    StandingCode.ANSWERED: "ok",
    StandingCode.REFUSED: "warning",
    StandingCode.CLOSED: "confirmed",
    StandingCode.REMINDED: "told",
    StandingCode.COMPLAINED: "told",
    StandingCode.AUTHORITY_LATE: "no_answer",
}
"""The kind of state line of each."""


class LetterWords(QObject):
    """Lines and sentences about letters."""

    def __init__(self, sentences: Sentences, parent: QObject) -> None:
        super().__init__(parent)
        self._sentences = sentences

    def line(self, view: LetterView) -> LetterLine:
        """One letter in the list."""
        return LetterLine(
            view.id,
            view.to,
            self.about(view),
            self.dates(view),
            self.standing(view.standing),
            LOOKS[view.standing.code],
            self.steps(view.standing),
        )

    def about(self, view: LetterView) -> str:
        """Which right it is about."""
        said = self._sentences.say("letter_kinds", view.kind)
        reminds = view.about is not None and view.kind.value != "complaint"
        return self.tr("Reminder: {about}").format(about=said) if reminds else said

    def dates(self, view: LetterView) -> str:
        """When it was written and, once it left, how."""
        made = self.tr("Written on {date}.").format(date=self.day(view.made))
        if view.sent is None or view.how is None:
            return made
        how = self._sentences.say("letter_sent_how", view.how)
        sent = self.tr("On {date} {how}.").format(date=self.day(view.sent), how=how)
        return f"{made} {sent}"

    def standing(self, standing: Standing) -> str:
        """How it stands."""
        return standing_in_words(standing, self._sentences)

    def steps(self, standing: Standing) -> tuple[tuple[Step, str], ...]:
        """What can be done next."""
        return tuple((step, self._sentences.say("letter_steps", step)) for step in standing.steps)

    def came(self, what: WhatCame) -> str:
        """``2 June 2026: the shop answered``."""
        said = self._sentences.say("letter_answers", what.kind)
        return self._sentences.say("cli", "letter_came", date=self.day(what.on), what=said)

    def day(self, day: date) -> str:
        """``12 June 2026``."""
        return day_in_words(day, self._sentences)

    def days(self, today: date, since: date) -> tuple[tuple[date, str], ...]:
        """The days from today back to ``since``."""
        count = min((today - since).days + 1, MOST_DAYS)
        found = [today - timedelta(days=back) for back in range(count)]
        first = self.tr("Today, {date}").format(date=self.day(today))
        return tuple((day, self.day(day) if number else first) for number, day in enumerate(found))
