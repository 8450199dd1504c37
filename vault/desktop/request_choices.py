"""What the customer has turned on so far, as a value that never changes: each step makes a new one. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from vault.core.catalogue import Catalogue
from vault.core.sensitivity import Level
from vault.core.terms import LONGEST_SHARE
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices, SealedPermission, levels_chosen
from vault.customer.proposal import Proposal, ProposedItem
from vault.openid4vp.dcql import answerable

OFFERED_DAYS = (0, 30, 90, 365)
"""This visit, 30 days, 90 days and a year: few enough to compare."""


@dataclass(frozen=True)
class Picked:
    """One item that is on: how precise, and for a sealed one the permission."""

    precision: Precision
    permission: SealedPermission | None = None


@dataclass(frozen=True)
class Picks:
    """Everything chosen so far, by query id. A new request opens with nothing in it."""

    days: int
    items: Mapping[str, Picked] = field(default_factory=dict)

    def add(self, wanted: Mapping[str, Picked]) -> Picks:
        """With these items on, each as given."""
        return replace(self, items={**self.items, **wanted})

    def drop(self, ids: Iterable[str]) -> Picks:
        """With these items off."""
        gone = frozenset(ids)
        return replace(self, items={each: picked for each, picked in self.items.items() if each not in gone})

    def precisions(self) -> Mapping[str, Precision]:
        """How precise each item is that is on."""
        return {each: picked.precision for each, picked in self.items.items()}


def first_picks(proposal: Proposal) -> Picks:
    """As a request opens: everything off, for the usual time."""
    return Picks(proposal.usual_days)


def days_offered(proposal: Proposal) -> tuple[int, ...]:
    """The times to choose from: never longer than the shop asked, always with the one it starts at."""
    most = min(proposal.most_days, LONGEST_SHARE)
    return tuple(sorted({*(days for days in OFFERED_DAYS if days <= most), proposal.usual_days}))


def bundles(proposal: Proposal) -> tuple[tuple[str, ...], ...]:
    """The query ids that can only be answered together (OpenID4VP 1.0 §6.4.2): one switch for each bundle."""
    query = proposal.request.dcql
    if not query.credential_sets:
        return (query.ids,) if len(query.ids) > 1 else ()
    return tuple(
        each.options[0]
        for each in query.credential_sets
        if not each.required and len(each.options) == 1 and len(each.options[0]) > 1
    )


def permitted(proposal: Proposal, picks: Picks, item_id: str, precision: Precision) -> bool:
    """Whether the passphrase was typed for this item at this precision and for this time."""
    picked = picks.items.get(item_id)
    given = picked.permission if picked is not None else None
    return given is not None and (given.request_id, given.precision, given.days) == (
        proposal.id,
        precision,
        picks.days,
    )


def to_permit(
    proposal: Proposal, picks: Picks, wanted: Mapping[str, Precision], catalogue: Catalogue
) -> tuple[str, ...]:
    """What needs the passphrase before ``wanted`` can be on: of the whole choice, for it is read as one."""
    together = {**picks.precisions(), **wanted}
    levels = levels_chosen(proposal, together, catalogue)
    return tuple(
        item.credential_id
        for item in proposal.items
        if levels.get(item.credential_id) is Level.SEALED
        and not permitted(proposal, picks, item.credential_id, together[item.credential_id])
    )


def level_if_on(proposal: Proposal, picks: Picks, item: ProposedItem, catalogue: Catalogue) -> Level:
    """The level of an item together with what is on now, itself included."""
    together = {**picks.precisions(), item.credential_id: item.start or Precision.CATEGORY}
    return levels_chosen(proposal, together, catalogue)[item.credential_id]


def still_fitting(proposal: Proposal, picks: Picks, catalogue: Catalogue) -> Picks:
    """``picks`` without what no longer holds: steps that are gone, and sealed items without a fitting permission."""
    gone = [
        each
        for each, picked in picks.items.items()
        if (item := proposal.item(each)) is None or item.step(picked.precision) is None
    ]
    picks = picks.drop(gone)
    unpermitted = set(to_permit(proposal, picks, {}, catalogue))
    broken = [each for bundle in bundles(proposal) if unpermitted & set(bundle) for each in bundle]
    return picks.drop((*unpermitted, *broken))


def needed_off(proposal: Proposal, picks: Picks) -> tuple[ProposedItem, ...]:
    """The items that are off although no answer is possible without them."""
    if answerable(proposal.request.dcql, picks.items.keys()):
        return ()
    return tuple(item for item in proposal.items if item.required and item.credential_id not in picks.items)


def as_choices(proposal: Proposal, picks: Picks) -> Choices:
    """What is decided, in the order of the request."""
    items = tuple(
        Choice(item.credential_id, picked.precision, picked.permission)
        for item in proposal.items
        if (picked := picks.items.get(item.credential_id)) is not None
    )
    return Choices(items, picks.days)
