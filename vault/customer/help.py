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
_SMALL = 3
"""Letters of words that say little in a sentence, as "how" and "my"."""
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

    Where none has every word, as of a whole sentence, those with most of the words that tell topics apart. First come
    those with more of them in their title, then those with more of them in their ``words``, else in their order.
    """
    texts = [_Texts(*map(folded, (topic.title, topic.words, _rest(topic)))) for topic in topics]
    wanted = folded(typed[:MAX_SEARCH]).split()
    if not any(all(map(each.has, wanted)) for each in texts):
        often = {word: sum(each.has(word) for each in texts) for word in wanted}
        telling = [word for word in wanted if 0 < often[word] <= len(texts) // 2]
        wanted = [word for word in telling if len(word) > _SMALL] or telling
        if not wanted:
            return ()
    counts = [tuple(sum(map(has, wanted)) for has in (each.has, each.in_title, each.in_words)) for each in texts]
    most = max((has for has, *_ in counts), default=0)
    best = [(count, topic) for count, topic in zip(counts, topics, strict=True) if count[0] == most]
    return tuple(topic for _, topic in sorted(best, key=lambda each: each[0], reverse=True))


@dataclass(frozen=True)
class _Texts:
    """What is searched of a topic, folded."""

    title: str
    words: str
    rest: str

    def in_title(self, word: str) -> bool:
        return word in self.title

    def in_words(self, word: str) -> bool:
        return word in self.words

    def has(self, word: str) -> bool:
        return word in self.title or word in self.words or word in self.rest


def _rest(topic: Topic) -> str:
    return " ".join((topic.group, *(part.text for part in topic.parts)))


def folded(text: str) -> str:
    """Without accents and case, so that "één" is found by "een"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
