"""What a shop asks, laid beside what the vault holds: everything a person needs to see before choosing.

A :class:`Proposal` is frozen and complete. Screens and the command line only show it; what may leave is decided here
and in :mod:`vault.customer.sharing`, not in a dialog.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vault.core.catalogue import Catalogue, Entry, Text
from vault.core.errors import RequestError
from vault.core.precision import coarsen, steps_open
from vault.core.request_check import RequestCheck, check_request
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.core.value_check import level_of, levels_together
from vault.customer.kept import Kept as Kept
from vault.customer.manner import USUAL_DAYS
from vault.openid4vp.dcql import SD_JWT_VC, ClaimQuery, CredentialQuery, Offer, match
from vault.openid4vp.request_object import VerifiedRequest, compare_code
from vault.tokens.preference_claims import MAX_BUNDLE, VCT

_KEY = re.compile(r"[a-z]+\.[a-z0-9_]{1,60}")


class Off(StrEnum):
    """Why an item cannot be turned on. Each is a code with a sentence in ``resources/messages``."""

    NOT_IN_VAULT = "off_not_in_vault"
    CLOSED = "off_closed"
    OTHER_VALUE = "off_other_value"
    NOT_IN_CATALOGUE = "off_not_in_catalogue"
    ONLY_EVERYDAY = "off_only_everyday"
    GIFT_EVERYDAY = "off_gift_everyday"


@dataclass(frozen=True)
class Step:
    """One precision that can be chosen and the very value that would leave.

    In a bundle ``also`` are the values of its other parts. Each part is at its finest step that is not finer than this.
    """

    precision: Precision
    value: Value
    also: tuple[Value, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """What would leave, in the order of the item's parts."""
        return (self.value, *self.also)


@dataclass(frozen=True)
class Part:
    """One preference that is asked for. ``entry`` is None where the catalogue does not know it."""

    key: str
    entry: Entry | None


@dataclass(frozen=True)
class ProposedItem:
    """One item of the request. ``steps`` run from the finest the shop may have to the coarsest; empty when off.

    ``start`` is the step a switch turns on at: the finest that the purpose needs, or the coarsest that is offered where
    the shop takes only finer ones. An item is one preference, or a *bundle* with ``also`` others, which leave in one
    token or not at all; ``off_key`` is the one that keeps the item off.
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
    off_key: str | None = None
    also: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every preference that leaves with it: itself, and the others of a bundle."""
        return (Part(self.key, self.entry), *self.also)

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

    ``held`` are keys this shop has from earlier shares, for combinations; ``person`` is whom a gift answer is about.
    """

    id: str
    request: VerifiedRequest
    check: RequestCheck
    items: tuple[ProposedItem, ...]
    first_time: bool
    held: frozenset[str]
    person: str | None = None
    wished_days: int = USUAL_DAYS

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
        """The longest the shop asked for, in days; 0 means this visit only."""
        return self.request.terms.duration_days if self.request.terms and self.person is None else 0

    @property
    def usual_days(self) -> int:
        """Days at which the choice starts: as many as the customer wishes, and the shop asked for."""
        return min(self.wished_days, self.most_days)

    @property
    def asked(self) -> int:
        """How many preferences are asked for, those of bundles too."""
        return sum(len(item.parts) for item in self.items)

    @property
    def needed(self) -> int:
        """How many of them the shop says it needs."""
        return sum(len(item.parts) for item in self.items if item.required)

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

    Raises :class:`RequestError` ``query_unsupported`` for a query that is not about preferences.
    """
    check = check_request(request.terms, catalogue, signed=request.signed)
    vault = _Vault(kept, catalogue, held)
    items = tuple(_item(query, request, vault) for query in request.dcql.credentials)
    return Proposal(request_id, request, check, items, first_time, held)


@dataclass(frozen=True)
class _Vault:
    """What a query is laid beside."""

    kept: Mapping[str, Kept]
    catalogue: Catalogue
    held: frozenset[str]


@dataclass(frozen=True)
class _Asked:
    """One preference of an option with what is known of it; ``ladder`` are the steps that may leave, finest first."""

    part: Part
    mine: Kept | None
    level: Level
    ladder: tuple[Precision, ...]


def _item(query: CredentialQuery, request: VerifiedRequest, vault: _Vault) -> ProposedItem:
    """The first option, in the shop's order, that the vault can answer (OpenID4VP 1.0 §6.4.1), or else the first."""
    options = [option for option in query.claim_options() if _named_as_ours(option)]
    if not options or query.trusted_authorities:
        raise RequestError("query_unsupported", host=request.host)
    found = (_laid_out(query, option, request, vault) for option in options)
    first = next(found)
    return first if first.off is None else next((each for each in found if each.off is None), first)


def _keys(option: tuple[ClaimQuery, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(claim.path[0]) for claim in option))


def _named_as_ours(option: tuple[ClaimQuery, ...]) -> bool:
    """Preferences are named as the catalogue names them: the name is shown and written down."""
    return 0 < len(keys := _keys(option)) <= MAX_BUNDLE and all(_KEY.fullmatch(key) for key in keys)


def _laid_out(
    query: CredentialQuery, option: tuple[ClaimQuery, ...], request: VerifiedRequest, vault: _Vault
) -> ProposedItem:
    asked = request.terms.item(query.id) if request.terms else None
    finest = asked.precision if asked else Precision.EXACT
    found = _asked(_keys(option), finest, vault)
    first, others = found[0].part, found[1:]
    needed = first.entry.purposes.get(asked.purpose, finest) if first.entry and asked else finest
    steps = _steps(query, option, found)
    off, off_key = _why_off(request, found, steps)
    start = next((step.precision for step in steps if step.precision <= needed), None) or (
        steps[-1].precision if steps else None
    )
    return ProposedItem(
        credential_id=query.id,
        key=first.key,
        entry=first.entry,
        purpose=asked.purpose if asked else None,
        reason=asked.reason if asked else {},
        required=asked.required if asked else True,
        level=max(each.level for each in found),
        steps=() if off else steps,
        start=None if off else start,
        off=off,
        off_key=off_key,
        also=tuple(each.part for each in others),
    )


def _asked(keys: tuple[str, ...], finest: Precision, vault: _Vault) -> tuple[_Asked, ...]:
    found = []
    for key in keys:
        entry, mine = vault.catalogue.entries.get(key), vault.kept.get(key)
        level = Level.SEALED if entry is None else entry.level
        ladder: tuple[Precision, ...] = ()
        if entry is not None and mine is not None:
            level = max(mine.level, level_of(entry, mine.value))
            ladder = steps_open(entry, mine.most, finest)
        found.append(_Asked(Part(key, entry), mine, level, ladder))
    if len(found) == 1:
        return tuple(found)
    # What leaves together is as private as it is together.
    together = levels_together(vault.catalogue, {each.part.key: each.level for each in found}, vault.held)
    return tuple(replace(each, level=together[each.part.key]) for each in found)


def _steps(query: CredentialQuery, option: tuple[ClaimQuery, ...], found: tuple[_Asked, ...]) -> tuple[Step, ...]:
    """The steps at which every part may leave and the shop gets what it asks for, expected values too."""
    steps = []
    for precision in sorted({step for each in found for step in each.ladder}, reverse=True):
        values = tuple(value for each in found if (value := _value(each, precision)) is not None)
        claims = {each.part.key: value.to_json() for each, value in zip(found, values, strict=False)}
        # With these preferences alone no other option comes first: it would have been taken before this one.
        if len(values) == len(found) and match(query, Offer(SD_JWT_VC, VCT, claims)) == option:
            steps.append(Step(precision, values[0], values[1:]))
    return tuple(steps)


def _value(asked: _Asked, precision: Precision) -> Value | None:
    """The value at the finest step that may leave and is not finer than ``precision``."""
    step = next((each for each in asked.ladder if each <= precision), None)
    if step is None or asked.part.entry is None or asked.mine is None:
        return None
    return coarsen(asked.part.entry, asked.mine.value, step)


def _why_off(
    request: VerifiedRequest, found: tuple[_Asked, ...], steps: tuple[Step, ...]
) -> tuple[Off, str] | tuple[None, None]:
    """Why an item cannot be turned on, and which of its preferences is the reason."""
    everyday_only = request.terms is None
    reasons = {
        Off.NOT_IN_CATALOGUE: [each.part.entry is None for each in found],
        Off.NOT_IN_VAULT: [each.mine is None for each in found],
        Off.ONLY_EVERYDAY: [everyday_only and each.level is not Level.EVERYDAY for each in found],
        Off.CLOSED: [not each.ladder for each in found],
        Off.OTHER_VALUE: [not steps for _ in found],
    }
    for off, holds in reasons.items():
        if True in holds:
            return off, found[holds.index(True)].part.key
    return None, None
