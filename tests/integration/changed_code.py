"""A connector's own code, changed in one thing: faults that only it can have."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.unit.shop.example import Example
from vault.core.clock import from_seconds
from vault.core.errors import TokenError
from vault.core.sensitivity import Level
from vault.core.strict_json import unb64url
from vault.core.value import Precision
from vault.shop import answers, held, importing, keeping, requests, stopping, tables, verification
from vault.shop.erasure import Erased
from vault.shop.heard_stops import Stop
from vault.tokens.did_jwk import key_of
from vault.tokens.disclosure import read_disclosure
from vault.tokens.keys import SigningKey, VerifyingKey
from vault.tokens.preference_token import TokenClaims
from vault.tokens.presentation import VerifiedPresentation, verify_presentation

Plant = Callable[[Example, pytest.MonkeyPatch], None]
"""Changes a shop, and the modules it runs on for as long as the test lasts."""


def tolerant(code: str, where: Callable[[str], bool] = lambda _: True) -> Plant:
    """Takes a presentation that has this one thing wrong, as if nobody had looked."""

    def verify(text: str, **how: Any) -> VerifiedPresentation:
        try:
            return verify_presentation(text, **how)
        except TokenError as problem:
            if problem.code != code or not where(text):
                raise
            return unchecked(text)

    return lambda _, patch: patch.setattr(verification, "verify_presentation", verify)


def unchecked(text: str) -> VerifiedPresentation:
    token, *disclosures, binding = text.split("~")
    said = payload(token)
    claims = TokenClaims(
        said["jti"],
        said["consent"],
        said.get("item"),
        said["aud"],
        from_seconds(said["iat"]),
        from_seconds(said["exp"]),
        said.get("terms"),
    )
    key, value = read_disclosure(disclosures[0])
    holder = key_of(said["iss"])
    shown = from_seconds(payload(binding)["iat"] if binding else said["iat"])
    return VerifiedPresentation(holder, said["iss"], claims, key, value, token, disclosures[0], shown)


def payload(jws: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(unb64url(jws.split(".")[1], max_chars=10_000))
    return found


def typ(text: str) -> str:
    found = json.loads(unb64url(text.split(".", maxsplit=1)[0], max_chars=10_000))
    return str(found["typ"])


def token_holds(text: str) -> bool:
    """Whether the token's own signature is right: then it is the binding's that is wrong."""
    token = text.split("~", maxsplit=1)[0]
    head, body, signature = token.split(".")
    key = VerifyingKey.from_jwk(payload(token)["cnf"]["jwk"])
    try:
        key.verify(unb64url(signature, max_chars=100), f"{head}.{body}".encode())
    except TokenError:
        return False
    return True


def verifying(change: Callable[[Any, Any, Any], tuple[Any, Any, Any]]) -> Plant:
    """Verifies another answer, request or catalogue than came."""
    honest = verification.verify_answer

    def verify(answer: Any, request: Any, *, catalogue: Any, **how: Any) -> Any:
        answer, request, catalogue = change(answer, request, catalogue)
        return honest(answer, request, catalogue=catalogue, **how)

    return lambda _, patch: patch.setattr(answers, "verify_answer", verify)


def other_terms(**members: Any) -> Plant:
    return verifying(lambda a, r, c: (a, replace(r, terms=replace(r.terms, **members)), c))


def any_precision(answer: Any, request: Any, catalogue: Any) -> tuple[Any, Any, Any]:
    items = tuple(replace(item, precision=Precision.EXACT) for item in request.terms.items)
    return answer, replace(request, terms=replace(request.terms, items=items)), catalogue


def nothing_sealed(answer: Any, request: Any, catalogue: Any) -> tuple[Any, Any, Any]:
    entries = {key: replace(entry, level=min(entry.level, Level.PERSONAL)) for key, entry in catalogue.entries.items()}
    return answer, request, replace(catalogue, entries=entries, combinations=())


def no_single(answer: Any, request: Any, catalogue: Any) -> tuple[Any, Any, Any]:
    if len(answer.vp_token) == 1:
        raise TokenError("required_missing", item="everything")
    return answer, request, catalogue


def signing(change: Callable[[dict[str, Any]], None], other_key: bool = False) -> Plant:
    """Signs another request than it made."""
    honest = requests.sign_request

    def sign(claims: Any, *, key: Any, chain: Any, wallet_nonce: Any = None) -> str:
        members = {**claims, **({} if wallet_nonce is None else {"wallet_nonce": wallet_nonce})}
        change(members)
        return honest(members, key=SigningKey.generate() if other_key else key, chain=chain)

    return lambda _, patch: patch.setattr(requests, "sign_request", sign)


def longer(members: dict[str, Any]) -> None:
    members["exp"] += 3600


def elsewhere(members: dict[str, Any]) -> None:
    members["response_uri"] = "https://elsewhere.example/preferences/answer"


def pretended(connection: Any, rows: Any, *, now: Any, **_: Any) -> Erased:
    """What erasing would have said, with nothing erased."""
    agreed = select(tables.terms.c.raw).join(tables.consent).where(tables.consent.c.id.in_({r.consent for r in rows}))
    terms = tuple(dict.fromkeys(connection.execute(agreed).scalars()))
    return Erased(tuple(r.jti for r in rows), tuple(r.key for r in rows), terms, now + timedelta(days=700))


def keeps_after_stop(*, everything: bool) -> Plant:
    """Says that it erased, and did not: for a stop of everything, or for one of a single thing."""
    honest, carry_out = stopping.erase, stopping.carry_out
    now: list[bool] = []

    def erase(connection: Any, rows: Any, **how: Any) -> Erased:
        return (pretended if now == [everything] else honest)(connection, rows, **how)

    def carry(shop: Any, connection: Any, order: Any, *rest: Any) -> None:
        now[:] = [order.token is None]
        carry_out(shop, connection, order, *rest)

    def plant(_: Example, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(stopping, "erase", erase)
        patch.setattr(stopping, "carry_out", carry)

    return plant


def keeps_visits(_: Example, patch: pytest.MonkeyPatch) -> None:
    honest = importing.import_answer

    def keep(shop: Any, request: Any, answer: Any, **how: Any) -> None:
        items = tuple(replace(item, claims=replace(item.claims, keep=None)) for item in answer.items)
        honest(shop, request, replace(answer, items=items), **how)

    patch.setattr(answers, "import_answer", keep)


def keeps_past_the_end(made: Example, patch: pytest.MonkeyPatch) -> None:
    honest = importing.import_answer

    def keep(shop: Any, request: Any, answer: Any, **how: Any) -> None:
        least = made.clock.now() + timedelta(days=1)
        items = tuple(replace(i, claims=replace(i.claims, exp=max(i.claims.exp, least))) for i in answer.items)
        honest(shop, request, replace(answer, items=items), **how)

    patch.setattr(answers, "import_answer", keep)


def coarse_statement(_: Example, patch: pytest.MonkeyPatch) -> None:
    honest = held.holding_statement

    def sign(key: Any, kid: Any, issuer: Any, statement: Any) -> str:
        items = tuple(replace(item, precision=Precision.CATEGORY) for item in statement.items)
        return honest(key, kid, issuer, replace(statement, items=items))

    patch.setattr(held, "holding_statement", sign)


def value_in_record(_: Example, patch: pytest.MonkeyPatch) -> None:
    honest = keeping.consent_record
    patch.setattr(keeping, "consent_record", lambda *a, **how: {**honest(*a, **how), "pv:value": "43"})


def names_nothing(_: Example, patch: pytest.MonkeyPatch) -> None:
    honest = stopping.erasure_receipt
    patch.setattr(stopping, "erasure_receipt", lambda k, kid, iss, r: honest(k, kid, iss, replace(r, tokens=())))


def never_again(_: Example, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Stop, "ends", lambda stop, jti, _: stop.token in {None, jti})


def patched(module: Any, name: str, found: Any) -> Plant:
    return lambda _, patch: patch.setattr(module, name, found)


def mixed_terms(members: dict[str, Any]) -> None:
    members["dcql_query"] = {**members["dcql_query"], "credentials": members["dcql_query"]["credentials"][::-1]}
