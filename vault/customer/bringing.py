"""What the customer answers to suggestions, written all together after a backup, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.value import Value
from vault.core.wording import describe
from vault.customer.backups import Reason, keep_backup
from vault.customer.editing import check_keepable, search_words
from vault.customer.keeping_lines import keep_lines, require_room
from vault.customer.reviewing import Review, Standing, Suggested, brand_size, kept_value, refusals
from vault.customer.size_help import MOST_BRANDS
from vault.portability.takeouts import mapping as mapping_
from vault.portability.takeouts.opening import Cancel, Never
from vault.storage import brand_sizes, journal, preferences, refused_suggestions, takeout_mappings
from vault.storage.brand_sizes import BrandSize
from vault.storage.refused_suggestions import MAX_REFUSED, RefusedSuggestion
from vault.storage.takeout_mappings import MAX_MAPPINGS, TakeoutMapping

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.value import Json
    from vault.customer.session import Session
    from vault.customer.suggesting import Progress
    from vault.storage.connection import Reader, Transaction


class Answer(StrEnum):
    """What can be said of a suggestion. One without an answer is skipped."""

    TAKE = "take"
    SKIP = "skip"
    NEVER = "never"


Answers = Mapping[str, Answer | Value]
"""By the suggestion's id; a value is the customer's own in its place."""


@dataclass(frozen=True)
class Brought:
    """What changed: preferences and sizes at brands that were ``added``, suggestions ``refused`` for good, and lines
    kept. Where it is nothing, the history has no new line."""

    added: int = 0
    refused: int = 0
    lines: int = 0


@dataclass(frozen=True)
class _Plan:
    """What really has to be written."""

    values: tuple[tuple[Suggested, Value], ...]
    refused: tuple[RefusedSuggestion, ...]
    mappings: tuple[TakeoutMapping, ...]


def decide(
    session: Session,
    review: Review,
    answers: Answers,
    *,
    lines: bool = False,
    progress: Progress = lambda done, every: None,
    cancel: Cancel | None = None,
) -> Brought:
    """Write what was answered, in one transaction after a backup. With ``lines`` the lines of the file are kept too;
    else nothing of the file is.

    Raises :class:`ChoiceError` ``suggestion_unknown``, ``value_does_not_fit``, ``suggestion_changed`` if the vault is
    not as it was shown, ``brand_sizes_many``, ``refused_many``, as :func:`keep_lines`, or ``cancelled``; and
    :class:`StorageError` as :func:`keep_backup`. Then the vault is as it was.
    """
    cancel = cancel or Never()
    now = session.clock.now()
    with session.database.read() as reader:
        plan = _planned(session, reader, review, answers, now)
        if lines:
            require_room(reader, review.looked)
    if not (plan.values or plan.refused or plan.mappings or lines):
        return Brought()
    keep_backup(session, Reason.IMPORT)
    with session.database.transaction() as transaction:
        for each, value in plan.values:
            _require_as_shown(transaction, each)
            _write(session, transaction, each, value, now)
        for refused in plan.refused:
            refused_suggestions.put(transaction, refused)
        for explained in plan.mappings:
            takeout_mappings.put(transaction, explained)
        kept = keep_lines(session, transaction, review.looked, now, progress, cancel) if lines else 0
        done = Brought(len(plan.values), len(plan.refused), kept)
        if done != Brought():
            counts: dict[str, Json] = {"added": done.added, "refused": done.refused, "lines": done.lines}
            journal.append(transaction, now, "suggestions_answered", {"source": review.looked.source, **counts})
    session.commit_anchor()
    return done


def _planned(session: Session, reader: Reader, review: Review, answers: Answers, now: datetime) -> _Plan:
    values, refused = [], []
    for suggestion_id, answer in answers.items():
        each = review.named(suggestion_id)
        if each is None:
            raise ChoiceError("suggestion_unknown")
        entry = session.catalogue.entry(each.suggestion.key)
        if answer is Answer.NEVER:
            if not each.may_refuse:
                raise ChoiceError("suggestion_not_refusable")
            said = refusals(entry, each.suggestion.value)
            refused += [RefusedSuggestion(entry.key, value, now) for value in said]
        elif answer is not Answer.SKIP:
            value = answer if isinstance(answer, Value) else each.becomes
            if each.suggestion.brand is None:
                check_keepable(entry, value)
            _require_as_shown(reader, each)
            if value != each.kept:
                values.append((each, value))
    known = {(each.key, each.value) for each in refused_suggestions.refused_suggestions(reader)}
    new = tuple(each for each in refused if (each.key, each.value) not in known)
    if len(known) + len(new) > MAX_REFUSED:
        raise ChoiceError("refused_many", most=MAX_REFUSED)
    _require_places(reader, [each for each, _ in values])
    return _Plan(tuple(values), new, _explained(reader, review, now))


def _explained(reader: Reader, review: Review, now: datetime) -> tuple[TakeoutMapping, ...]:
    """The columns that were explained for this file, and are not remembered yet."""
    known = {each.fingerprint: each.mapping for each in takeout_mappings.mappings(reader)}
    how, new = review.looked.how, {}
    for name, mapping in how.mappings.items():
        record, fingerprint = mapping_.as_record(mapping), how.fingerprints.get(name)
        if fingerprint is not None and known.get(fingerprint) != record:
            new[fingerprint] = TakeoutMapping(fingerprint, record, now)
    room = MAX_MAPPINGS - len(known)  # beyond it they are asked for again
    return tuple(each for each in new.values() if each.fingerprint in known or room > 0)


def _require_places(reader: Reader, found: list[Suggested]) -> None:
    new = sum(each.suggestion.brand is not None and each.standing is Standing.NEW for each in found)
    if new and len(brand_sizes.brand_sizes(reader)) + new > MOST_BRANDS:
        raise ChoiceError("brand_sizes_many", most=MOST_BRANDS)


def _require_as_shown(reader: Reader, each: Suggested) -> None:
    if kept_value(reader, each.suggestion) != each.kept:
        raise ChoiceError("suggestion_changed")


def _write(session: Session, transaction: Transaction, each: Suggested, value: Value, now: datetime) -> None:
    suggestion, entry = each.suggestion, session.catalogue.entry(each.suggestion.key)
    if suggestion.brand is not None:
        size = " ".join(describe(entry, value, "en").split())
        before = brand_size(transaction, suggestion)
        number = brand_sizes.next_id(transaction) if before is None else before.id
        note = "" if before is None else before.note
        when = now.replace(microsecond=0)
        brand_sizes.put(transaction, BrandSize(number, entry.key, suggestion.brand, size, note, when))
        return
    kept = preferences.preference(transaction, entry.key)
    wanted = preferences.Preference(
        entry.key,
        value,
        now,
        None if kept is None else kept.level_raised,
        None if kept is None else kept.most_precise,
        None if kept is None else kept.note,
    )
    preferences.set_preference(transaction, wanted, search_words(entry, value))
    journal.append(transaction, now, "preference_set", {"key": entry.key})
