"""A language for tests: English with accents and words 40 % longer, as another language may need them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.desktop.app import translate

GROWTH = 0.4
_ACCENTS = str.maketrans("AEIOUaeiouncy", "ÅÉÎÕÛåéîõûñçý")
_VOWELS = "ÅÉÎÕÛåéîõûý"
_KEPT = re.compile(r"\{\w*\}|%n|&\w|<[^>]*>|https?://\S+|preference-vault:|openid4vp:|\S+\.\w+")
"""What stands for something else, or is a name: it stays as it is."""
_WORD = re.compile(r"[^\W\d_]+")


def lengthened(text: str) -> str:
    """Each word longer by about :data:`GROWTH`, and all of them together by no less."""
    owed = 0.0
    kept = iter(_KEPT.findall(text))
    parts = []
    for part in _KEPT.split(text):
        longer, owed = _words(part, owed)
        parts += [longer, next(kept, "")]
    return "".join(parts)


def _words(text: str, owed: float) -> tuple[str, float]:
    """The text with longer words, and how many letters are still to be added by the next."""
    made, end = [], 0
    for found in _WORD.finditer(text):
        word = found.group().translate(_ACCENTS)
        owed += GROWTH * len(word)
        more = -int(-owed // 1)
        owed -= more
        at = max((word.rfind(vowel) for vowel in _VOWELS), default=-1)
        letter = word[at] if at >= 0 else word[-1]
        at = at if at >= 0 else len(word) - 1
        made += [text[end : found.start()], word[: at + 1] + letter * more + word[at + 1 :]]
        end = found.end()
    return "".join(made) + text[end:], owed


class PseudoTranslator(QTranslator):
    """Says every text of the window so."""

    def isEmpty(self) -> bool:  # noqa: N802
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1, parent: QObject | None = None
    ) -> str:
        del context, disambiguation, parent
        return lengthened(text).replace("%n", str(n))


def pseudo_sentences() -> Sentences:
    """Every sentence of ``resources/messages`` so."""
    groups = json.loads(bundled.read("messages/en.json"))
    longer = {group: {code: lengthened(said) for code, said in each.items()} for group, each in groups.items()}
    return parse_sentences("en", json.dumps(longer).encode())


@contextmanager
def pseudo_locale(app: QCoreApplication) -> Iterator[Sentences]:
    """The program speaks so for as long as this lasts."""
    translate(app, "en")
    translator = PseudoTranslator()
    app.installTranslator(translator)
    try:
        yield pseudo_sentences()
    finally:
        app.removeTranslator(translator)
