"""Help: topics of a few short paragraphs, and what is found in them. One file a language, under ``resources/help``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from vault import bundled
from vault.core.errors import PolicyError

MAX_SEARCH = 100
"""Letters of a search; the rest is not looked at."""
_GROUP = re.compile(r"# (?P<title>.+)")
_TOPIC = re.compile(r"## (?P<title>.+) \{#(?P<id>[a-z0-9-]+)\}")
_WORDS = re.compile(r"<!-- (?P<words>.+) -->")
_PART = re.compile(r"(?:(?P<mark>-|[1-9]\.) )?(?P<text>[^#<\s-].*)")


@dataclass(frozen=True)
class Part:
    """A paragraph, or with a ``mark`` (``-`` or ``1.``) a point or a step of a list."""

    mark: str
    text: str


@dataclass(frozen=True)
class Topic:
    """A topic under the title of its group. ``words`` are found by a search and not shown."""

    id: str
    group: str
    title: str
    words: str
    parts: tuple[Part, ...]


def help_topics(language: str) -> tuple[Topic, ...]:
    """Every topic, in its order. Reads a file. Raises :class:`PolicyError` ``messages_damaged``."""
    try:
        return parse_help(bundled.read(f"help/{language}.md").decode("utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise PolicyError("messages_damaged") from problem


def parse_help(text: str) -> tuple[Topic, ...]:
    """Read one language. Raises :class:`PolicyError` ``messages_damaged`` for a line that is none of the few kinds."""
    topics: list[Topic] = []
    group, words = "", ""
    head: re.Match[str] | None = None
    parts: list[Part] = []

    def end() -> None:
        if head is not None:
            topics.append(Topic(head["id"], group, head["title"], words, tuple(parts)))

    for line in filter(None, map(str.rstrip, text.splitlines())):
        if found := _TOPIC.fullmatch(line):
            end()
            head, words, parts = found, "", []
        elif found := _GROUP.fullmatch(line):
            end()
            group, head = found["title"], None
        elif found := _WORDS.fullmatch(line):
            words = found["words"]
        elif head is not None and (found := _PART.fullmatch(line)):
            parts.append(Part(found["mark"] or "", found["text"]))
        else:
            raise PolicyError("messages_damaged")
    end()
    return tuple(topics)


def find_topics(topics: Sequence[Topic], typed: str) -> tuple[Topic, ...]:
    """The topics that have every word of what was typed, whatever its case and accents; all of them for nothing.

    First those with more of it in their title, then those with more of it in their ``words``, else in their order.
    """
    wanted = folded(typed[:MAX_SEARCH]).split()
    found = []
    for topic in topics:
        title, words = folded(topic.title), folded(topic.words)
        rest = folded(" ".join((topic.group, *(part.text for part in topic.parts))))
        if all(word in title or word in words or word in rest for word in wanted):
            found.append((sum(word in title for word in wanted), sum(word in words for word in wanted), topic))
    return tuple(topic for *_, topic in sorted(found, key=lambda each: (-each[0], -each[1])))


def folded(text: str) -> str:
    """Without accents and case, so that "één" is found by "een"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
