"""Sentences for people, looked up by code: one file a language, used by the window, the command line and the shop."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from vault.core.errors import PolicyError, VaultError

if TYPE_CHECKING:
    from datetime import datetime


class Sentences(NamedTuple):
    """All sentences of one language. ``texts`` is group to code to sentence with ``{facts}``."""

    language: str
    texts: Mapping[str, Mapping[str, str]]

    def say(self, group: str, code: str, **facts: str | int) -> str:
        """The sentence for ``code``; where the ``count`` is 1, the one for ``<code>_one``, if it has a form of its own.
        Without a ``count``, it is the ``days`` that count.

        A ``KeyError`` here is a bug: a test holds that every code has its sentence.
        """
        texts = self.texts[group]
        one = texts.get(f"{code}_one") if facts.get("count", facts.get("days")) == 1 else None
        return (one or texts[code]).format_map(facts)

    def error(self, problem: VaultError) -> str:
        """What went wrong, and what to do. A group named as the problem is has words for facts that are codes."""
        words = self.texts.get(problem.code, {})
        facts = {name: words.get(fact, fact) if isinstance(fact, str) else fact for name, fact in problem.facts.items()}
        return self.say("errors", problem.code, **facts)

    def event(self, kind: str) -> str:
        """What happened, by the kind of a history entry; a kind of a newer version has a sentence too."""
        return self.texts["events"].get(kind, self.texts["events"]["unknown"])

    def date(self, moment: datetime) -> str:
        """A full date in words, in the machine's time zone: ``10 August 2026``."""
        local = moment.astimezone()
        return f"{local.day} {self.texts['dates'][f'month_{local.month}']} {local.year}"

    def minute(self, moment: datetime) -> str:
        """A full date with the time: ``10 August 2026, 14:05``."""
        return f"{self.date(moment)}, {moment.astimezone():%H:%M}"


def parse_sentences(language: str, data: bytes) -> Sentences:
    """Read ``resources/messages/<language>.json``. Raises :class:`PolicyError` ``messages_damaged``."""
    try:
        groups = json.loads(data)
        texts = {group: {code: str(text) for code, text in codes.items()} for group, codes in groups.items()}
    except (ValueError, AttributeError) as problem:
        raise PolicyError("messages_damaged") from problem
    return Sentences(language, texts)
