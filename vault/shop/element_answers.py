"""What somebody without a vault answered on a page: for this visit, in memory, and for their browser session alone.

It is kept as a visit from a vault is (:mod:`vault.shop.visits`): read by the same :class:`Profile` for the same
purpose, gone at the latest a day later, with :func:`stop_here`, and once a vault's answer comes to that browser
session. It is nobody's: no customer, no token, no receipt, nothing in the database.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from vault.core.catalogue import Entry, Type
from vault.core.errors import ChoiceError, RequestError
from vault.core.precision import coarsen
from vault.core.sensitivity import Level
from vault.core.strict_json import b64url
from vault.core.value import Precision, Value, value_from_json
from vault.core.value_check import check_value, level_of, levels_together
from vault.shop.browser_session import SESSION_LASTS
from vault.shop.element_questions import asked_at
from vault.shop.policy import PolicyItem
from vault.shop.profile import profile_for
from vault.shop.service import Shop, session_hash
from vault.shop.visits import Visit, VisitItem

NOBODY: Final = "answered on a page"
"""In the place of a customer's thumbprint, which never has a space."""
MAX_HERE: Final = 2_000
"""Such visits at once; past that the oldest of them goes. Anybody can answer, so they push out no others."""
_MARK_BYTES = 16


class AnswerRefused(ChoiceError):
    """One answer cannot be taken; ``item`` is the question's id."""

    def __init__(self, code: str, item: str) -> None:
        super().__init__(code)
        self.item = item


def form_mark(shop: Shop, browser_session: str) -> str:
    """What the page must send back with the answers: another site cannot know it (OWASP: CSRF)."""
    return b64url(shop.keys.keyed("page of questions", browser_session)[:_MARK_BYTES])


def check_mark(shop: Shop, browser_session: str, found: object) -> None:
    """Raise :class:`RequestError` ``page_not_ours`` unless :func:`form_mark` gave this to the same browser session."""
    right = form_mark(shop, browser_session).encode()
    if not isinstance(found, str) or not hmac.compare_digest(found.encode("utf-8", "replace"), right):
        raise RequestError("page_not_ours")


def answer_here(shop: Shop, browser_session: str, answers: Mapping[str, Any]) -> int:
    """Keep these answers for this visit, in the place of earlier ones. Returns how many there are.

    ``answers`` are value objects by item id, at least one, each at most as fine as it was asked. Raises
    :class:`AnswerRefused` ``answer_unfit``, or ``answer_sealed`` for what only a vault may share; :class:`ChoiceError`
    ``answers_none``, or ``answers_together`` if they say too much together, and the earlier ones are gone then too;
    :class:`PolicyError` ``policy_item_unknown``; :class:`StorageError`.
    """
    if not answers:
        raise ChoiceError("answers_none")
    items = [shop.policy.item(item_id) for item_id in answers]
    values = {item.id: _value(shop.catalogue.entry(item.key), item, answers[item.id]) for item in items}
    mine = session_hash(browser_session)
    for earlier in shop.visits.of(mine):
        if earlier.thumbprint == NOBODY:
            shop.visits.drop(earlier.request, [item.jti for item in earlier.items])
    _refuse_together(shop, browser_session, {item.key: values[item.id] for item in items})
    now = shop.clock.now()
    kept = tuple(
        VisitItem(shop.urn(), item.key, item.purpose, values[item.id], now + SESSION_LASTS, now, about_other=False)
        for item in items
    )
    _make_room(shop)
    visit = Visit(shop.urn(), mine, NOBODY, kept)
    shop.visits.keep(visit)
    shop.visits.open(visit.request)
    return len(items)


def _value(entry: Entry, item: PolicyItem, found: object) -> Value:
    try:
        value = value_from_json(found)
        check_value(entry, value)
    except ChoiceError as problem:
        raise AnswerRefused("answer_unfit", item.id) from problem
    if asked_at(entry, item) is None or level_of(entry, value) is Level.SEALED:
        raise AnswerRefused("answer_sealed", item.id)
    if value.precision > item.precision:
        raise AnswerRefused("answer_unfit", item.id)
    return _in_groups(entry, item, value)


def _in_groups(entry: Entry, item: PolicyItem, value: Value) -> Value:
    """A range that was typed, widened to the fixed groups: what is between two of them is not for the shop."""
    if entry.type is not Type.RANGE or value.precision is not Precision.RANGE:
        return value
    try:
        return coarsen(entry, replace(value, precision=Precision.EXACT), Precision.RANGE)
    except ChoiceError as problem:
        raise AnswerRefused("answer_unfit", item.id) from problem


def _refuse_together(shop: Shop, browser_session: str, values: Mapping[str, Value]) -> None:
    """Combinations count here as they do in a vault, together with what the shop holds of this browser session."""
    levels = {key: level_of(shop.catalogue.entry(key), value) for key, value in values.items()}
    profile = profile_for(shop, browser_session)
    related = {key for each in shop.catalogue.combinations if each.keys & levels.keys() for key in each.keys}
    held = [key for key in related - levels.keys() if profile.explain(key) is not None]
    if Level.SEALED in levels_together(shop.catalogue, levels, held).values():
        raise ChoiceError("answers_together")


def _make_room(shop: Shop) -> None:
    here = [visit for visit in shop.visits.all() if visit.thumbprint == NOBODY]
    for visit in here[: max(len(here) - MAX_HERE + 1, 0)]:
        shop.visits.drop(visit.request, [item.jti for item in visit.items])
