"""From choices to a decision: what exactly leaves, at which level, until when. Pure; nothing is stored or sent here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vault.core.catalogue import Catalogue
from vault.core.clock import from_seconds, to_seconds
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.terms import EXPLICIT_CONSENT_BASIS, LONGEST_SHARE
from vault.core.value import Precision, Value
from vault.core.value_check import level_of, levels_together
from vault.core.wording import in_language
from vault.customer.proposal import Part, Proposal, ProposedItem, Step
from vault.openid4vp.dcql import answerable

HOUR = 3600


@dataclass(frozen=True)
class SealedPermission:
    """The passphrase was typed and the explicit words were seen, for this one item of this one request.

    ``ticket`` is known only to the session that gave it, and is spent by the share.
    """

    request_id: str
    credential_id: str
    precision: Precision
    days: int
    words: str
    ticket: bytes = field(repr=False)


@dataclass(frozen=True)
class Choice:
    """One item turned on, at one precision."""

    credential_id: str
    precision: Precision
    permission: SealedPermission | None = None


@dataclass(frozen=True)
class Choices:
    """Everything a person decided. ``days`` is 0 for this visit only."""

    items: tuple[Choice, ...]
    days: int


@dataclass(frozen=True)
class DecidedItem:
    """One item that leaves: the very value, and the level it has together with the others."""

    item: ProposedItem
    step: Step
    level: Level
    permission: SealedPermission | None

    @property
    def values(self) -> tuple[tuple[Part, Value], ...]:
        """Each preference that leaves in its token with the value that leaves: one, or all of a bundle."""
        return tuple(zip(self.item.parts, self.step.values, strict=True))


@dataclass(frozen=True)
class Decision:
    """What leaves. ``until`` is on the hour, as tokens are; ``visit`` means that the shop stores nothing."""

    items: tuple[DecidedItem, ...]
    until: datetime
    visit: bool


def levels_chosen(proposal: Proposal, chosen: Mapping[str, Precision], catalogue: Catalogue) -> Mapping[str, Level]:
    """The level of each chosen item (by query id) together with the others: a combination can seal what was not."""
    items = [item for item in proposal.items if item.credential_id in chosen]
    levels = {part.key: item.level for item in items for part in item.parts}
    held = proposal.held if proposal.person is None else ()  # what is of somebody else says nothing with it
    together = levels_together(catalogue, levels, held)
    return {item.credential_id: max(item.level, *(together[part.key] for part in item.parts)) for item in items}


def decide(proposal: Proposal, choices: Choices, catalogue: Catalogue, now: datetime) -> Decision:
    """Check every rule of sharing, or raise :class:`ChoiceError`.

    Codes: ``request_refused``, ``request_over``, ``nothing_chosen``, ``choice_unknown``, ``choice_off``,
    ``precision_not_offered``, ``needed_item_off``, ``too_long``, ``visit_only``, ``sealed_needs_passphrase``,
    ``sealed_not_signed``, ``sealed_wrong_basis``.
    """
    if proposal.check.refused:
        raise ChoiceError("request_refused", host=proposal.host)
    if now >= proposal.request.expires:
        raise ChoiceError("request_over", host=proposal.host)
    if not choices.items:
        raise ChoiceError("nothing_chosen")
    if len({choice.credential_id for choice in choices.items}) != len(choices.items):
        raise ChoiceError("choice_unknown")
    if not 0 <= choices.days <= min(proposal.most_days, LONGEST_SHARE):
        if proposal.most_days == 0:
            raise ChoiceError("visit_only", host=proposal.host)
        raise ChoiceError("too_long", host=proposal.host, days=proposal.most_days)
    picked = [(choice, *_picked(proposal, choice)) for choice in choices.items]
    if not answerable(proposal.request.dcql, {choice.credential_id for choice in choices.items}):
        raise ChoiceError("needed_item_off", host=proposal.host)
    levels = levels_chosen(proposal, {choice.credential_id: choice.precision for choice in choices.items}, catalogue)
    decided = []
    for choice, item, step in picked:
        level = levels[choice.credential_id]
        if level is Level.SEALED and not _permitted(proposal, choice, choices.days):
            raise ChoiceError("sealed_needs_passphrase", item=item.key)
        if level is Level.SEALED:
            check_sealed_request(proposal, item)
        only_everyday = proposal.request.terms is None or proposal.person is not None
        if only_everyday and level is not Level.EVERYDAY:
            raise ChoiceError("choice_off", item=item.key)
        decided.append(DecidedItem(item, step, level, choice.permission if level is Level.SEALED else None))
    return Decision(tuple(decided), end_of(choices.days, now), choices.days == 0)


def check_sealed_request(proposal: Proposal, item: ProposedItem) -> None:
    """What is sealed goes only to a shop that proved who it is, and health and the like only on explicit consent.

    A customer may seal anything; that alone does not make it a special category (GDPR art. 9). Raises
    :class:`ChoiceError` ``sealed_not_signed`` or ``sealed_wrong_basis``, which no passphrase can mend.
    """
    if not proposal.request.signed:
        raise ChoiceError("sealed_not_signed", item=item.key)
    terms = proposal.request.terms
    special = item.entry is not None and any(level_of(item.entry, step.value) is Level.SEALED for step in item.steps)
    if special and (terms is None or terms.item(item.credential_id).legal_basis != EXPLICIT_CONSENT_BASIS):
        raise ChoiceError("sealed_wrong_basis", item=item.key)


def _picked(proposal: Proposal, choice: Choice) -> tuple[ProposedItem, Step]:
    item = proposal.item(choice.credential_id)
    if item is None:
        raise ChoiceError("choice_unknown")
    if item.off is not None:
        raise ChoiceError("choice_off", item=item.key)
    step = item.step(choice.precision)
    if step is None:
        raise ChoiceError("precision_not_offered", key=item.key)
    return item, step


def _permitted(proposal: Proposal, choice: Choice, days: int) -> bool:
    given = choice.permission
    return given is not None and (given.request_id, given.credential_id, given.precision, given.days) == (
        proposal.id,
        choice.credential_id,
        choice.precision,
        days,
    )


def end_of(days: int, now: datetime) -> datetime:
    """When a share of ``days`` ends, on the hour before; this visit (0) ends within a day."""
    seconds = to_seconds(now + timedelta(days=days or 1))
    return from_seconds(seconds - seconds % HOUR)


def explicit_words(
    proposal: Proposal, item: ProposedItem, days: int, now: datetime, catalogue: Catalogue, sentences: Sentences
) -> str:
    """The words of GDPR art. 9(2)(a) for one sealed item: who, what, what for, until when."""
    purpose = catalogue.purposes.get(item.purpose or "")
    return sentences.say(
        "sharing",
        "explicit_words",
        host=proposal.host,
        label=in_language(item.entry.label, sentences.language) if item.entry else item.key,
        purpose=in_language(purpose.label, sentences.language) if purpose else "",
        date=sentences.date(end_of(days, now)),
    )
