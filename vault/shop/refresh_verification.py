"""Whether a refresh changes a value and nothing else: same customer, same consent, never longer, never more precise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from vault.core.catalogue import Catalogue
from vault.core.errors import TokenError
from vault.core.sensitivity import Level
from vault.core.terms import Terms
from vault.core.value import Precision
from vault.openid4vp.refresh import Refresh
from vault.shop.verification import VerifiedAnswer, VerifiedItem, verified_item
from vault.tokens.presentation import VerifiedPresentation, verify_presentation


@dataclass(frozen=True)
class HeldToken:
    """A token that the shop holds. ``number`` is its item's place in the terms."""

    jti: str
    number: int
    precision: Precision
    exp: datetime
    objection: bool


@dataclass(frozen=True)
class HeldConsent:
    """One consent of the customer with this key ``thumbprint``, under ``terms``. ``items`` counts all it ever had."""

    id: str
    thumbprint: str
    terms: Terms
    items: int


def verify_presented(
    refresh: Refresh,
    consent: HeldConsent,
    *,
    client_id: str,
    nonce: str,
    window: tuple[datetime, datetime],
    catalogue: Catalogue,
    now: datetime,
) -> VerifiedAnswer:
    """Check the presentations of a refresh: that this customer made them for this nonce, consent and terms.

    Raises :class:`TokenError`: ``query_id_unknown``, ``answer_several``, ``refresh_key_differs``,
    ``refresh_consent_differs``, ``token_twice``, ``sealed_without_own_consent``, or as :func:`verify_presentation` and
    :func:`verification.verified_item`.
    """
    ids = consent.terms.credential_ids
    if not refresh.vp_token.keys() <= set(ids):
        raise TokenError("query_id_unknown")
    shown: list[VerifiedPresentation] = []
    items: list[VerifiedItem] = []
    for credential_id in ids:
        presentations = refresh.vp_token.get(credential_id, ())
        if len(presentations) > 1:
            raise TokenError("answer_several", id=credential_id)
        for text in presentations:
            found = verify_presentation(
                text,
                client_id=client_id,
                nonce=nonce,
                now=now,
                window=window,
                terms_hash=consent.terms.hash,
                first=False,  # the terms were agreed to when it was shared
            )
            if found.holder.thumbprint() != consent.thumbprint:
                raise TokenError("refresh_key_differs")
            if found.claims.consent != consent.id:
                raise TokenError("refresh_consent_differs")
            shown.append(found)
            binding = text.rpartition("~")[2]
            items.append(verified_item(found, consent.terms, credential_id, binding, catalogue, now))
    if len({item.claims.jti for item in items}) != len(items):
        raise TokenError("token_twice")
    if consent.items > 1 and any(item.level is Level.SEALED for item in items):
        raise TokenError("sealed_without_own_consent", item=items[0].asked.credential_id)
    return VerifiedAnswer(shown[0].holder, shown[0].did, tuple(items))


def check_replaces(presented: VerifiedAnswer, supersedes: Sequence[str], held: Sequence[HeldToken]) -> None:
    """Each presented token takes the place of one held token of the same item, and says no more than that one did.

    ``held`` are the tokens that the shop holds of this consent. Raises :class:`TokenError` ``refresh_unknown``,
    ``refresh_items_differ``, ``refresh_longer``, ``refresh_finer`` or ``refresh_kind_differs``.
    """
    known = {token.jti: token for token in held}
    if not set(supersedes) <= known.keys():
        raise TokenError("refresh_unknown")
    replaced = {known[jti].number: known[jti] for jti in supersedes}
    if len(replaced) != len(supersedes) or replaced.keys() != {item.number for item in presented.items}:
        raise TokenError("refresh_items_differ")
    for item in presented.items:
        before = replaced[item.number]
        if item.claims.exp > before.exp:
            raise TokenError("refresh_longer", item=item.asked.credential_id)
        if item.value.precision > before.precision:
            raise TokenError("refresh_finer", item=item.asked.credential_id)
        if item.claims.keep is not None or item.claims.objection != before.objection:
            raise TokenError("refresh_kind_differs", item=item.asked.credential_id)
