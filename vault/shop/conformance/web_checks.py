"""What any web server may be asked of: headers, limits, and media types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from vault.core.errors import NetworkError
from vault.net.fetcher import HttpResponse
from vault.shop.conformance.checks import Check, NotOffered, fail, lacks, untried
from vault.shop.conformance.drafts import answer_form, texts, urn
from vault.shop.conformance.kit import FORM, JWT, SECEVENT, Answered, Fetched, Kit
from vault.shop.conformance.letters import ask_held, held_letter
from vault.shop.conformance.line import TOO_OFTEN, refused, told
from vault.shop.conformance.page import Asked
from vault.tokens.security_event import stop_event

TOO_LARGE: Final = 512 * 1024
"""Bytes: eight times the longest answer."""
ELSEWHERE: Final = "https://elsewhere.example"
"""A page of another site, in whose name the kit asks."""
BURST: Final = 70
"""Questions of one customer in a row: more than anybody has reason for."""
_QUIET: Final = frozenset({"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"})


def _too_large(kit: Kit, name: str, content_type: str) -> str:
    """A body far past every limit is refused, or the connection ends."""
    url = kit.request.response_uri if name == "answer" else kit.endpoint(name)
    body = b"response=" + b"A" * TOO_LARGE if content_type == FORM else b"e30." + b"A" * TOO_LARGE
    try:
        return refused(kit.line.send("POST", url, body=body, content_type=content_type))
    except NetworkError as problem:
        if problem.code not in {"connection_lost", "response_malformed"}:
            raise
        return "the connection was closed"


def _large_answer(kit: Kit) -> str:
    return _too_large(kit, "answer", FORM)


def _large_stop(kit: Kit) -> str:
    return _too_large(kit, "stop", SECEVENT)


def _large_refresh(kit: Kit) -> str:
    return _too_large(kit, "refresh", FORM)


def _large_letter(kit: Kit) -> str:
    return _too_large(kit, "held", JWT)


def _nonce_body(kit: Kit) -> str:
    return _too_large(kit, "nonce", FORM)


def _answer_type(kit: Kit) -> str:
    """An honest answer under another media type."""
    kit.need("share")
    _, request = kit.ask()
    customer = kit.customer()
    answered = kit.drafts(request, customer)
    response = kit.post_answer(request, answer_form(request, texts(answered)), "text/plain")
    customer.met = response.status == 200
    return refused(response)


def _stop_type(kit: Kit) -> str:
    """An honest stop under another media type (RFC 8935 §2.1), about a token that there is not."""
    if not kit.main.met:
        untried("without a share")
    event = stop_event(
        kit.main.key, aud=kit.request.client_id, iat=kit.clock.now(), jti=urn(kit.random), token_jti=urn(kit.random)
    )
    return refused(kit.line.send("POST", kit.endpoint("stop"), body=event.encode(), content_type=JWT))


def _get(kit: Kit) -> str:
    """Addresses that take letters answer no GET, which a link or a picture could make a browser send."""
    urls = [kit.request.response_uri, *kit.terms.endpoints.values()]
    for url in urls:
        response = kit.line.send("GET", url)
        if not 400 <= response.status < 500:
            fail(f"{told(response)} for a GET of an address that takes letters")
    return f"{len(urls)} addresses"


def _seen(kit: Kit) -> Iterator[HttpResponse]:
    """One response of each kind that the run has had."""
    fetched: Fetched = kit.need("fetched")
    if fetched.response is not None:
        yield fetched.response
    share: Answered = kit.need("share")
    yield share.response
    if "stop" in kit.known:
        yield kit.known["stop"][2]


def _stored(kit: Kit) -> str:
    found = list(_seen(kit))
    for response in found:
        if "no-store" not in response.headers.get("cache-control", "").lower():
            fail(f"{told(response)} without cache-control: no-store")
    return f"{len(found)} responses with no-store"


def _sniffed(kit: Kit) -> str:
    found = [*_seen(kit), *_page(kit).pages]
    for response in found:
        if response.headers.get("x-content-type-options", "").lower() != "nosniff":
            fail(f"{told(response)} without x-content-type-options: nosniff")
    return f"{len(found)} responses with nosniff"


def _framed(kit: Kit) -> str:
    """A page in another's frame can be pressed without being seen."""
    page = _page(kit).pages[-1]
    policy, old = page.headers.get("content-security-policy", ""), page.headers.get("x-frame-options", "")
    if "frame-ancestors" not in policy and old.upper() not in {"DENY", "SAMEORIGIN"}:
        fail("the page can be shown in another site's frame")
    return "frame-ancestors" if "frame-ancestors" in policy else "x-frame-options"


def _referred(kit: Kit) -> str:
    """Addresses hold codes, which no other site must get."""
    found = [page.headers.get("referrer-policy", "").lower() for page in _page(kit).pages]
    if not all(each.rpartition(",")[2].strip() in _QUIET for each in found):
        fail("without a referrer-policy that keeps addresses back")
    return found[-1]


def _cookie(kit: Kit) -> str:
    rows = [row for page in _page(kit).pages for row in page.headers.get("set-cookie", "").split("\n") if row.strip()]
    if not rows:
        lacks("the page sets no cookie")
    for row in rows:
        attributes = {part.strip().lower().partition("=")[0] for part in row.split(";")[1:]}
        missing = {"secure", "httponly", "samesite"} - attributes
        if missing:
            fail(f"a cookie without {', '.join(sorted(missing))}")
    return "Secure, HttpOnly, SameSite"


def _page(kit: Kit) -> Asked:
    """The page as people see it, asked for once."""
    if "page" not in kit.known:
        kit.need("request")
        kit.known["page"] = kit.page.ask(html=True)
    found: Asked = kit.known["page"]
    return found


def _origins(kit: Kit) -> str:
    """No script of another site may read what is answered here."""
    kit.need("share")
    origin: Mapping[str, str] = {"Origin": ELSEWHERE}
    asked: Asked = kit.need("asked")
    urls = [("POST", kit.request.response_uri)]
    urls += [("POST", url) for url in kit.terms.endpoints.values()]
    urls += [("OPTIONS", kit.request.response_uri), ("GET", kit.need("fetched").link.request_uri or asked.link)]
    for method, url in urls:
        body = b"" if method == "POST" else None
        response = kit.line.send(
            method, url, body=body, content_type=FORM if body is not None else None, headers=origin
        )
        allowed = response.headers.get("access-control-allow-origin")
        if allowed in {"*", "null", ELSEWHERE}:
            fail(f"{method} {told(response)} lets every site read it")
    return f"{len(urls)} addresses"


def _burst(kit: Kit) -> str:
    """More questions than anybody has reason for. A connector need not count them; it must stay on its feet."""
    kit.endpoint("held")
    customer = kit.customer()
    kit.share(customer)
    for number in range(BURST):
        response = ask_held(kit, held_letter(kit, customer, kit.nonce().nonce), patient=False)
        if response.status == TOO_OFTEN:
            return f"{told(response)} after {number}"
        if response.status != 200:
            fail(f"{told(response)} after {number}")
    raise NotOffered("each of many questions in a row was answered")


_ALL: Final = "Reading, in general"
CHECKS: Final = (
    Check("large_answer", "The answer; RFC 9110 §15.5.14", _large_answer),
    Check("large_stop", "Stopping; RFC 9110 §15.5.14", _large_stop),
    Check("large_refresh", "Nonce, refresh, held, feedback; RFC 9110 §15.5.14", _large_refresh),
    Check("large_letter", "Nonce, refresh, held, feedback; RFC 9110 §15.5.14", _large_letter),
    Check("nonce_body", "Nonce, refresh, held, feedback", _nonce_body),
    Check("type_answer", "The answer; OpenID4VP 1.0 §8.2", _answer_type),
    Check("type_stop", "Stopping; RFC 8935 §2.1", _stop_type),
    Check("get_refused", f"{_ALL}; RFC 9110 §9.2.1", _get),
    Check("header_no_store", f"{_ALL}; OpenID4VP 1.0 §8.2", _stored),
    Check("header_no_sniff", _ALL, _sniffed),
    Check("header_frames", _ALL, _framed),
    Check("header_referrer", _ALL, _referred),
    Check("header_cookie", f"{_ALL}; RFC 6265bis §4.1.2", _cookie),
    Check("header_origins", _ALL, _origins),
    Check("rate_limit", "Nonce, refresh, held, feedback", _burst),
)
