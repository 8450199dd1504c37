"""Sharing: the answer, the reply to it, and the receipt that proves it."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from urllib.parse import parse_qs, urlsplit

from vault.core.clock import to_seconds
from vault.core.errors import NetworkError, RequestError, TokenError
from vault.net.fetcher import HttpResponse
from vault.openid4vp.response import Reply, parse_reply
from vault.shop.conformance.checks import Check, fail, lacks, untried
from vault.shop.conformance.kit import Answered, Kit, reason, refusal_form
from vault.shop.conformance.letters import question
from vault.shop.conformance.line import expect, told
from vault.shop.proof import check_proof
from vault.tokens.receipt import ConsentReceipt, verify_consent_receipt

CODE_CHARS: Final = 22
"""128 bits in base64url."""
SHORT_SHARE: Final = 5
"""Seconds that a share lasts whose end the kit waits for."""


def _accepted(kit: Kit) -> str:
    """The main share, and the one that the later checks go on with."""
    request = kit.request
    drafts = kit.drafts(request, kit.main)
    answered = kit.send(kit.main, drafts, request, kit.need("asked"))
    seen = expect(answered.response, 200)
    kit.known["share"] = answered
    return f"{seen}, {len(drafts)} of {len(kit.terms.items)} items"


def _reply(kit: Kit) -> str:
    response = _share(kit).response
    if response.content_type != "application/json":
        fail("content-type is not application/json")
    try:
        reply = parse_reply(response.body, host=kit.request.host)
    except NetworkError as problem:
        fail(problem.code)
    kit.known["reply"] = reply
    if reply.redirect_uri is None:
        fail(reply.redirect_refused or "without redirect_uri")
    if len(_code(reply.redirect_uri)) < CODE_CHARS:
        fail("response_code has less than 128 bits, or is missing")
    return "redirect_uri with a response_code"


def _receipt(kit: Kit) -> str:
    """One for each consent, signed by a key that the terms named."""
    share, reply = _share(kit), _replied(kit)
    wanted = {draft.payload["consent"] for draft in share.drafts}
    if not reply.receipts:
        fail("without receipt")
    found = [verified_receipt(kit, text) for text in reply.receipts]
    if {each.consent for each in found} != wanted or len(found) != len(wanted):
        fail("receipts of other consents")
    kit.known["receipts"] = found
    return f"{len(found)} receipts, signed by a key of the terms"


def verified_receipt(kit: Kit, text: str) -> ConsentReceipt:
    """A consent receipt for the main customer. Raises :class:`CheckFailed`."""
    try:
        found = verify_consent_receipt(
            text, keys=kit.receipt_keys(), iss=kit.request.client_id, sub=kit.main.did, now=kit.clock.now()
        )
    except TokenError as problem:
        fail(reason(problem))
    if found.terms != kit.terms.hash:
        fail("receipt of other terms")
    return found


def _record(kit: Kit) -> str:
    """The record is the one that follows from the terms, so it holds no value either."""
    kit.need("receipts")
    share = _share(kit)
    lines = [*_replied(kit).receipts, kit.terms.raw, *(draft.token() for draft in share.drafts)]
    try:
        proofs = check_proof("\n".join(lines), now=kit.clock.now())
    except (RequestError, TokenError) as problem:
        fail(reason(problem))
    if any(not item.signed for proof in proofs for item in proof.items):
        fail("the record names an item that was not shared")
    return f"{sum(len(proof.items) for proof in proofs)} items, as agreed"


def _again(kit: Kit) -> str:
    """The reply to an answer may be lost, so the same answer is a question for it."""
    share = _share(kit)
    response = kit.post_answer(share.request, share.form)
    seen = expect(response, 200)
    if response.body != share.response.body:
        fail("another reply than before")
    return f"{seen}, the same reply"


def _browser(kit: Kit) -> str:
    """Who only knows the address must not be taken for the browser that asked."""
    where = _replied(kit).redirect_uri
    if where is None or len(_code(where)) < CODE_CHARS:
        untried("without a response_code")
    if urlsplit(where).fragment:
        lacks("the response_code is in the fragment, which only a script sees")
    cookies = _share(kit).asked.cookie_header()
    if not cookies:
        lacks("the page sets no cookie")
    stranger, own = kit.line.send("GET", where), kit.line.send("GET", where, headers=cookies)
    if not 200 <= own.status < 400:
        fail(f"the browser that asked: {told(own)}")
    if _where(stranger) == _where(own):
        fail(f"another browser gets the same: {told(stranger)}")
    return f"own {told(own)}, other {told(stranger)}"


def _where(response: HttpResponse) -> tuple[int, str]:
    return response.status, response.headers.get("location", "")


def _fewer(kit: Kit) -> str:
    """The least that is an answer."""
    required = [item for item in kit.items(kit.request) if item.required]
    optional = [item for item in kit.items(kit.request) if not item.required]
    least = required or optional[:1]
    if len(least) == len(kit.terms.items):
        lacks("everything that is asked is required")
    customer = kit.customer()
    asked, request = kit.ask()
    answered = kit.send(customer, kit.drafts(request, customer, least), request, asked)
    return f"{expect(answered.response, 200)}, {len(least)} of {len(kit.terms.items)} items"


def _no(kit: Kit) -> str:
    """A "no" is heard, and answered like everything else."""
    _, request = kit.ask()
    return expect(kit.post_answer(request, refusal_form(request)), 200)


def _visit(kit: Kit) -> str:
    """For this visit: taken, and not among what the shop says it holds."""
    asked, request = kit.ask()
    drafts = kit.drafts(request, kit.main)
    end = to_seconds(kit.clock.now() + timedelta(hours=8))
    for draft in drafts:
        draft.payload |= {"keep": "session", "exp": end - end % 3600}
    kit.known["visit"] = kit.send(kit.main, drafts, request, asked)
    return expect(kit.known["visit"].response, 200)


def _visit_kept(kit: Kit) -> str:
    visit: Answered = kit.need("visit")
    if visit.response.status != 200:
        untried("the shop takes nothing for a visit")
    kept = {item.jti for item in question(kit, kit.main).items}
    if kept & {draft.payload["jti"] for draft in visit.drafts}:
        fail("what was for this visit is held")
    return "not held"


def _expiry(kit: Kit) -> str:
    """A share of a few seconds, held until its end and no longer."""
    kit.endpoint("held")
    asked, request = kit.ask()
    customer = kit.customer()
    drafts = kit.drafts(request, customer)
    end = to_seconds(kit.clock.now()) + SHORT_SHARE
    for draft in drafts:
        draft.payload["exp"] = end
    answered = kit.send(customer, drafts, request, asked)
    if answered.response.status != 200:
        untried(f"a share of {SHORT_SHARE} seconds: {told(answered.response)}")
    kit.line.wait(SHORT_SHARE + 1)
    late = {item.jti for item in question(kit, customer, unknown=True).items} & set(customer.items)
    customer.gone |= set(customer.items)
    if late:
        fail(f"{len(late)} items held after their end")
    return f"gone after {SHORT_SHARE} seconds"


def _share(kit: Kit) -> Answered:
    found: Answered = kit.need("share")
    return found


def _replied(kit: Kit) -> Reply:
    found: Reply = kit.need("reply")
    return found


def _code(url: str) -> str:
    parts = urlsplit(url)
    found = {**parse_qs(parts.query), **parse_qs(parts.fragment)}
    return found.get("response_code", [""])[0]


CHECKS: Final = (
    Check("share_accepted", "The answer; OpenID4VP 1.0 §8.2, §8.3.1", _accepted),
    Check("share_reply", "The answer; OpenID4VP 1.0 §8.2", _reply),
    Check("share_receipt", "Receipts", _receipt),
    Check("share_record", "Receipts; ISO/IEC TS 27560", _record),
    Check("share_again", "The answer", _again),
    Check("share_browser", "The answer; OpenID4VP 1.0 §14.2", _browser),
    Check("share_fewer", "The answer; OpenID4VP 1.0 §6.4.2", _fewer),
    Check("share_no", "The answer; OpenID4VP 1.0 §8.5", _no),
    Check("share_visit", "The token", _visit),
    Check("share_visit_kept", "The token", _visit_kept),
    Check("share_expiry", "The token", _expiry),
)
