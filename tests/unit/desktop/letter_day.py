"""Letters over a real vault, for the tests of their page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import Day, sentences
from vault.customer import letters
from vault.customer.letters import Addressee, LetterInput, LetterKind, LetterView, Sender
from vault.desktop.letters_presenter import LettersPresenter
from vault.desktop.undo_offer import Removed

SENDER = Sender("Noor de Vries", ("noor@example.org", "Dam 1", "Amsterdam"))
BAKERY = Addressee("Bakkerij Voorbeeld", ("Dam 2",), "privacy@bakkerij.example")
ACCESS = LetterInput(LetterKind.ACCESS, "en", SENDER, BAKERY)


class Letters(LettersPresenter):
    """The presenter, with what it asks of the window, and the last state of each of its parts."""

    def __init__(self, day: Day, language: str = "en") -> None:
        self.mailed: list[str] = []
        super().__init__(day.tasks, sentences(language), shipped(), self.mailed.append)
        day.watch(self)
        self.forms: list[Any] = []
        self.pages: list[Any] = []
        self.papers: list[Any] = []
        self.gone: list[Removed] = []
        self.copied: list[tuple[str, bool]] = []
        self.went: list[str] = []
        for signal, seen in (
            (self.form.changed, self.forms),
            (self.letter.changed, self.pages),
            (self.letter.paper.changed, self.papers),
            (self.removed, self.gone),
            (self.navigate, self.went),
        ):
            signal.connect(seen.append)
        self.copy_wanted.connect(lambda text, sealed: self.copied.append((text, sealed)))
        self.start()

    def type(self, **changes: Any) -> None:
        """As a person types: the right first, which may bring a ground."""
        if "kind" in changes:
            self.form.take(replace(self.forms[-1].typed, kind=changes.pop("kind")))
        self.form.take(replace(self.forms[-1].typed, **changes))

    def write(self, **changes: Any) -> str:
        """A letter that is made in the form; its id."""
        self.begin()
        self.type(to_name=BAKERY.name, name=SENDER.name, reply=SENDER.mail, **changes)
        self.form.make()
        return str(self.pages[-1].id)


def kept(day: Day) -> tuple[LetterView, ...]:
    """All letters, newest first."""
    return letters.list_letters(day.session)
