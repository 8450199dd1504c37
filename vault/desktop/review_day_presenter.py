"""The logic of review day, behind the overview: opened by hand, never by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.confirming import confirm
from vault.desktop.overview_words import OverviewWords
from vault.desktop.review_day_state import Act, ReviewState
from vault.desktop.review_day_words import ReviewDayWords

if TYPE_CHECKING:
    from vault.customer.review_day import ReviewDay
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks


class ReviewDayPresenter(QObject):
    """Emits a :class:`ReviewState` for each change. ``confirmed`` says that a value was said to be right;
    ``shop_wanted`` and ``add_wanted`` lead to a shop by its host, and to a preference by its key."""

    changed = Signal(object)
    confirmed = Signal()
    shop_wanted = Signal(str)
    add_wanted = Signal(str)

    def __init__(
        self, tasks: Tasks, sentences: Sentences, overview: OverviewWords, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._clock = tasks, sentences, clock
        self._words = ReviewDayWords(sentences, overview)
        self._reset()

    def _reset(self) -> None:
        self.open = False
        self._found: ReviewDay | None = None
        self._said = self._failed = ""

    def forget(self) -> None:
        """Drop everything that was read, when the vault locks."""
        self._reset()
        self.changed.emit(ReviewState())

    def enter(self) -> None:
        """Show it."""
        self.open = True
        self.start()

    def leave(self) -> None:
        """Back to the overview."""
        self.forget()

    def start(self) -> None:
        """Read the vault, and again each time the page is shown."""
        self._tasks.vault(_view, self._take, self._fail, owner=self)

    def act(self, act: Act, about: str) -> None:
        """Do what the button of a line does."""
        if act is Act.SHOP:
            self.shop_wanted.emit(about)
        elif act is Act.CHANGE:
            self.add_wanted.emit(about)
        else:
            self._tasks.vault(partial(confirm, key=about), lambda _: self._confirmed(about), self._fail, owner=self)

    def _confirmed(self, key: str) -> None:
        self._said = self._words.confirmed(key)
        self.confirmed.emit()  # the overview reads again, and this with it

    def _take(self, found: ReviewDay) -> None:
        if self.open:
            self._found, self._failed = found, ""
            self._show()

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _show(self) -> None:
        found = self._found
        sections = self._words.sections(found, self._clock.now()) if found is not None else ()
        self.changed.emit(ReviewState(self.open, found is not None, sections, self._said, self._failed))


def _view(session: Session) -> ReviewDay:
    from vault.customer.review_day import view_review_day  # most never look

    return view_review_day(session)
