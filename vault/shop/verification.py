"""Whether an answer is one that the shop may import: every check that the tokens alone cannot make.

What a single presentation must be is checked by :func:`vault.tokens.presentation.verify_presentation`; here the answer
is held against the request, the terms and the catalogue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from vault.core.catalogue import Catalogue, Entry
from vault.core.errors import ChoiceError, TokenError
from vault.core.sensitivity import Level
from vault.core.terms import TermItem, Terms
from vault.core.value import Value, value_from_json
from vault.core.value_check import check_value, level_of, levels_together
from vault.openid4vp.response import Answer
from vault.shop.requests import PendingRequest
from vault.tokens.claims import SKEW
from vault.tokens.keys import VerifyingKey
from vault.tokens.preference_token import TokenClaims
from vault.tokens.presentation import VerifiedPresentation, verify_presentation

ROUNDING = timedelta(hours=1)
"""Ends are rounded to the hour; a vault may round the other way."""


@dataclass(frozen=True)
class VerifiedItem:
    """One item of an answer, with every check passed. ``number`` is its place in the terms."""

    asked: TermItem
    number: int
    claims: TokenClaims
    value: Value
    level: Level
    says_no: bool
    """It is a "no" to being contacted: an objection (GDPR art. 21), marked as one or not."""
    token: str
    disclosure: str
    key_binding: str
    presented: datetime

    def __repr__(self) -> str:
        return f"VerifiedItem({self.asked.credential_id!r}, …)"


@dataclass(frozen=True)
class VerifiedAnswer:
    """What one customer, known by ``holder``, answered. Items are in the order of the terms."""

    holder: VerifyingKey
    did: str
    items: tuple[VerifiedItem, ...]


def verify_answer(
    answer: Answer, request: PendingRequest, *, client_id: str, catalogue: Catalogue, now: datetime
) -> VerifiedAnswer:
    """Check an answer, decrypted and not verified yet, to ``request``.

    Raises :class:`TokenError`: ``answer_late``, ``state_wrong``, ``answer_empty``, ``query_id_unknown``,
    ``required_missing``, ``answer_several``, ``holders_differ``, ``key_not_asked``, ``item_number_wrong``,
    ``token_key_unknown``, ``value_refused``, ``finer_than_asked``, ``lasts_too_long``, ``objection_refused``,
    ``subject_refused``, ``token_twice``, ``sealed_without_own_consent``, ``consents_differ``, or as
    :func:`verify_presentation`.
    """
    if now > request.expires + SKEW:
        raise TokenError("answer_late")
    if answer.state != request.state:
        raise TokenError("state_wrong")
    texts = _presentations(answer, request)
    shown = [
        verify_presentation(
            text,
            client_id=client_id,
            nonce=request.nonce,
            now=now,
            window=(request.issued, request.expires),
            terms_hash=request.terms.hash,
            first=position == 0,
        )
        for position, text in enumerate(texts.values())
    ]
    if any(each.holder != shown[0].holder for each in shown):
        raise TokenError("holders_differ")
    items = tuple(
        verified_item(presentation, request.terms, credential_id, text.rpartition("~")[2], catalogue, now)
        for presentation, (credential_id, text) in zip(shown, texts.items(), strict=True)
    )
    _check_consents(items, catalogue)
    return VerifiedAnswer(shown[0].holder, shown[0].did, items)


def _presentations(answer: Answer, request: PendingRequest) -> dict[str, str]:
    """One presentation for each answered id, in the order of the terms, with every required one there."""
    if not answer.vp_token:
        raise TokenError("answer_empty")
    ids = request.terms.credential_ids
    if not answer.vp_token.keys() <= set(ids):
        raise TokenError("query_id_unknown")
    missing = [i.credential_id for i in request.terms.items if i.required and i.credential_id not in answer.vp_token]
    if missing:
        raise TokenError("required_missing", item=missing[0])
    for credential_id, presentations in answer.vp_token.items():
        if len(presentations) != 1:
            raise TokenError("answer_several", id=credential_id)
    return {
        credential_id: answer.vp_token[credential_id][0] for credential_id in ids if credential_id in answer.vp_token
    }


def verified_item(
    shown: VerifiedPresentation,
    terms: Terms,
    credential_id: str,
    key_binding: str,
    catalogue: Catalogue,
    now: datetime,
) -> VerifiedItem:
    """One presentation held against the item of ``terms`` that it is for. Raises as :func:`verify_answer`."""
    number = terms.credential_ids.index(credential_id)
    asked = terms.items[number]
    claims = shown.claims
    if shown.key != asked.key:
        raise TokenError("key_not_asked", item=credential_id)
    if claims.item != number:
        raise TokenError("item_number_wrong", item=credential_id)
    entry = catalogue.entries.get(shown.key)
    if entry is None:
        raise TokenError("token_key_unknown", item=credential_id)
    value = _value(entry, shown, asked)
    says_no = value.value in entry.objection
    if claims.objection and not says_no:
        raise TokenError("objection_refused", item=credential_id)
    level = level_of(entry, value)
    if claims.subject is not None and level is not Level.EVERYDAY:
        raise TokenError("subject_refused", item=credential_id)
    longest = timedelta(days=terms.duration_days) + ROUNDING
    if not claims.objection and claims.exp > now + longest:  # how long an objection lasts, the token checks
        raise TokenError("lasts_too_long", item=credential_id)
    return VerifiedItem(
        asked, number, claims, value, level, says_no, shown.token, shown.disclosure, key_binding, shown.presented_at
    )


def _value(entry: Entry, shown: VerifiedPresentation, asked: TermItem) -> Value:
    try:
        value = value_from_json(shown.value)
        check_value(entry, value)
    except ChoiceError as problem:
        raise TokenError("value_refused", item=asked.credential_id) from problem
    if value.precision > asked.precision:
        raise TokenError("finer_than_asked", item=asked.credential_id)
    return value


def _check_consents(items: Sequence[VerifiedItem], catalogue: Catalogue) -> None:
    """A sealed item has a consent of its own; the others share one.

    A customer may raise a level, which only their vault knows, so an item that is not sealed here may stand alone too.
    """
    if len({item.claims.jti for item in items}) != len(items):
        raise TokenError("token_twice")
    sizes = Counter(item.claims.consent for item in items)
    levels: dict[str, Level] = {}
    for item in items:
        levels[item.asked.key] = max(item.level, levels.get(item.asked.key, item.level))
    together = levels_together(catalogue, levels)
    for item in items:
        if together[item.asked.key] is Level.SEALED and sizes[item.claims.consent] > 1:
            raise TokenError("sealed_without_own_consent", item=item.asked.credential_id)
    if sum(size > 1 for size in sizes.values()) > 1:
        raise TokenError("consents_differ")
