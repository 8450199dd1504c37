"""The words of a goodbye: its steps, its shops, and what cannot be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.plain_text import breakable
from vault.customer.goodbye import CopyState, Step
from vault.customer.goodbye_shops import ShopState
from vault.desktop.goodbye_state import Mark, ShopLine, StepLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vault.core.sentences import Sentences
    from vault.customer.goodbye import Goodbye
    from vault.customer.goodbye_shops import ShopEnd

STEPS = (Step.COPY, Step.STOP, Step.CONFIRM, Step.SHEET, Step.DELETE)
"""Those with a number; a folder is asked before them."""
_KINDS = {
    ShopState.HOLDS: "active",
    ShopState.UNTOLD: "not_reached",
    ShopState.TOLD: "told",
    ShopState.CONFIRMED: "confirmed",
    ShopState.DENIED: "confirmed",
    ShopState.ENDED: "ended",
}


class GoodbyeWords(QObject):
    """Says in words what a plan holds."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences

    def lines(self, plan: Goodbye) -> tuple[StepLine, ...]:
        """Each step with where it stands."""
        titles = (
            self.tr("Take a copy"),
            self.tr("Stop all sharing"),
            self.tr("Hear from the shops"),
            self.tr("Write it all on a sheet"),
            self.tr("Delete your vault"),
        )
        now = STEPS.index(plan.next) if plan.next in STEPS else -1
        return tuple(
            StepLine(step, title, Mark.NOW, "")
            if number == now
            else StepLine(step, title, Mark.DONE, self._done(step, plan))
            if number < now
            else StepLine(step, title, Mark.LATER)
            for number, (step, title) in enumerate(zip(STEPS, titles, strict=True))
        )

    def earlier(self, plan: Goodbye) -> str:
        """Why the copy that was made before does not do, or nothing."""
        fine = {CopyState.NONE, CopyState.WHOLE, CopyState.UNWANTED}
        return "" if plan.copy in fine else self._sentences.say("goodbye_copies", plan.copy)

    def shops(self, found: Iterable[ShopEnd]) -> tuple[ShopLine, ...]:
        """A line for each."""
        say = self._sentences.say
        return tuple(ShopLine(each.host, _KINDS[each.state], say("goodbye_shops", each.state)) for each in found)

    def papers(self, plan: Goodbye) -> tuple[str, ...]:
        """Where the copy, the sheet and letters are."""
        done = plan.done
        if done is None:
            return ()
        said = []
        if plan.copy is CopyState.WHOLE and done.copy is not None:
            said.append(self.tr("Your copy: {file}").format(file=breakable(str(done.copy.file))))
        if done.sheet is not None:
            said.append(self.tr("Your sheet: {file}").format(file=breakable(str(done.folder / done.sheet))))
        if any(done.rest.values()):
            said.append(self.tr("Letters to send yourself: {folder}").format(folder=breakable(str(done.folder))))
        return tuple(said)

    def ending(self) -> tuple[str, ...]:
        """What cannot be undone."""
        return (
            self.tr("Your vault and the backups beside it are deleted."),
            self.tr("First we wipe the keys that open them. Then nobody can bring them back, not even us."),
            self.tr("If this is interrupted, your vault may no longer open. Then delete its folder yourself."),
        )

    def lost(self, plan: Goodbye) -> str:
        """What is in no copy, or nothing."""
        if plan.copy is CopyState.UNWANTED:
            return self.tr("You have no copy. What is in your vault is lost.")
        if plan.done is not None and plan.done.copy is not None and plan.done.copy.left_behind:
            return self.tr("What is sealed is not in your copy. It is lost.")
        return ""

    def _done(self, step: Step, plan: Goodbye) -> str:
        done = plan.done
        if step is Step.COPY:
            said = self._sentences.say("goodbye_copies", plan.copy)
            locked = plan.copy is CopyState.WHOLE and done is not None and done.copy is not None and done.copy.locked
            lock = self.tr("It is locked.")
            return f"{said} {lock}" if locked else said
        if step is Step.STOP:
            return self.tr("No shop may use anything of you now.")
        if step is Step.CONFIRM:
            return self._heard(plan)
        return self.tr("Written: {file}").format(file=done.sheet) if done is not None and done.sheet else ""

    def _heard(self, plan: Goodbye) -> str:
        if not plan.shops:
            return self.tr("You shared with nobody.")
        letters = sum(bool(each) for each in plan.done.rest.values()) if plan.done is not None else 0
        if letters == 1:
            return self.tr("One letter is ready to be sent.")
        if letters:
            return self.tr("{count} letters are ready to be sent.").format(count=letters)
        if plan.done is not None and plan.done.rest:
            return self.tr("Not all confirmed. You left it at that.")
        return self.tr("All of them are done with you.")
