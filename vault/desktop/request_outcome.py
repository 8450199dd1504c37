"""What the request page says after the decision, and what is true of its delivery."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.consent import ItemState
from vault.customer.holdings import view_shops
from vault.customer.sharing import Shared
from vault.customer.shop_detail import view_shop
from vault.desktop.request_choices import Picks
from vault.desktop.request_state import Decided, SharedItem
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from datetime import datetime

    from vault.customer.outcomes import Delivered
    from vault.customer.proposal import Proposal
    from vault.customer.session import Session
    from vault.desktop.offline_answer import ByHand

_KINDS = {
    "delivered": "ok",
    "refusal_heard": "ok",
    "not_reached": "busy",
    "not_delivered": "error",
    "given_up": "warning",
}
_STATES = {
    ItemState.SENDING: "busy",
    ItemState.ACTIVE: "ok",
    ItemState.UNCERTAIN: "warning",
    ItemState.NOT_DELIVERED: "error",
}


@dataclass(frozen=True)
class Outcome:
    """A decision that was made: shared (with the number of each item), or refused, and what the shop made of it."""

    host: str
    jtis: tuple[str, ...]
    items: tuple[SharedItem, ...]
    until: datetime | None
    visit: bool
    never_ask: bool
    kind: str
    status: str
    problem: str = ""
    code: str = ""
    back: str = ""


class OutcomeWords(QObject):
    """Makes an :class:`Outcome`, and the state to show it."""

    def __init__(self, words: RequestWords) -> None:
        super().__init__()
        self._words = words

    def shared(self, proposal: Proposal, picks: Picks, shared: Shared, code: str) -> Outcome:
        """Just shared; nothing is sent yet."""
        precisions = picks.precisions()
        items = tuple(
            SharedItem(self._words.shops.label(part.key), value.precision, self._words.shops.precision(value.precision))
            for item in proposal.items
            if item.credential_id in precisions and (step := item.step(precisions[item.credential_id])) is not None
            for part, value in zip(item.parts, step.values, strict=True)
        )
        sending = self._words.sentences.say("states", ItemState.SENDING)
        if shared.answer:
            sending = self.tr("Your answer is ready. The shop does not have it yet.")
        return Outcome(
            shared.host, shared.items, items, shared.until, picks.days == 0, False, "busy", sending, code=code
        )

    def refused(self, proposal: Proposal, *, never_ask: bool) -> Outcome:
        """Just refused; the shop has not heard it yet."""
        return Outcome(proposal.host, (), (), None, False, never_ask, "busy", self.tr("Your no is on its way."))

    def delivered(self, outcome: Outcome, delivered: Delivered, now: datetime) -> Outcome:
        """After a try to bring it to the shop."""
        status = self._words.sentences.say("deliveries", delivered.state)
        if delivered.next_try is not None:
            again = self._words.shops.moment(delivered.next_try, now)
            status = self.tr("{status} Next try: {moment}.").format(status=status, moment=again)
        problem = self._words.error(delivered.problem) if delivered.problem is not None else ""
        return replace(
            outcome,
            kind=_KINDS.get(delivered.state, "warning"),
            status=status,
            problem=problem,
            back=delivered.redirect_uri or "",
        )

    def found(self, outcome: Outcome, states: Collection[ItemState]) -> Outcome:
        """What the vault says of the shared items now: something else may have brought them, or stopped them."""
        if len(states) != 1:
            return outcome  # stopped in part: the page of shops says what of
        (state,) = states
        if _STATES.get(state) == outcome.kind:
            return outcome
        kind, status = _STATES.get(state, "off"), self._words.sentences.say("states", state)
        return replace(outcome, kind=kind, status=status, problem="")

    def state(self, outcome: Outcome, by_hand: ByHand | None = None) -> Decided:
        """What to show; ``by_hand`` is the answer that does not leave by itself."""
        count, host = len(outcome.items), outcome.host
        if count == 0:
            title = self.tr("You shared nothing with {host}")
            text = self.tr("The shop only hears “no”.")
            if outcome.never_ask:
                text = self.tr("The shop only hears “no”. It may not ask you again.")
        else:
            title = (
                self.tr("You shared 1 thing with {host}")
                if count == 1
                else self.tr("You shared {count} things with {host}")
            )
            if outcome.visit or outcome.until is None:
                text = self.tr("For this visit only. You can stop at any moment.")
            else:
                text = self.tr("Until {date}. You can stop any day.").format(
                    date=self._words.sentences.date(outcome.until)
                )
        code = (
            self.tr("Code for this shop: {code}. With it you can stop there, without your vault.").format(
                code=outcome.code
            )
            if outcome.code
            else ""
        )
        return Decided(
            host,
            title.format(count=count, host=host),
            text,
            outcome.items,
            outcome.kind,
            outcome.status,
            outcome.problem,
            code,
            outcome.back,
            self.tr("Your browser goes back to the shop. If it does not, open this address there:")
            if outcome.back
            else "",
            by_hand,
        )


def states_of(session: Session, jtis: Collection[str]) -> frozenset[ItemState]:
    """What is true of these shared items now."""
    return frozenset(item.state for shop in view_shops(session) for item in shop.items if item.jti in jtis)


def code_of(session: Session, host: str) -> str:
    """The stop code that a shop has; empty for a shop that this vault never answered."""
    known = {shop.host for shop in view_shops(session)}
    return view_shop(session, host).code if host in known else ""
