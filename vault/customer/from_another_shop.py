"""Take this to another shop: a new request answered from what another shop had.

It only says which items a switch could turn on, and how precise; the values are those that the vault holds now, and
every choice stays the customer's. It never offers more than the other shop had, nor more than this one asks and its
purpose needs, and it turns on nothing that is sealed, alone or together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.core.consent import HELD, ItemState
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.customer.choosing import Choice, Choices, levels_chosen
from vault.customer.objecting import is_objection
from vault.storage import consents

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.value import Precision
    from vault.customer.proposal import Proposal, ProposedItem
    from vault.customer.session import Session
    from vault.storage.connection import Reader
    from vault.storage.consents import ConsentItem

_NEVER_HAD = frozenset({ItemState.SENDING, ItemState.NOT_DELIVERED, ItemState.DENIED})
"""States in which nobody knows that the other shop ever had it."""


@dataclass(frozen=True)
class EarlierItem:
    """One item of the new request that would be turned on, at one of its steps."""

    credential_id: str
    key: str
    precision: Precision


@dataclass(frozen=True)
class Earlier:
    """What one other shop had of what is asked now. ``until`` is its latest end; ``still`` says that it has it now.

    ``sealed`` are query ids of sealed items that the other shop had too: they are never turned on by this.
    """

    host: str
    items: tuple[EarlierItem, ...]
    until: datetime
    still: bool
    sealed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Had:
    precision: Precision
    until: datetime
    still: bool


def offers(session: Session, proposal: Proposal) -> tuple[Earlier, ...]:
    """The other shops from whose items this request could be answered, most items first; none for a gift."""
    if proposal.person is not None or proposal.check.refused:
        return ()
    with session.database.read() as reader:
        by_host = _had_by_host(reader, session, besides=proposal.host)
    found = (_earlier(session, proposal, host, had) for host, had in by_host.items())
    return tuple(sorted((each for each in found if each.items), key=lambda each: (-len(each.items), each.host)))


def choices(session: Session, proposal: Proposal, host: str, *, days: int | None = None) -> Choices:
    """What to turn on for ``host``'s items, for ``days`` or as many as is usual. It is a start, and shares nothing.

    Raises :class:`ChoiceError` ``nothing_from_there``.
    """
    earlier = next((each for each in offers(session, proposal) if each.host == host), None)
    if earlier is None:
        raise ChoiceError("nothing_from_there", host=host[:80])
    chosen = tuple(Choice(each.credential_id, each.precision) for each in earlier.items)
    return Choices(chosen, proposal.usual_days if days is None else days)


def _had_by_host(reader: Reader, session: Session, *, besides: str) -> Mapping[str, Mapping[str, _Had]]:
    """What each shop had of the customer, by key: of each key what it has now, or else had last."""
    found: dict[str, dict[str, _Had]] = {}
    for consent in consents.consents(reader):
        if consent.host == besides or consent.subject is not None:
            continue
        for item in _newest_last(consents.items(reader, consent.id)):
            if not is_objection(reader, session.catalogue, item):
                for part in item.parts:
                    had = _Had(part.precision, item.until, item.state in HELD)
                    there = found.setdefault(consent.host, {})
                    if had.still or part.key not in there or not there[part.key].still:
                        there[part.key] = had
    return found


def _newest_last(items: Iterable[ConsentItem]) -> list[ConsentItem]:
    """The items of one consent that arrived, what was replaced before what took its place."""
    arrived = [item for item in items if item.state not in _NEVER_HAD]
    return sorted(arrived, key=lambda item: (item.state is not ItemState.SUPERSEDED, item.changed_at))


def _earlier(session: Session, proposal: Proposal, host: str, had: Mapping[str, _Had]) -> Earlier:
    known = [item for item in proposal.items if all(part.key in had for part in item.parts)]
    wanted = {item.credential_id: step for item in known if (step := _step(item, had)) is not None}
    levels = levels_chosen(proposal, wanted, session.catalogue)
    sealed = tuple(each for each in wanted if levels[each] is Level.SEALED)
    only_everyday = proposal.request.terms is None
    most = Level.EVERYDAY if only_everyday else Level.PERSONAL
    on = [item for item in known if item.credential_id in wanted and levels[item.credential_id] <= most]
    return Earlier(
        host,
        tuple(EarlierItem(item.credential_id, item.key, wanted[item.credential_id]) for item in on),
        max((had[part.key].until for item in on for part in item.parts), default=proposal.request.expires),
        any(had[part.key].still for item in on for part in item.parts),
        sealed,
    )


def _step(item: ProposedItem, had: Mapping[str, _Had]) -> Precision | None:
    """The finest step whose every value is no finer than the other shop had, nor finer than the purpose needs here."""
    if item.off is not None or item.start is None:
        return None
    for step in item.steps:
        fits = all(
            value.precision <= had[part.key].precision for part, value in zip(item.parts, step.values, strict=True)
        )
        if fits and step.precision <= item.start:
            return step.precision
    return None
