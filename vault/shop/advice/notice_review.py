"""A published notice beside the settings: what it does not say, and what it says that is no longer so.

The notice may stand in a larger page, as text, Markdown or HTML: what counts is that each line that the settings make
today is in it, in the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError
from vault.core.request_check import Finding, Severity
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.advice.notice import Line, Notice, notice_texts
from vault.shop.policy import Policy

MAX_NOTICE = 2 * 1024 * 1024
"""Bytes of a page with the notice in it; a notice takes 3 kB."""
ENDINGS = (".txt", ".md", ".html")
FIRST_WORD = "notice"
"""How the name of a file beside the settings begins that is taken for the published notice."""

_MARK = re.compile(r"^\s*(?:#+|[-*•])\s+")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>&|~#.)+=-])")
_SILENT = frozenset({"script", "style", "template", "noscript"})
_TAG = re.compile(r"(?<!\\)</(?:p|li|div|section|body)>", re.IGNORECASE)


@dataclass(frozen=True)
class Published:
    """A published page: its file's name and its words, each line after the other with single spaces."""

    name: str
    words: str


def read_published(path: Path) -> Published:
    """Read a page. Raises :class:`PolicyError` ``notice_unreadable``."""
    try:
        with path.open("rb") as file:
            found = file.read(MAX_NOTICE + 1)
        if len(found) > MAX_NOTICE:
            raise PolicyError("notice_unreadable", file=path.name)
        return Published(path.name, words_of(found.decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError) as problem:
        raise PolicyError("notice_unreadable", file=path.name) from problem


def published_beside(policy_file: Path) -> list[Path]:
    """Files named ``notice…`` with one of :data:`ENDINGS` in the folder of the settings, by name."""
    try:
        found = sorted(path for path in policy_file.parent.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        return []
    return [path for path in found if path.name.lower().startswith(FIRST_WORD) and path.is_file()]


def words_of(text: str) -> str:
    """The words of a text, Markdown or HTML page without its marks."""
    if _TAG.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return _joined("".join(reader.found).splitlines())
    return _joined(_ESCAPED.sub(r"\1", _MARK.sub("", line)) for line in text.splitlines())


def _joined(lines: Iterator[str] | list[str]) -> str:
    return " ".join(" ".join(lines).split())


class _Reader(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent += tag in _SILENT
        self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def review_notice(
    page: Published, notices: list[Notice], policy: Policy, catalogue: Catalogue, sentences: dict[str, Sentences]
) -> list[Finding]:
    """Where the page and the settings differ. The page is compared with the notice in the language that fits best.

    ``sentences`` are by language, those of ``notices``.
    """
    notice = max(notices, key=lambda each: sum(_has(page, line.text) for line in each.lines))
    missing = [line for line in notice.lines if not _has(page, line.text)]
    if len(missing) * 2 > len(notice.lines):
        return [Finding("notice_other_words", Severity.WARNING, None, {"file": page.name})]
    review = _Review(page, notice, policy, catalogue, sentences[notice.language])
    return [*review.missing(missing), *review.misplaced(), *review.gone()]


def _has(page: Published, text: str) -> bool:
    return " ".join(text.split()) in page.words


class _Review:
    def __init__(
        self, page: Published, notice: Notice, policy: Policy, catalogue: Catalogue, sentences: Sentences
    ) -> None:
        self._page, self._notice, self._policy, self._catalogue = page, notice, policy, catalogue
        self._sentences = sentences
        self._texts = notice_texts(notice.language)

    def missing(self, lines: list[Line]) -> Iterator[Finding]:
        """Lines that the page lacks: an item or recipient that is not told of, or a promise in other words."""
        for line in lines:
            kind, _, what = line.about.partition(":")
            facts: dict[str, str | int] = {"file": self._page.name}
            match kind:
                case "item":
                    item = self._policy.item(what)
                    known = _has(self._page, f"{self._label(item.key)} (")
                    code = "notice_item_differs" if known else "notice_item_missing"
                    yield Finding(code, Severity.WARNING, what, facts | {"key": item.key})
                case "recipient":
                    yield Finding("notice_recipient_missing", Severity.WARNING, None, facts | {"name": what})
                case "purpose":
                    continue  # each of its items is looked for under it
                case "duration" | "delete_within" | "proof":
                    yield Finding("notice_time_differs", Severity.WARNING, None, facts | {"line": line.text})
                case _:
                    yield Finding("notice_line_missing", Severity.WARNING, None, facts | {"line": line.text})

    def misplaced(self) -> Iterator[Finding]:
        """Items that the page has under another purpose."""
        headings = {
            purpose.id: self._texts["purpose"].format(purpose=label[:1].upper() + label[1:])
            for purpose in self._catalogue.purposes.values()
            for label in (in_language(purpose.label, self._notice.language),)
        }
        texts = {line.about: line.text for line in self._notice.lines}
        for item in self._policy.items:
            purposes = {self._purpose_at(place, headings) for place in self._places(texts[f"item:{item.id}"])}
            if purposes and item.purpose not in purposes:
                facts = {"file": self._page.name, "key": item.key}
                yield Finding("notice_item_differs", Severity.WARNING, item.id, facts)

    def _places(self, text: str) -> Iterator[int]:
        words, place = " ".join(text.split()), -1
        while (place := self._page.words.find(words, place + 1)) >= 0:
            yield place

    def _purpose_at(self, place: int, headings: dict[str, str]) -> str | None:
        """The purpose whose heading is the last one before a place."""
        before = {purpose: self._page.words.rfind(heading, 0, place) for purpose, heading in headings.items()}
        last = max(before, key=lambda purpose: before[purpose])
        return last if before[last] >= 0 else None

    def gone(self) -> Iterator[Finding]:
        """Preferences that the page names and the settings do not ask: told and not done is also wrong."""
        asked = {item.key for item in self._policy.items}
        mine = " ".join(line.text for line in self._notice.lines)
        steps = [self._sentences.say("precisions", word) for word in ("exact", "range", "category")]
        for key, entry in self._catalogue.entries.items():
            label = in_language(entry.label, self._notice.language)
            shown = any(_has(self._page, f"{label} ({step}).") for step in steps)
            if key not in asked and shown and f"{label} (" not in mine:
                yield Finding("notice_item_gone", Severity.WARNING, None, {"file": self._page.name, "key": key})

    def _label(self, key: str) -> str:
        return in_language(self._catalogue.entry(key).label, self._notice.language)
