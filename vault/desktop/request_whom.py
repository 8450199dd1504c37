"""For whom a request is answered: oneself, or somebody one buys for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from vault.core.errors import ChoiceError
from vault.customer.from_another_shop import Earlier, offers
from vault.customer.people import list_people
from vault.customer.review import propose, propose_for
from vault.desktop.request_outcome import code_of

if TYPE_CHECKING:
    from vault.customer.proposal import Proposal
    from vault.customer.session import Session
    from vault.openid4vp.request_object import VerifiedRequest

People = tuple[tuple[str, str], ...]


class LaidOut(NamedTuple):
    """A request beside what the vault keeps. ``people`` are who it could be answered for, as ``(id, nickname)``;
    ``earlier`` are the shops that have or had some of it."""

    proposal: Proposal
    code: str
    people: People
    earlier: tuple[Earlier, ...] = ()


def lay_out(session: Session, request: VerifiedRequest, before: Proposal | None) -> LaidOut:
    """Lay a request out; for somebody else if it was ``before`` and still can be. Raises as :func:`propose`."""
    proposal = propose(session, request)
    earlier = offers(session, proposal)
    people = tuple((each.id, each.nickname) for each in list_people(session))
    if before is not None and before.id == proposal.id and before.person is not None:
        with suppress(ChoiceError):  # if that person is gone, it is for the customer again
            proposal = propose_for(session, proposal, before.person)
    return LaidOut(proposal, code_of(session, request.host), people, earlier)
