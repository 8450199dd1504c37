"""Stopping: one item and everything, the receipt that proves it, and stops that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from vault.core.clock import to_seconds
from vault.core.errors import RequestError, TokenError
from vault.core.strict_json import loads
from vault.core.web_address import checked_url
from vault.net.fetcher import HttpResponse
from vault.shop.conformance.checks import Check, fail, lacks, untried
from vault.shop.conformance.drafts import How, urn
from vault.shop.conformance.kit import JWT, SECEVENT, Customer, Kit, reason
from vault.shop.conformance.letters import question
from vault.shop.conformance.line import expect, refused, retry_after, told
from vault.tokens import jws
from vault.tokens.did_jwk import kid_of
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import ErasureReceipt, verify_erasure_receipt
from vault.tokens.security_event import TYP, stop_event

CODE_CHARS: Final = 22
"""128 bits in base64url."""
POLLS: Final = 5
"""Times that the kit asks for an erasure receipt that is not there yet."""
_CLOCKS: Final = timedelta(minutes=5)
"""How far two clocks may differ."""


def _one(kit: Kit) -> str:
    """Stop one item of the main share."""
    if not kit.main.kept():
        untried("without a share")
    jti = next(iter(kit.main.kept()))
    event, response = kit.stop(kit.main, jti)
    kit.known["stop"] = (event, jti, response)
    if response.status == 202:
        kit.main.gone.add(jti)
    return _heard(response, kit)


def _heard(response: HttpResponse, kit: Kit) -> str:
    """202, nothing in it, and where the receipt will be (RFC 8935 §2.2)."""
    seen = expect(response, 202)
    if response.body:
        fail("202 with a body")
    try:
        found = checked_url(response.headers.get("location", ""), host=kit.request.host)
    except RequestError as problem:
        fail(f"location: {reason(problem)}")
    if max(len(part) for part in urlsplit(found.url).path.split("/")) < CODE_CHARS:
        fail("location has less than 128 bits")
    return seen


def _again(kit: Kit) -> str:
    event, jti, before = kit.need("stop")
    _, response = kit.stop(kit.main, jti, event)
    seen = expect(response, 202)
    if response.headers.get("location") != before.headers.get("location"):
        fail("another location than before")
    return f"{seen}, the same location"


def _receipt(kit: Kit) -> str:
    event, jti, response = kit.need("stop")
    return _verified(kit, response, event, {jti}, {jti})


def _verified(kit: Kit, stopped: HttpResponse, event: str, least: Set[str], most: Set[str]) -> str:
    """The erasure receipt, as soon as it is there, naming all of ``least`` and nothing but ``most``."""
    expect(stopped, 202)
    location = stopped.headers.get("location", "")
    for _ in range(POLLS):
        response = kit.line.send("GET", location, accept=(JWT,))
        if response.status != 202:
            break
        seconds = retry_after(response)
        if seconds is None:
            fail("202 without retry-after")
        kit.line.wait(seconds)
    else:
        untried(f"not there yet; the terms promise {kit.terms.delete_within_days} days")
    expect(response, 200)
    if response.content_type != JWT:
        fail(f"content-type is not {JWT}")
    try:
        found: ErasureReceipt = verify_erasure_receipt(
            response.body.decode("latin-1"),
            keys=kit.receipt_keys(),
            iss=kit.request.client_id,
            sub=kit.main.did,
            txn=event,
            tokens=most,
            now=kit.clock.now(),
            partly=True,
        )
    except TokenError as problem:
        fail(reason(problem))
    if not least <= set(found.tokens):
        fail(f"{len(least - set(found.tokens))} items stopped and not named as erased")
    if found.iat < kit.clock.now() - _CLOCKS - timedelta(seconds=POLLS * 60):
        fail("made before the stop")
    return f"{len(found.tokens)} items erased, {len(found.passed_on)} recipients, {len(found.kept)} things kept"


def _ended(kit: Kit) -> str:
    """What was stopped is not held, the rest still is."""
    _, jti, _ = kit.need("stop")
    kit.endpoint("held")
    held = {item.jti for item in question(kit, kit.main).items}
    if jti in held:
        fail("held after the stop")
    if not kit.main.kept().keys() <= held:
        fail("more than this item is gone")
    return f"{len(kit.main.kept())} items still held"


def _everything(kit: Kit) -> str:
    if not kit.main.met:
        untried("without a share")
    kit.known["kept"] = set(kit.main.kept())
    event, response = kit.stop(kit.main, None)
    kit.known["stop_all"] = (event, response)
    if response.status == 202:
        kit.main.gone |= set(kit.main.items)
    return _heard(response, kit)


def _everything_receipt(kit: Kit) -> str:
    event, response = kit.need("stop_all")
    return _verified(kit, response, event, kit.need("kept"), set(kit.main.items))


def _everything_ended(kit: Kit) -> str:
    kit.need("stop_all")
    kit.endpoint("held")
    held = question(kit, kit.main, unknown=True).items
    if held:
        fail(f"{len(held)} items held after everything was stopped")
    return "nothing held"


def _after(kit: Kit) -> str:
    """What is shared after a stop of everything is not meant by it."""
    kit.need("stop_all")
    kit.line.wait(1)
    asked, request = kit.ask()
    answered = kit.send(kit.main, kit.drafts(request, kit.main, how=How(turn=1)), request, asked)
    return expect(answered.response, 200)


Spoil = Callable[[Kit, dict[str, Any], dict[str, Any]], SigningKey | None]
"""Changes header and payload of an event, and may give another key to sign with."""


def _wrong(spoil: Spoil, err: str | None = None) -> Callable[[Kit], str]:
    """A stop of everything that is wrong in one thing: refused as RFC 8935 §2.3 says, and nothing is stopped by it."""

    def work(kit: Kit) -> str:
        if not kit.main.met:
            untried("without a share")
        honest = stop_event(
            kit.main.key, aud=kit.request.client_id, iat=kit.clock.now(), jti=urn(kit.random), token_jti=None
        )
        parsed = jws.parse(honest, typ=TYP, max_bytes=4096, required=jws.WITH_KID)
        header, payload = dict(parsed.header), dict(parsed.payload)
        key = spoil(kit, header, payload) or kit.main.key
        return _error(_push(kit, jws.sign({n: h for n, h in header.items() if n != "alg"}, payload, key)), err)

    return work


def _push(kit: Kit, event: str) -> HttpResponse:
    return kit.line.send("POST", kit.endpoint("stop"), body=event.encode(), content_type=SECEVENT)


def _error(response: HttpResponse, err: str | None) -> str:
    refused(response)
    seen = expect(response, 400)
    try:
        members: Mapping[str, Any] = loads(response.body, max_bytes=4096)
    except TokenError as problem:
        fail(f"{seen}: {problem.code}")
    if not isinstance(members.get("err"), str) or not isinstance(members.get("description"), str):
        fail(f"{seen} without err and description")
    if err is not None and members["err"] != err:
        fail(f"{seen}, err is not {err}")
    return seen


def _audience(_: Kit, __: dict[str, Any], payload: dict[str, Any]) -> None:
    payload["aud"] = "x509_san_dns:other.example"


def _signature(_: Kit, __: dict[str, Any], ___: dict[str, Any]) -> SigningKey:
    return SigningKey.generate()


def _type(_: Kit, header: dict[str, Any], __: dict[str, Any]) -> None:
    header["typ"] = "JWT"


def _subject(kit: Kit, _: dict[str, Any], payload: dict[str, Any]) -> None:
    payload["sub"] = kit.main.did


def _event(_: Kit, __: dict[str, Any], payload: dict[str, Any]) -> None:
    payload["events"] = {"https://schemas.openid.net/secevent/caep/event-type/session-revoked": {}}


def _future(kit: Kit, _: dict[str, Any], payload: dict[str, Any]) -> None:
    payload["iat"] = to_seconds(kit.clock.now() + timedelta(hours=1))


def _others(_: Kit, __: dict[str, Any], payload: dict[str, Any]) -> None:
    """In the customer's own name, about somebody else."""
    other = kid_of(SigningKey.generate().public).partition("#")[0]
    payload["sub_id"] = {"format": "did", "url": other}


def _stranger(kit: Kit) -> str:
    """A key that shared nothing: the vault learns from the code that nothing is held."""
    stranger = Customer()
    event = stop_event(
        stranger.key, aud=kit.request.client_id, iat=kit.clock.now(), jti=urn(kit.random), token_jti=None
    )
    return _error(_push(kit, event), "authentication_failed")


def _unmoved(kit: Kit) -> str:
    """After all those that were refused, everything is still there."""
    kept = kit.main.kept()
    if not kept:
        lacks("nothing is left to be held")
    kit.endpoint("held")
    if not kept.keys() <= {item.jti for item in question(kit, kit.main).items}:
        fail("a refused stop ended something")
    return f"{len(kept)} items still held"


def _unknown(kit: Kit) -> str:
    """An address that no stop was given."""
    _, _, response = kit.need("stop")
    location = response.headers.get("location", "")
    last = location.rpartition("/")[2]
    where = location.removesuffix(last) + urn(kit.random).rpartition(":")[2].replace("-", "")
    answer = kit.line.send("GET", where, accept=(JWT,))
    if answer.status not in {404, 410}:
        fail(f"{told(answer)}, expected 404")
    return told(answer)


_SECTION: Final = "Stopping"
CHECKS: Final = (
    Check("stop_one", f"{_SECTION}; RFC 8935 §2.2", _one),
    Check("stop_again", _SECTION, _again),
    Check("stop_receipt", f"{_SECTION}; Receipts", _receipt),
    Check("stop_ended", _SECTION, _ended),
    Check("stop_receipt_unknown", _SECTION, _unknown),
    Check("stop_audience", f"{_SECTION}; RFC 8417 §2.2", _wrong(_audience, "invalid_audience")),
    Check("stop_signature", f"{_SECTION}; RFC 8935 §2.4", _wrong(_signature, "authentication_failed")),
    Check("stop_type", f"{_SECTION}; RFC 8417 §2.3", _wrong(_type)),
    Check("stop_subject", f"{_SECTION}; RFC 8417 §2.2", _wrong(_subject)),
    Check("stop_event", f"{_SECTION}; RFC 8935 §2.4", _wrong(_event)),
    Check("stop_future", f"{_SECTION}; RFC 7519 §4.1.6", _wrong(_future)),
    Check("stop_of_others", f"{_SECTION}; RFC 9493 §3", _wrong(_others)),
    Check("stop_stranger", f"{_SECTION}; RFC 8935 §2.4", _stranger),
    Check("stop_refused_stops_nothing", _SECTION, _unmoved),
    Check("stop_everything", f"{_SECTION}; RFC 9493 §3.2.6", _everything),
    Check("stop_everything_receipt", f"{_SECTION}; Receipts", _everything_receipt),
    Check("stop_everything_ended", _SECTION, _everything_ended),
    Check("stop_then_share", _SECTION, _after),
)
