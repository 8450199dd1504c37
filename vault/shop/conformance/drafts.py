"""What a vault presents, before it is signed: honest as made, and open to being spoiled in any one part."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from vault.core.catalogue import Catalogue
from vault.core.clock import from_seconds, to_seconds
from vault.core.sensitivity import Level
from vault.core.strict_json import b64url, dumps, loads, unb64url
from vault.core.terms import TermItem, Terms
from vault.core.value import Precision, Value, value_from_json
from vault.core.value_check import level_of, levels_together
from vault.openid4vp.request_object import VerifiedRequest
from vault.shop.conformance.samples import sample, step_for
from vault.tokens import jwe, jws
from vault.tokens.disclosure import SALT_BYTES, read_disclosure
from vault.tokens.key_binding import KB_TYP
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import MAX_TOKEN, TokenClaims, issue

Random = Callable[[int], bytes]
MOST_SHARED: Final = 3
"""Items of one share, unless more are required: enough to stop one and keep others."""


@dataclass
class Draft:
    """One presentation. ``body`` are the payload's bytes, where no dictionary has them; ``unsigned`` leaves the token
    without a signature, ``bound`` False leaves out the key binding."""

    credential_id: str
    header: dict[str, Any]
    payload: dict[str, Any]
    disclosures: list[str]
    signer: SigningKey
    binding_header: dict[str, Any]
    binding: dict[str, Any]
    binding_signer: SigningKey
    body: bytes | None = None
    unsigned: bool = False
    bound: bool = True

    def token(self) -> str:
        """The signed part."""
        head, body = b64url(dumps(self.header)), self.body if self.body is not None else dumps(self.payload)
        signed = f"{head}.{b64url(body)}."
        return signed if self.unsigned else jws.sign(head, body, self.signer)

    def text(self) -> str:
        """The presentation. ``sd_hash`` is that of what is shown, unless the binding has one already."""
        shown = "~".join([self.token(), *self.disclosures, ""])
        if not self.bound:
            return shown
        fits = {"sd_hash": b64url(hashlib.sha256(shown.encode()).digest())}
        return shown + jws.sign(b64url(dumps(self.binding_header)), {**fits, **self.binding}, self.binding_signer)

    def shared(self) -> SharedItem:
        """What a shop holds once it has taken this."""
        key, value = read_disclosure(self.disclosures[0])
        return SharedItem(
            self.payload["jti"],
            self.payload["consent"],
            self.credential_id,
            key,
            value_from_json(value),
            from_seconds(self.payload["exp"]),
            self.token(),
            visit="keep" in self.payload,
        )


@dataclass(frozen=True)
class How:
    """What is shared: another ``turn`` gives other values, ``precision`` is the finest to use, ``days`` how long, by
    default as long as the terms say."""

    turn: int = 0
    precision: Precision = Precision.EXACT
    days: int | None = None


@dataclass(frozen=True)
class SharedItem:
    """One item that a shop took."""

    jti: str
    consent: str
    credential_id: str
    key: str
    value: Value = field(repr=False)
    exp: datetime
    token: str = field(repr=False)
    visit: bool


def picked(terms: Terms, catalogue: Catalogue) -> list[TermItem]:
    """The items to share: all that are required, and of the others what is least private, up to the most."""
    known = [item for item in terms.items if item.key in catalogue.entries and _step(item, catalogue) is not None]
    required = [item for item in known if item.required]
    others = [item for item in known if not item.required]
    others.sort(key=lambda item: catalogue.entry(item.key).level)
    open_ones = [item for item in others if catalogue.entry(item.key).level is not Level.SEALED]
    wanted = [*required, *(open_ones or others[:1])][: max(MOST_SHARED, len(required))]
    return [item for item in terms.items if item in wanted]


def make_drafts(
    request: VerifiedRequest,
    items: Sequence[TermItem],
    key: SigningKey,
    *,
    catalogue: Catalogue,
    now: datetime,
    random: Random,
    how: How,
) -> list[Draft]:
    """An honest answer: a token for each item, what is sealed under a consent of its own. Values are made up."""
    if request.terms is None:
        message = "without terms nothing is drafted"
        raise ValueError(message)
    terms, ordinary, drafts = request.terms, urn(random), []
    values = {}
    for item in items:
        entry = catalogue.entry(item.key)
        step = step_for(entry, min(how.precision, item.precision)) or step_for(entry, item.precision)
        values[item.credential_id] = sample(entry, step or item.precision, how.turn)
    sealed = _sealed(items, values, catalogue)
    for place, item in enumerate(items):
        claims = TokenClaims(
            jti=urn(random),
            consent=urn(random) if item.key in sealed else ordinary,
            item=terms.credential_ids.index(item.credential_id),
            aud=request.client_id,
            iat=now,
            exp=now + timedelta(days=terms.duration_days if how.days is None else how.days),
            terms=terms.hash,
        )
        made = issue(claims, item.key, values[item.credential_id].to_json(), key, random(SALT_BYTES))
        head, body, _ = made.jwt.split(".")
        binding: dict[str, Any] = {"iat": to_seconds(now), "aud": request.client_id, "nonce": request.nonce}
        if place == 0:
            binding |= {"transaction_data_hashes": [terms.hash], "transaction_data_hashes_alg": "sha-256"}
        drafts.append(
            Draft(
                item.credential_id,
                _object(head),
                _object(body),
                [made.disclosure],
                key,
                {"alg": "ES256", "typ": KB_TYP},
                binding,
                key,
            )
        )
    return drafts


def answer_form(request: VerifiedRequest, presentations: Mapping[str, Sequence[str]], **members: str) -> bytes:
    """The form of an answer, encrypted if the request asks for it. ``members`` are more of it, or other ones.

    Unlike a vault's, it may hold what is no answer.
    """
    state = {} if request.state is None else {"state": request.state}
    payload: dict[str, Any] = {"vp_token": {n: list(each) for n, each in presentations.items()}, **state, **members}
    to = request.encryption
    if to is None:
        plain = {name: each if isinstance(each, str) else dumps(each).decode() for name, each in payload.items()}
        return urlencode(plain).encode()
    return urlencode({"response": jwe.encrypt(payload, to.key.jwk(), enc=to.enc, kid=to.kid)}).encode()


def texts(drafts: Sequence[Draft]) -> dict[str, list[str]]:
    """The ``vp_token`` of these drafts."""
    return {draft.credential_id: [draft.text()] for draft in drafts}


def urn(random: Random) -> str:
    """A fresh ``urn:uuid:``."""
    return f"urn:uuid:{UUID(bytes=random(16), version=4)}"


def _step(item: TermItem, catalogue: Catalogue) -> Precision | None:
    return step_for(catalogue.entry(item.key), item.precision)


def _sealed(items: Sequence[TermItem], values: Mapping[str, Value], catalogue: Catalogue) -> set[str]:
    """The keys that are sealed, by themselves or together."""
    levels: dict[str, Level] = {}
    for item in items:
        level = level_of(catalogue.entry(item.key), values[item.credential_id])
        levels[item.key] = max(level, levels.get(item.key, level))
    return {key for key, level in levels_together(catalogue, levels).items() if level is Level.SEALED}


def _object(part: str) -> dict[str, Any]:
    return loads(unb64url(part, max_chars=MAX_TOKEN), max_bytes=MAX_TOKEN)
