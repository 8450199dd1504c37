"""The preferences page without widgets, over a real vault: its presenter, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer import stopping
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.desktop.preference_state import Deleted, EditorState, PageState, PreferenceLine
from vault.desktop.preferences_presenter import PreferencesPresenter
from vault.desktop.tasks import InlineTasks

SHOE_SIZE = "clothing.shoe_size"
WIDTH = "clothing.shoe_width"
COLOURS = "clothing.colours_worn"


class AtOnce(InlineTasks):
    """Runs work when it is asked for, or with ``hold`` when :meth:`run` is called; ``fails`` ends it with an error."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.fails: StorageError | None = None
        self.hold = False
        self.held: list[Callable[[], None]] = []

    def vault(self, work: Any, on_done: Any, on_error: Any, *, owner: QObject) -> None:
        def fail_or(session: Session) -> Any:
            if self.fails is not None:
                raise self.fails
            return work(session)

        self.held.append(lambda: InlineTasks.vault(self, fail_or, on_done, on_error, owner=owner))
        if not self.hold:
            self.run()

    def run(self) -> None:
        while self.held:
            self.held.pop(0)()


@dataclass
class Screen:
    """A presenter with everything it said."""

    presenter: PreferencesPresenter
    tasks: AtOnce
    states: list[PageState] = field(default_factory=list)
    stopped: list[tuple[stopping.Stopped, ...]] = field(default_factory=list)
    deleted: list[Deleted] = field(default_factory=list)

    @property
    def state(self) -> PageState:
        return self.states[-1]

    @property
    def editor(self) -> EditorState:
        assert self.state.editor is not None
        return self.state.editor

    def lines(self) -> dict[str, PreferenceLine]:
        return {line.key: line for group in self.state.groups for line in group.lines}


def sentences(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def new_session(folder: Path, clock: SetClock) -> Session:
    """An empty vault at the lowest key derivation that is allowed."""
    return copied_vault(folder / "vault", "copper lantern borrows seven geese", clock)


def screen_on(session: Session, language: str = "en") -> Screen:
    tasks = AtOnce(session)
    presenter = PreferencesPresenter(tasks, sentences(language), shipped())
    screen = Screen(presenter, tasks)
    presenter.changed.connect(screen.states.append)
    presenter.stopped.connect(screen.stopped.append)
    presenter.deleted.connect(screen.deleted.append)
    return screen


def share_with(session: Session, shop: Shop, precision: Precision = Precision.RANGE) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    share(session, proposal, Choices((Choice("shoe_size", precision), Choice("sports", Precision.CATEGORY)), 90))
    deliver(session, shop)
