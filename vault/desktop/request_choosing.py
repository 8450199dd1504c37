"""The choices on one open request: switches, steps and time, and the passphrase for each sealed item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import ChoiceError, VaultError
from vault.core.value import Precision
from vault.customer.choosing import SealedPermission, check_sealed_request
from vault.customer.proposal import Proposal
from vault.customer.review import propose_for
from vault.customer.session import Passphrase, PassphraseCheck, PassphraseProof
from vault.customer.sharing import ask_sealed
from vault.desktop.request_choices import Picked, bundles, first_picks, still_fitting, to_permit
from vault.desktop.request_layout import Open, RequestLayout
from vault.desktop.request_same import as_with
from vault.desktop.request_sealed import Asking, SealedWords
from vault.desktop.request_state import Asked
from vault.desktop.request_whom import LaidOut
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.desktop.tasks import Tasks
    from vault.openid4vp.request_object import VerifiedRequest

ARMED_AFTER = 1000
"""Milliseconds after a request appears before it can be shared: a click meant for what was there shares nothing."""


class RequestChoosing(QObject):
    """Holds the request that is open, if one is. ``changed`` says that there is something else to show.

    ``announced`` has a sentence for screen readers: the new line of the preview, and what the share button says.
    """

    changed = Signal()
    announced = Signal(str)

    def __init__(self, tasks: Tasks, words: RequestWords, catalogue: Catalogue, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._words, self._catalogue, self._clock = tasks, words, catalogue, clock
        self._layout, self._sealed = RequestLayout(words), SealedWords(words)
        self._armed = QTimer(self)
        self._armed.setSingleShot(True)
        self._armed.timeout.connect(self._arm)
        self._questions = 0
        self.close()

    @property
    def open(self) -> Open | None:
        """The open request with what is chosen so far."""
        return self._open

    @property
    def request(self) -> VerifiedRequest | None:
        """The request that is open."""
        return self._open.proposal.request if self._open is not None else None

    def close(self) -> None:
        """Forget the request and every choice."""
        self._open: Open | None = None
        self._asking: Asking | None = None
        self._wanted: dict[str, Picked] = {}
        self._armed.stop()

    def begin(self, found: LaidOut, *, test_shop: bool) -> None:
        """Open a request: everything is off."""
        self.close()
        picks = first_picks(found.proposal)
        self._open = Open(found.proposal, picks, test_shop, found.code, people=found.people, earlier=found.earlier)
        self._armed.start(ARMED_AFTER)

    def refresh(self, found: LaidOut) -> None:
        """The same request beside what the vault keeps now; what no longer holds goes off.

        If something is different, sharing waits a second again: a click meant for the old values shares nothing.
        """
        if self._open is None:
            return
        before, (proposal, code, people, earlier) = self._open.proposal.person, found
        if proposal.person != before and before in dict(people):
            return  # for whom it is was chosen meanwhile
        same = proposal.person == before
        picks = still_fitting(proposal, self._open.picks, self._catalogue) if same else first_picks(proposal)
        if proposal.items != self._open.proposal.items:
            self._open = replace(self._open, armed=False)
            self._armed.start(ARMED_AFTER)
        self._open = replace(self._open, proposal=proposal, picks=picks, code=code, people=people, earlier=earlier)

    def asked(self) -> Asked | None:
        """What to show."""
        return self._layout.asked(self._open, self._asking, self._clock.now()) if self._open is not None else None

    def set_deciding(self, deciding: bool, failed: str = "") -> None:
        """The decision is under way, or failed for this reason."""
        if self._open is not None:
            self._open = replace(self._open, sharing=deciding, failed=failed)
            self.changed.emit()

    def switch(self, item_id: str, on: bool) -> None:
        """Turn an item on or off; of a bundle, all of it."""
        open_ = self._free()
        if open_ is None:
            return
        ids = next((ids for ids in bundles(open_.proposal) if item_id in ids), (item_id,))
        if not on:
            self._change(replace(open_, picks=open_.picks.drop(ids)))
            self._announce(ids)
            return
        wanted = {}
        for each in ids:
            item = open_.proposal.item(each)
            if item is None or item.off is not None or item.start is None:
                self.changed.emit()
                return
            wanted[each] = Picked(item.start)
        self._want(wanted)

    def choose_as(self, host: str) -> None:
        """Turn on what this shop has or had, as precisely, as far as no passphrase is asked for it."""
        open_ = self._free()
        if open_ is not None and (wanted := as_with(open_, host, self._catalogue)):
            self._want(wanted)

    def pick(self, item_id: str, precision: Precision) -> None:
        """Share an item that is on more or less precisely."""
        open_ = self._free()
        if open_ is not None and item_id in open_.picks.items:
            self._want({item_id: Picked(precision, open_.picks.items[item_id].permission)})

    def choose_days(self, days: int) -> None:
        """Share for this long. A sealed item was permitted for another time, so it goes off."""
        open_ = self._free()
        if open_ is None:
            return
        picks = replace(open_.picks, days=days)
        kept = still_fitting(open_.proposal, picks, self._catalogue)
        off = tuple(each for each in picks.items if each not in kept.items)
        why = self.tr("The time changed, so this went off.")
        self._change(replace(open_, picks=kept), tuple((each, why) for each in off))
        if off:
            self.announced.emit(why)

    def choose_whom(self, person: str) -> None:
        """Answer for this person, or with nothing for oneself. Other values are another answer, so all goes off."""
        open_ = self._free()
        if open_ is None or person == (open_.proposal.person or ""):
            return
        asked = open_.proposal
        self._tasks.vault(
            lambda session: propose_for(session, asked, person or None),
            lambda proposal: self._laid_out_for(asked, proposal),
            lambda problem: self._not_laid_out(asked, problem),
            owner=self,
        )

    def _laid_out_for(self, asked: Proposal, proposal: Proposal) -> None:
        open_ = self._free()
        if open_ is not None and open_.proposal.id == asked.id:
            self._asking, self._wanted = None, {}
            self._armed.start(ARMED_AFTER)
            self._change(replace(open_, proposal=proposal, picks=first_picks(proposal), armed=False))
            self.announced.emit(self.tr("Everything is off again."))

    def _not_laid_out(self, asked: Proposal, problem: VaultError) -> None:
        if self._open is not None and self._open.proposal.id == asked.id:
            self._open = replace(self._open, failed=self._words.error(problem))
            self.changed.emit()

    def set_never_ask(self, never: bool) -> None:
        """With "share nothing": the shop may not ask again."""
        if self._open is not None:
            self._open = replace(self._open, never_ask=never)
            self.changed.emit()

    def pick_sealed(self, precision: Precision) -> None:
        """Another step for the item whose passphrase is asked; the words change with it."""
        asking = self._asking
        if asking is not None and not asking.checking and asking.item.step(precision) is not None:
            self._asking = replace(asking, precision=precision, error="")
            self.changed.emit()

    def keep_off(self) -> None:
        """Leave the sealed item, and what was to be turned on with it, as it was."""
        self._asking = None
        self._wanted = {}
        self.changed.emit()

    def permit(self, typed: str, words: str) -> None:
        """The passphrase for the item that is asked, and the words that were on the screen with it."""
        open_, asking = self._open, self._asking
        if open_ is None or asking is None or asking.checking:
            return
        if not typed:
            self._asking = replace(asking, error=self.tr("Type your passphrase, or keep it off."))
            self.changed.emit()
            return
        proposal, item, days = open_.proposal, asking.item.credential_id, open_.picks.days
        precision, sentences, number = asking.precision, self._words.sentences, asking.number
        self._asking = replace(asking, checking=True, error="")
        self.changed.emit()
        self._tasks.vault(
            lambda session: ask_sealed(session, proposal, item, precision, days, words, sentences),
            lambda check: self._prove(number, check, typed),
            lambda problem: self._not_permitted(number, problem),
            owner=self,
        )

    def _prove(self, number: int, check: PassphraseCheck, typed: str) -> None:
        """Away from the vault, which goes on meanwhile."""
        if self._asks(number):
            self._tasks.derive(
                lambda: check.prove(Passphrase(typed)),
                lambda proof: self._proven(number, proof),
                lambda problem: self._not_permitted(number, problem),
                owner=self,
            )

    def _proven(self, number: int, proof: PassphraseProof) -> None:
        if self._asks(number):
            self._tasks.vault(
                lambda session: session.permit(proof),
                lambda permission: self._permitted(number, permission),
                lambda problem: self._not_permitted(number, problem),
                owner=self,
            )

    def _asks(self, number: int) -> bool:
        """Whether this is still what is asked, or it was kept off meanwhile."""
        return self._asking is not None and self._asking.number == number

    def _free(self) -> Open | None:
        """The open request, while nothing is being decided on it."""
        return self._open if self._open is not None and not self._open.sharing else None

    def _arm(self) -> None:
        if self._open is not None:
            self._open = replace(self._open, armed=True)
            self.changed.emit()

    def _want(self, wanted: Mapping[str, Picked]) -> None:
        """Turn items on, after the passphrase for each that is sealed, alone or together with the others."""
        open_ = self._open
        if open_ is None:
            return
        precisions = {each: picked.precision for each, picked in wanted.items()}
        sealed = to_permit(open_.proposal, open_.picks.add(wanted), precisions, self._catalogue)
        item = open_.proposal.item(sealed[0]) if sealed else None
        if item is None:
            self._asking, self._wanted = None, {}
            self._change(replace(open_, picks=open_.picks.add(wanted)))
            self._announce(tuple(wanted))
            return
        try:
            check_sealed_request(open_.proposal, item)
        except ChoiceError as problem:  # which no passphrase can mend
            self._change(open_, tuple((each, self._words.error(problem)) for each in wanted))
        else:
            known = wanted.get(item.credential_id) or open_.picks.items[item.credential_id]
            self._questions += 1
            self._asking, self._wanted = Asking(self._questions, item, known.precision), dict(wanted)
            self.changed.emit()

    def _permitted(self, number: int, permission: SealedPermission) -> None:
        if self._asks(number):
            self._asking = None
            self._want({**self._wanted, permission.credential_id: Picked(permission.precision, permission)})

    def _not_permitted(self, number: int, problem: VaultError) -> None:
        if self._asking is not None and self._asking.number == number:
            self._asking = replace(self._asking, checking=False, error=self._words.error(problem))
            self.changed.emit()

    def _change(self, open_: Open, told: tuple[tuple[str, str], ...] = ()) -> None:
        self._open = replace(open_, told=told, failed="")
        self.changed.emit()

    def _announce(self, ids: tuple[str, ...]) -> None:
        state, open_ = self.asked(), self._open
        if state is None or open_ is None:
            return
        lines = []
        for each in ids:
            item, picked = open_.proposal.item(each), open_.picks.items.get(each)
            if item is not None:
                value = self._sealed.value(item, picked.precision) if picked is not None else self.tr("Not shared")
                lines.append(f"{self._words.label(item)}: {value}.")
        self.announced.emit(" ".join([*lines, f"{state.decision.reason or state.decision.share}."]))
