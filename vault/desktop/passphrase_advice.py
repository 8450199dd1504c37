"""How strong the passphrase is that somebody chooses, while it is typed, and words for who has no idea."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault import bundled

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.strength import Strength
    from vault.desktop.tasks import Tasks


@dataclass(frozen=True)
class Advice:
    """How many of four bars are full, and that in a word and in a sentence. Empty while nothing is typed."""

    bars: int = 0
    word: str = ""
    means: str = ""


class PassphraseAdvice(QObject):
    """``judged`` carries an :class:`Advice` for what was typed last; ``suggested`` words, or ``failed`` a sentence.

    A thief is taken to know ``names``, as those of the vault and of the person. Judging takes up to 40 ms, so it is
    done elsewhere, one at a time, and what was overtaken is not said.
    """

    judged = Signal(object)
    suggested = Signal(str)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, names: Sequence[str]) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._names = tuple(names)
        self._words: tuple[str, ...] = ()
        self._typed = ""
        self._judging = False

    def look(self, typed: str) -> None:
        """This stands in the field now. With nothing, everything typed before is forgotten."""
        self._typed = typed
        if not typed:
            self.judged.emit(Advice())
        elif not self._judging:
            self._judge(typed)

    def suggest(self) -> None:
        """Draw words."""

        def draw() -> str:
            import secrets

            from vault.customer.passphrase_words import suggest_words

            return suggest_words(self._read_words(), secrets.token_bytes)

        self._tasks.outside(
            draw, self.suggested.emit, lambda problem: self.failed.emit(self._sentences.error(problem)), owner=self
        )

    def _judge(self, typed: str) -> None:
        def judge() -> Strength:
            from vault.customer.strength import strength

            return strength(typed, known=(*self._names, *self._read_words()))

        def judged(found: Strength) -> None:
            word = found.word
            advice = Advice(found, self._sentences.say("strengths", word), self._sentences.say("strength_means", word))
            self._settle(typed, advice)

        def failed(_: VaultError) -> None:
            self._settle(typed, Advice())

        self._judging = True
        self._tasks.outside(judge, judged, failed, owner=self)

    def _settle(self, typed: str, advice: Advice) -> None:
        self._judging = False
        if typed == self._typed:
            self.judged.emit(advice)
        elif self._typed:
            self._judge(self._typed)

    def _read_words(self) -> tuple[str, ...]:
        """On a thread that may wait for a file. Raises as :func:`vault.customer.passphrase_words.parse_words`."""
        from vault.customer.passphrase_words import parse_words

        if not self._words:
            self._words = parse_words(bundled.read(f"words/{self._sentences.language}.txt"))
        return self._words
