"""What a shop asks, laid beside what the vault holds: everything a person needs to see before choosing.

A :class:`Proposal` is frozen and complete. Screens and the command line only show it; what may leave is decided here
and in :mod:`vault.customer.sharing`, not in a dialog.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vault.core.catalogue import Catalogue, Entry, Text
from vault.core.errors import RequestError
from vault.core.precision import coarsen, steps_open
from vault.core.request_check import RequestCheck, check_request
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.core.value_check import level_of
from vault.openid4vp.dcql import CredentialQuery
from vault.openid4vp.request_object import VerifiedRequest, compare_code

_KEY = re.compile(r"[a-z]+\.[a-z0-9_]{1,60}")
USUAL_DAYS = 90
"""Days a share lasts unless the person or the shop says less."""


class Off(StrEnum):
    """Why an item cannot be turned on. Each is a code with a sentence in ``resources/messages``."""

    NOT_IN_VAULT = "off_not_in_vault"
    CLOSED = "off_closed"
    OTHER_VALUE = "off_other_value"
    NOT_IN_CATALOGUE = "off_not_in_catalogue"
    ONLY_EVERYDAY = "off_only_everyday"


@dataclass(frozen=True)
class Kept:
    """A preference as the vault keeps it. ``most`` is the most a shop may ever see; ``level`` is raised only."""

    value: Value
    level: Level
    most: Precision


@dataclass(frozen=True)
class Step:
    """One precision that can be chosen and the very value that would leave."""

    precision: Precision
    value: Value


@dataclass(frozen=True)
class ProposedItem:
    """One item of the request. ``steps`` run from the finest the shop may have to the coarsest; empty when off.

    ``start`` is the step a switch turns on at: the finest that the purpose needs, or the coarsest that is offered where
    the shop takes only finer ones.
    """

    credential_id: str
    key: str
    entry: Entry | None
    purpose: str | None
    reason: Text
    required: bool
    level: Level
    steps: tuple[Step, ...]
    start: Precision | None
    off: Off | None

    @property
    def sealed(self) -> bool:
        """Whether it leaves only alone, after the passphrase and explicit words."""
        return self.level is Level.SEALED

    def step(self, precision: Precision) -> Step | None:
        """The step at ``precision``, or None if it is not offered."""
        return next((step for step in self.steps if step.precision is precision), None)


@dataclass(frozen=True)
class Proposal:
    """A request that was verified and checked, with what could be answered.

    ``most_days`` is the longest the shop asked for, 0 if only this visit is possible; ``usual_days`` is where the
    choice starts. ``held`` are the keys this shop has from earlier shares: they count for combinations.
    """

    id: str
    request: VerifiedRequest
    check: RequestCheck
    items: tuple[ProposedItem, ...]
    first_time: bool
    held: frozenset[str]

    @property
    def host(self) -> str:
        """The proven host: who asks."""
        return self.request.host

    @property
    def code(self) -> str:
        """Four digits to compare with those on the shop's page."""
        return compare_code(self.request.nonce)

    @property
    def most_days(self) -> int:
        """Days; 0 means this visit only."""
        return self.request.terms.duration_days if self.request.terms else 0

    @property
    def usual_days(self) -> int:
        """Days at which the choice starts."""
        return min(USUAL_DAYS, self.most_days)

    def item(self, credential_id: str) -> ProposedItem | None:
        """The item with this query id."""
        return next((item for item in self.items if item.credential_id == credential_id), None)


def lay_out(
    request_id: str,
    request: VerifiedRequest,
    kept: Mapping[str, Kept],
    catalogue: Catalogue,
    *,
    first_time: bool,
    held: frozenset[str],
) -> Proposal:
    """Lay a verified request beside what is kept. Pure: the same request and preferences give the same proposal.

    Raises :class:`RequestError` ``query_unsupported`` for a query that is not about one preference.
    """
    for query in request.dcql.credentials:
        _check_query(query, request.host)
    check = check_request(request.terms, catalogue, signed=request.signed)
    items = tuple(_item(query, request, kept, catalogue) for query in request.dcql.credentials)
    return Proposal(request_id, request, check, items, first_time, held)


def _check_query(query: CredentialQuery, host: str) -> None:
    """One credential, one preference, named as the catalogue names them: the name is shown and written down."""
    paths = [claim.path for claim in query.claims]
    if len(paths) != 1 or not isinstance(paths[0][0], str) or not _KEY.fullmatch(paths[0][0]):
        raise RequestError("query_unsupported", host=host)


def _item(
    query: CredentialQuery, request: VerifiedRequest, kept: Mapping[str, Kept], catalogue: Catalogue
) -> ProposedItem:
    asked = request.terms.item(query.id) if request.terms else None
    key = str(query.claims[0].path[0])
    entry = catalogue.entries.get(key)
    mine = kept.get(key)
    finest = asked.precision if asked else Precision.EXACT
    needed = entry.purposes.get(asked.purpose, finest) if entry and asked else finest
    level = max(mine.level, level_of(entry, mine.value)) if entry and mine else (entry.level if entry else Level.SEALED)
    steps = _steps(query, entry, mine, finest)
    off = _why_off(query, request, entry, mine, finest, level)
    start = next((step.precision for step in steps if step.precision <= needed), None) or (
        steps[-1].precision if steps else None
    )
    return ProposedItem(
        credential_id=query.id,
        key=key,
        entry=entry,
        purpose=asked.purpose if asked else None,
        reason=asked.reason if asked else {},
        required=asked.required if asked else True,
        level=level,
        steps=() if off else steps,
        start=None if off else start,
        off=off,
    )


def _steps(query: CredentialQuery, entry: Entry | None, mine: Kept | None, finest: Precision) -> tuple[Step, ...]:
    if entry is None or mine is None:
        return ()
    steps = (Step(step, coarsen(entry, mine.value, step)) for step in steps_open(entry, mine.most, finest))
    return tuple(step for step in steps if _wanted(query, step.value))


def _wanted(query: CredentialQuery, value: Value) -> bool:
    """Whether the value is one the shop asked for. With ``values`` it asks for these only (OpenID4VP 1.0 §6.4.1)."""
    members = value.to_json()
    for claim in query.claims:
        if claim.values and (len(claim.path) != 2 or members.get(str(claim.path[1])) not in claim.values):
            return False
    return True


def _why_off(
    query: CredentialQuery,
    request: VerifiedRequest,
    entry: Entry | None,
    mine: Kept | None,
    finest: Precision,
    level: Level,
) -> Off | None:
    if entry is None:
        return Off.NOT_IN_CATALOGUE
    if mine is None:
        return Off.NOT_IN_VAULT
    if request.terms is None and level is not Level.EVERYDAY:
        return Off.ONLY_EVERYDAY
    if not steps_open(entry, mine.most, finest):
        return Off.CLOSED
    return None if _steps(query, entry, mine, finest) else Off.OTHER_VALUE
