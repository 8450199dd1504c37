"""Opening the vault: what was typed goes away from the window, and what came of it comes back in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop.damage_codes import DAMAGE

if TYPE_CHECKING:
    from datetime import datetime

    from vault.desktop.other_vault import OtherVault
    from vault.desktop.tasks import Opening, Tasks

_ABOUT_PASSPHRASE = {"wrong_passphrase", "passphrase_long", "passphrase_unreadable"}


class UnlockState(NamedTuple):
    """What the page shows. ``wrong`` is the matter with the field, ``failed`` with the vault; empty if nothing is.

    ``quick`` says that this computer may open it, ``asking`` that it is being asked: meanwhile one may type.
    ``waiting`` tells of stops that wait; ``damaged`` that there is more to see about what ``failed``.
    """

    locked: str = ""
    folder: str = ""
    wrong: str = ""
    failed: str = ""
    busy: bool = False
    quick: bool = False
    asking: bool = False
    waiting: str = ""
    damaged: bool = False
    vaults: tuple[OtherVault, ...] = ()


class UnlockPresenter(QObject):
    """Emits an :class:`UnlockState` for each change, and ``opened`` once the vault is open.

    ``unlock`` derives the key from what was typed, ``quickly`` asks this computer for it; both give what opens the
    vault with it on the worker. ``damaged`` carries the problem with its files.
    """

    changed = Signal(object)
    opened = Signal()
    damaged = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        unlock: Callable[[str], Opening],
        quickly: Callable[[], Opening] | None = None,
    ) -> None:
        super().__init__()
        self._tasks, self._sentences, self._unlock, self._quickly = tasks, sentences, unlock, quickly
        self._state = UnlockState()
        self._asked = 0  # of two answers, the one to the last question counts
        self._damage: VaultError | None = None

    def start(self, folder: str, reason: str, moment: datetime | None) -> None:
        """Show the page for the vault named ``folder``.

        ``reason`` says why it is locked since ``moment``: one of :mod:`lock_reasons`, the code of a problem, or nothing
        where the program just began.
        """
        self._asked += 1
        self._show(self._state._replace(folder=folder, locked=self._why(reason, moment), busy=False, asking=False))

    def offer_quick(self, offered: bool) -> None:
        """Say whether this computer may open the vault, which is known a moment after the page is there."""
        if offered != self._state.quick:
            self._show(self._state._replace(quick=offered))

    def offer_vaults(self, vaults: Sequence[OtherVault]) -> None:
        """Offer other vaults."""
        if vaults:
            self._show(self._state._replace(vaults=tuple(vaults)))

    def tell_stops(self, shops: int) -> None:
        """Say how many shops hear only when the vault is open again that the customer stopped."""
        if shops == 1:
            said = self.tr("One shop hears that you stopped when you open your vault.")
        else:
            said = self.tr("{count} shops hear that you stopped when you open your vault.").format(count=shops)
        self._show(self._state._replace(waiting=said if shops else ""))

    def tell_away(self, folder: Path) -> None:
        """Say that nothing is where the vault should be."""
        said = self.tr("Your vault is not in {folder} now. Connect its disk, then unlock.").format(folder=folder)
        self._show(self._state._replace(failed=said))

    def tell_problem(self, problem: VaultError) -> None:
        """Say what went wrong on the way to another vault."""
        self._say(failed=self._sentences.error(problem))

    def unlock(self, typed: str) -> None:
        """Try this passphrase, unless one is being tried. What this computer says from now on comes too late."""
        if self._state.busy:
            return
        if not typed:
            self._say(wrong=self.tr("Type your passphrase first."))
            return
        import vault.customer.deriving  # noqa: F401  # here, so that its thread need not share the interpreter meanwhile

        make = self._unlock
        self.open_by(lambda: make(typed))

    def unlock_quickly(self) -> None:
        """Ask this computer for the key. It may ask a person first, and wait for that."""
        if self._state.busy or self._state.asking or self._quickly is None:
            return
        self._show(self._state._replace(wrong="", failed="", damaged=False, asking=True))
        self._asked += 1
        asked = self._asked

        def found(opening: Opening) -> None:
            if asked == self._asked:
                self.open_by(lambda: opening)

        def refused(problem: VaultError) -> None:
            if asked == self._asked:
                self._fail(problem)

        # Not where passphrases are tried: a person who does not answer the computer may still type theirs.
        self._tasks.outside(self._quickly, found, refused, owner=self)

    def open_by(self, prepare: Callable[[], Opening]) -> None:
        """Open the vault with the key that ``prepare`` finds."""
        self._asked += 1
        self._show(self._state._replace(wrong="", failed="", damaged=False, busy=True, asking=False))
        self._tasks.open_session(prepare, self._open, self._fail, owner=self)

    def look_at_damage(self) -> None:
        """Show what there is against what is wrong, once more."""
        if self._damage is not None:
            self.damaged.emit(self._damage)

    def _open(self, _: None) -> None:
        self.opened.emit()  # the page stays busy until another takes its place

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if problem.code in _ABOUT_PASSPHRASE:
            self._say(wrong=said)
            return
        self._damage = problem if problem.code in DAMAGE else None
        self._say(failed=said, damaged=self._damage is not None)
        self.look_at_damage()

    def _why(self, reason: str, moment: datetime | None) -> str:
        if not reason or moment is None:
            return self.tr("It is locked. Your passphrase opens it.")
        from vault.desktop import lock_reasons  # not for the first picture

        time = f"{moment.astimezone():%H:%M}"
        match reason:
            case lock_reasons.ASKED:
                return self.tr("Locked at {time}, after you pressed Lock now.").format(time=time)
            case lock_reasons.SCREEN_LOCKED:
                return self.tr("Locked at {time}, together with your screen.").format(time=time)
            case lock_reasons.AWAY:
                return self.tr("Locked at {time}, when nobody used this computer.").format(time=time)
            case lock_reasons.SLEEP:
                return self.tr("Locked at {time}, before this computer went to sleep.").format(time=time)
        minutes = lock_reasons.idle_minutes(reason)
        if minutes == 1:
            return self.tr("Locked at {time}, after 1 minute without use.").format(time=time)
        if minutes is not None:
            return self.tr("Locked at {time}, after {minutes} minutes without use.").format(time=time, minutes=minutes)
        return self.tr("Locked at {time}, after a problem.").format(time=time)

    def _say(self, wrong: str = "", failed: str = "", *, damaged: bool = False) -> None:
        self._show(self._state._replace(wrong=wrong, failed=failed, damaged=damaged, busy=False, asking=False))

    def _show(self, state: UnlockState) -> None:
        self._state = state
        self.changed.emit(state)
