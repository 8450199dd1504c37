"""A real vault with shops that work, for the pages that show what became of a share."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.copied_vaults import copied_vault
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop
from tests.unit.customer.conftest import KEPT, PASSPHRASE
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.history import view_history
from vault.customer.review import propose
from vault.customer.session import Session, derive
from vault.customer.sharing import share
from vault.desktop.icons import Icons
from vault.desktop.tasks import InlineTasks
from vault.desktop.theme import Theme, parse_tokens
from vault.storage.secret import Passphrase

HOST = "schoenenhuis.example"


class HeldTasks(InlineTasks):
    """Runs work at once, or with ``hold`` when :meth:`run` is called; ``fails`` ends it with that error."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.fails: VaultError | None = None
        self.hold = False
        self.held: list[Callable[[], None]] = []

    def outside(self, work: Any, on_done: Any, on_error: Any, *, owner: QObject, lasting: bool = False) -> None:
        def fail_or() -> Any:
            if self.fails is not None:
                raise self.fails
            return work()

        self.held.append(lambda: InlineTasks.outside(self, fail_or, on_done, on_error, owner=owner, lasting=lasting))
        if not self.hold:
            self.run()

    def held_session(self) -> Session:
        """The vault as a task would find it. Raises :class:`VaultLocked` if there is none."""
        return self._opened()

    def run(self) -> None:
        while self.held:
            self.held.pop(0)()


@dataclass
class Day:
    """The vault on 12 May 2026, 14:04 in Amsterdam, and one shop."""

    session: Session
    clock: SetClock
    shop: Shop = field(repr=False)
    tasks: HeldTasks
    states: list[Any] = field(default_factory=list)

    def share(self, days: int = 90, **other: Any) -> None:
        """Share a shoe size and a sport of the four things that are asked."""
        proposal = propose(self.session, self.shop.ask(SHOE, SPORTS, WIDTH, FEET, **other))
        items = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
        share(self.session, proposal, Choices(items, days))

    def deliver(self) -> None:
        """Bring what waits to the shop."""
        deliver(self.session, self.shop)

    def later(self, **time: float) -> None:
        """Let time pass."""
        self.clock.moment += timedelta(**time)

    def reopen(self, *, chain_later: bool = False) -> None:
        """Unlock the vault, as from the page before it; what is asked of it from now on is asked of this opening."""
        folder = self.session.vault.folder.path

        def prepare() -> Callable[[], Session]:
            derived = derive(folder, Passphrase(PASSPHRASE))
            return lambda: derived.open(
                catalogue=self.session.catalogue,
                clock=self.clock,
                random=secrets.token_bytes,
                chain_later=chain_later,
            )

        hold, self.tasks.hold = self.tasks.hold, False
        held, self.tasks.held = self.tasks.held, []
        self.tasks.open_session(prepare, lambda _: None, _raise, owner=QObject())
        self.session = self.tasks.held_session()
        self.tasks.hold, self.tasks.held = hold, held

    def kinds(self) -> list[str]:
        """What the history has, oldest first."""
        return [entry.kind for entry in view_history(self.session)]

    def watch(self, presenter: Any) -> None:
        """Keep every state that a presenter says."""
        presenter.changed.connect(self.states.append)

    @property
    def state(self) -> Any:
        """The last of them."""
        return self.states[-1]


def _raise(problem: VaultError) -> None:
    raise problem


@contextmanager
def open_day(folder: Path) -> Iterator[Day]:
    """A vault at the lowest key derivation that is allowed."""
    clock = SetClock(datetime(2026, 5, 12, 12, 4, tzinfo=UTC))
    with copied_vault(folder / "vault", PASSPHRASE, clock, _keep) as session:
        day = Day(session, clock, Shop(now=clock.now), HeldTasks(session))
        yield day
        day.session.lock()


def _keep(session: Session) -> None:
    for key, words in KEPT.items():
        set_words(session, key, words)


def sentences(language: str = "en") -> Sentences:
    """The sentences of a language."""
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def themed(app: QApplication, *, dark: bool = False) -> tuple[Theme, Icons]:
    """The theme, applied."""
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark)
    theme.apply(app)
    return theme, Icons(theme)


def name_of(widget: QWidget) -> str:
    """What a screen reader says of it."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else ""


def named(view: QWidget, name: str) -> QAbstractButton:
    """The one button with this accessible name that can be seen."""
    (found,) = [each for each in view.findChildren(QAbstractButton) if each.isVisibleTo(view) and name_of(each) == name]
    return found


def names(view: QWidget) -> list[str]:
    """The accessible names of all buttons that can be seen."""
    return [name_of(each) for each in view.findChildren(QAbstractButton) if each.isVisibleTo(view)]


def texts(view: QWidget) -> list[str]:
    """Every text that can be read."""
    return [each.text() for each in view.findChildren(QLabel) if each.isVisibleTo(view) and each.text()]
