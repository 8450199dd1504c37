"""Gift answers: a request answered with the sizes and likes of somebody else.

Nobody agrees for another adult. So such an answer is for this visit, only Everyday, and marked as not about the
customer: the shop keeps it out of their profile (``subject``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.people import kept_of
from vault.customer.proposal import Kept, Off, Proposal
from vault.storage import people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vault.core.catalogue import Catalogue
    from vault.storage.connection import Reader

OTHER: Final[Literal["other"]] = "other"
"""What marks a token, a consent and a history entry that are about somebody else."""


def can_be_gift(proposal: Proposal) -> bool:
    """Whether the request can be answered for somebody else: by a shop that knows the mark, and Everyday is enough.

    Who asks without our terms would take the values for the customer's own.
    """
    everyday = [item.entry is not None and item.entry.level is Level.EVERYDAY for item in proposal.items]
    needed = [fits for item, fits in zip(proposal.items, everyday, strict=True) if item.required]
    return proposal.request.terms is not None and not proposal.check.refused and any(everyday) and all(needed)


def kept_for(reader: Reader, catalogue: Catalogue, person: str) -> Mapping[str, Kept]:
    """What is kept of a person, by key. Raises :class:`ChoiceError` ``person_unknown``."""
    if people.person(reader, person) is None:
        raise ChoiceError("person_unknown")
    found = kept_of(catalogue, people.preferences(reader, person))
    return {each.entry.key: Kept(each.value, each.level, Precision.EXACT) for each in found}


def as_gift(proposal: Proposal, person: str) -> Proposal:
    """A proposal over somebody's sizes and likes, with all off that is more than Everyday.

    Raises :class:`ChoiceError` ``gift_not_possible``.
    """
    if not can_be_gift(proposal):
        raise ChoiceError("gift_not_possible", host=proposal.host)
    items = tuple(
        item
        if item.level is Level.EVERYDAY or item.off is Off.NOT_IN_CATALOGUE
        else replace(item, steps=(), start=None, off=Off.GIFT_EVERYDAY, off_key=item.key)
        for item in proposal.items
    )
    return replace(proposal, items=items, person=person)
