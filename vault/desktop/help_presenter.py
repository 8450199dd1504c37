"""The logic of the help page: which topics are listed, which one is read, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer.help import find_topics, help_topics
from vault.desktop.help_state import HelpGroup, HelpLine, HelpState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.help import Topic
    from vault.desktop.tasks import Tasks

TOPICS: Mapping[str, str] = {
    "requests": "sharing",
    "preferences": "preferences",
    "card": "card",
    "sizes": "sizes",
    "people": "people",
    "wishes": "wishes",
    "shops": "stopping",
    "activity": "activity",
    "your_data": "take-along",
    "letters": "letters",
    "import_review": "bring-in",
    "goodbye": "goodbye",
    "settings": "locking",
}
"""What help begins with on a page; on any other it is the first topic."""
WHO_HOLDS = "who-holds"
"""On the table of the shops page."""


class HelpPresenter(QObject):
    """Emits a :class:`HelpState` for each change, and ``help_left`` when the reader goes back to where they were."""

    changed = Signal(object)
    help_left = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._topics: Sequence[Topic] | None = None
        self._chosen, self._into, self._search, self._failed = "", False, "", ""

    def start(self) -> None:
        """Read the topics, the first time that the page is shown."""
        if self._topics is None:
            self._tasks.outside(partial(help_topics, self._sentences.language), self._take, self._fail, owner=self)
        else:
            self._show()

    def forget(self) -> None:
        """Drop what was searched, when the vault locks."""
        self._search, self._into = "", False
        self._show()

    def open_from(self, page_id: str, *, who_holds: bool = False) -> None:
        """Read the topic of the page from which help is asked, instead of what was searched.

        ``who_holds`` says that the page shows its table.
        """
        self.open_topic(WHO_HOLDS if who_holds else TOPICS.get(page_id, ""))

    def open_topic(self, topic_id: str) -> None:
        """Read this topic, or for an empty id the first."""
        self._search, self._into = "", True
        self.choose(topic_id)

    def go_into(self, topic_id: str) -> None:
        """Read this topic, also where there is room for one thing only."""
        self._into = True
        self.choose(topic_id)

    def choose(self, topic_id: str) -> None:
        """Show this topic beside the list."""
        self._chosen = topic_id
        self._show()

    def search(self, text: str) -> None:
        """List what has the words of ``text``, and show what fits best."""
        self._search = text
        found = self._found()
        if text.strip() and found:
            self._chosen = found[0].id
        self._into = False
        self._show()

    def leave(self) -> None:
        """From the topic back to the list, where there is room for one of both only."""
        self._into = False
        self._show()

    def _take(self, topics: Sequence[Topic]) -> None:
        self._topics = topics
        self._show()

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _found(self) -> Sequence[Topic]:
        return find_topics(self._topics or (), self._search)

    def _count(self, found: int) -> str:
        if not found:
            return self.tr("Nothing here matches. Try another word.")
        return self.tr("1 topic found.") if found == 1 else self.tr("{count} topics found.").format(count=found)

    def _show(self) -> None:
        found = self._found()
        topic = next((each for each in found if each.id == self._chosen), found[0] if found else None)
        lines = [HelpLine(each.id, each.title) for each in found]
        nothing = self._topics is not None and not found
        self.changed.emit(
            HelpState(
                rows=tuple(lines if self._search.strip() else _under_groups(found)),
                topic=topic,
                into=self._into,
                search=self._search,
                empty=self.tr("Nothing here matches. Try another word.") if nothing else "",
                said=self._count(len(found)) if self._search.strip() and self._topics is not None else "",
                failed=self._failed,
            )
        )


def _under_groups(topics: Sequence[Topic]) -> Iterator[HelpGroup | HelpLine]:
    group = ""
    for topic in topics:
        if topic.group != group:
            group = topic.group
            yield HelpGroup(group)
        yield HelpLine(topic.id, topic.title)
