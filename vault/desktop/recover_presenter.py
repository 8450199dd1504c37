"""Opening the vault by its recovery kit: the code is typed back, and then a new passphrase is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.other_ways import PartState, TypedPart, typed_parts
from vault.customer.session import Passphrase
from vault.desktop.damage_codes import DAMAGE

if TYPE_CHECKING:
    from vault.customer.other_ways import Recovery
    from vault.desktop.passphrase_advice import PassphraseAdvice
    from vault.desktop.tasks import Opening, Tasks

_ABOUT_CODE = {
    "wrong_recovery_code",
    "recovery_code_length",
    "recovery_code_group",
    "recovery_code_check_sign",
    "recovery_code_mistyped",
}
_ABOUT_PASSPHRASE = {"passphrase_short", "passphrase_long", "passphrase_unreadable"}


@dataclass(frozen=True)
class RecoverState:
    """What the page shows: the code while it is typed, or once it is ``known`` the new passphrase.

    ``code_line`` says how far the code is, ``code_wrong`` what is the matter with it. ``failed`` is the matter with the
    vault; it is not ``possible`` where the vault names no code.
    """

    parts: tuple[TypedPart, ...] = typed_parts("")
    code_line: str = ""
    code_wrong: str = ""
    known: bool = False
    same: bool = False
    first_wrong: str = ""
    again_wrong: str = ""
    failed: str = ""
    busy: bool = False
    possible: bool = True


class RecoverPresenter(QObject):
    """Emits a :class:`RecoverState` for each change, and ``opened`` once the vault is open; or ``damaged``, with what
    is the matter with its files.

    ``recover`` finds the vault's key by the code; ``choose`` gives what opens it, with the new passphrase, on the
    worker. ``has_code`` looks whether the vault names a code at all. ``advice`` judges that passphrase; the fields ask
    it.
    """

    changed = Signal(object)
    opened = Signal()
    damaged = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        advice: PassphraseAdvice,
        has_code: Callable[[], bool],
        recover: Callable[[str], Recovery],
        choose: Callable[[Recovery, Passphrase], Opening],
    ) -> None:
        super().__init__()
        self.advice = advice
        self._tasks, self._sentences = tasks, sentences
        self._has_code, self._recover, self._choose = has_code, recover, choose
        self._recovery: Recovery | None = None
        self.typed = ""
        """As much of the code as was typed, until it is known: for the page in another language."""
        self._state = RecoverState()

    @property
    def recovery(self) -> Recovery | None:
        """What the code opened, until there is a new passphrase."""
        return self._recovery

    def start(self) -> None:
        """Show the page."""
        self._show(RecoverState(code_line=self._line(typed_parts(""))))
        self._tasks.outside(self._has_code, self._settle, lambda _: None, owner=self)  # trying the code says more

    def know(self, recovery: Recovery) -> None:
        """The code opened the vault: go on with the new passphrase."""
        self._recovery, self.typed = recovery, ""
        self._show(RecoverState(known=True))

    def look_at_code(self, typed: str) -> None:
        """This much of the code is typed."""
        if not self._state.busy:
            self.typed = typed
            parts = typed_parts(typed)
            self._show(RecoverState(parts, self._line(parts), self._wrong_part(parts)))

    def try_code(self, typed: str) -> None:
        """See whether this code opens the vault."""
        if self._state.busy or self._state.known or not self._state.possible:
            return
        if not typed.strip():
            self._show(replace(self._state, code_wrong=self.tr("Type the code of your recovery kit first.")))
            return
        self._show(replace(self._state, code_wrong="", failed="", busy=True))
        recover = self._recover
        self._tasks.derive(lambda: recover(typed), self.know, self._refuse, owner=self)

    def look(self, first: str, again: str) -> None:
        """Something was typed as the new passphrase: say what is good. What is wrong waits until one is done."""
        if self._state.known and not self._state.busy:
            self._show(RecoverState(known=True, same=bool(first) and _same(first, again)))

    def choose(self, first: str, again: str) -> None:
        """Open the vault with this new passphrase, if it may guard one and was typed the same twice."""
        recovery = self._recovery
        if self._state.busy or recovery is None:
            return
        first_wrong, same = self._unfit(first), _same(first, again)
        again_wrong = "" if same or first_wrong else self.tr("This is not the same. Type it again.")
        if first_wrong or again_wrong:
            state = RecoverState(known=True, same=bool(first) and same, first_wrong=first_wrong)
            self._show(replace(state, again_wrong=again_wrong))
            return
        self._show(RecoverState(known=True, same=True, busy=True))
        choose = self._choose
        self._tasks.open_session(
            lambda: choose(recovery, Passphrase(first)), lambda _: self._open(), self._fail, owner=self
        )

    def _settle(self, has_code: bool) -> None:
        if not has_code and not self._state.known:
            said = self._sentences.say("errors", "no_recovery_code")
            self._show(RecoverState(failed=said, possible=False))

    def _refuse(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        state = replace(self._state, busy=False)
        about_code = problem.code in _ABOUT_CODE
        if about_code:
            state = replace(state, parts=_pointed_out(state.parts, problem))
        self._show(replace(state, code_wrong=said) if about_code else replace(state, failed=said))
        if problem.code in DAMAGE:
            self.damaged.emit(problem)

    def _open(self) -> None:
        self._recovery = None
        self.opened.emit()

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if problem.code in _ABOUT_PASSPHRASE:
            self._show(RecoverState(known=True, first_wrong=said))
            return
        self._show(RecoverState(known=True, same=True, failed=said))
        if problem.code in DAMAGE:
            self.damaged.emit(problem)

    def _line(self, parts: tuple[TypedPart, ...]) -> str:
        done = sum(part.state is PartState.WHOLE for part in parts[:-1])
        if all(part.state is PartState.WHOLE for part in parts):
            return self.tr("All groups are there.")
        if all(part.state is PartState.EMPTY for part in parts):
            return self.tr("Small letters, spaces and dashes do not matter.")
        if done == len(parts) - 1:
            return self.tr("All groups are there. Now the check sign.")
        if done == 1:
            return self.tr("1 of 8 groups is there.")
        return self.tr("{count} of 8 groups are there.").format(count=done)

    def _wrong_part(self, parts: tuple[TypedPart, ...]) -> str:
        """What can be seen to be wrong without the vault: a sign that no code has, or one too many or too few."""
        wrong = next((number for number, part in enumerate(parts, 1) if part.state is PartState.WRONG), None)
        if wrong is None:
            return ""
        if wrong == len(parts):
            return self._sentences.say("errors", "recovery_code_check_sign")
        return self._sentences.say("errors", "recovery_code_group", number=wrong)

    def _unfit(self, typed: str) -> str:
        try:
            Passphrase(typed).check_new()
        except VaultError as problem:
            return self._sentences.error(problem)
        return ""

    def _show(self, state: RecoverState) -> None:
        self._state = state
        self.changed.emit(state)


def _pointed_out(parts: tuple[TypedPart, ...], problem: VaultError) -> tuple[TypedPart, ...]:
    """With the part that is meant marked as wrong, where the vault could tell which one that is."""
    last = len(parts)
    meant = last if problem.code == "recovery_code_check_sign" else problem.facts.get("number")
    return tuple(
        replace(part, state=PartState.WRONG) if number == meant else part for number, part in enumerate(parts, 1)
    )


def _same(first: str, again: str) -> bool:
    """Whether both are one passphrase, in whatever form the keyboard gave its letters."""
    try:
        return Passphrase(first).reveal() == Passphrase(again).reveal()
    except VaultError:
        return False
