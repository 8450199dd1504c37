"""A request in a file: the signed request object, or a whole unsigned request as its link (OpenID4VP 1.0 §5, RFC 9101).

It is one line of text. Nobody named the asker beforehand, as a link does, so who it says it is comes from inside, and
is proven or refused like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography import x509

from vault.core.errors import RequestError, TokenError
from vault.core.web_address import checked_url
from vault.openid4vp.client_id import ClientId, parse_client_id
from vault.openid4vp.link import SCHEMES, parse_link
from vault.openid4vp.request_object import (
    MAX_REQUEST,
    NO_EVIDENCE,
    REQUEST_TYP,
    Evidence,
    VerifiedRequest,
    verify_signed,
    verify_unsigned,
)
from vault.tokens import jws

ENDING = ".prefrequest"
_CODES = {"typ_wrong": "request_typ", "alg_refused": "request_alg", "jws_malformed": "request_file_malformed"}


@dataclass(frozen=True)
class RequestFile:
    """A file whose form is accepted; nothing in it is proven yet.

    ``client_id`` is who asks, with a host. ``object`` is the signed request; where it is None, ``parameters`` are the
    unsigned one.
    """

    client_id: ClientId
    object: str | None = field(repr=False)
    parameters: Mapping[str, str] = field(repr=False)


def read_request_file(data: bytes) -> RequestFile:
    """Take the bytes of a file apart. Raises :class:`RequestError`.

    Codes: ``request_too_large``, ``request_file_malformed``, ``request_file_link``, ``request_typ``, ``request_alg``,
    ``request_malformed``, and those of :func:`parse_link`, :func:`parse_client_id` and :func:`checked_url`.
    """
    if len(data) > MAX_REQUEST:
        raise RequestError("request_too_large")
    try:
        text = data.decode("ascii").removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as problem:
        raise RequestError("request_file_malformed") from problem
    if not text or not text.isprintable():
        raise RequestError("request_file_malformed")
    if text.partition(":")[0].lower() in SCHEMES:
        link = parse_link(text)
        if link.request_uri is not None:
            raise RequestError("request_file_link")
        return RequestFile(link.client_id, None, link.parameters)
    return RequestFile(_asker(text), text, {})


def verify_request_file(
    file: RequestFile,
    *,
    anchors: Sequence[x509.Certificate],
    now: datetime,
    evidence: Evidence = NO_EVIDENCE,
) -> VerifiedRequest:
    """Verify what a file holds; it may last for thirty days. Raises as :func:`verify_signed` and
    :func:`verify_unsigned`."""
    evidence = replace(evidence, in_file=True)
    if file.object is None:
        return verify_unsigned(file.parameters, client_id=file.client_id, now=now, evidence=evidence)
    return verify_signed(file.object, client_id=file.client_id, anchors=anchors, now=now, evidence=evidence)


def _asker(text: str) -> ClientId:
    """Who a signed object says it is from. Where the identifier names no host, the answer's address does."""
    try:
        payload = jws.parse(
            text, typ=REQUEST_TYP, max_bytes=MAX_REQUEST, allowed=frozenset({"kid", "x5c", "x5t#S256"})
        ).payload
    except TokenError as problem:
        raise RequestError(_CODES.get(problem.code, "request_malformed"), why=problem.code) from problem
    client_id, response_uri = payload.get("client_id"), payload.get("response_uri")
    if not isinstance(client_id, str) or not isinstance(response_uri, str):
        raise RequestError("request_malformed", why="client_id")
    asker = parse_client_id(client_id)
    return asker.at(checked_url(response_uri, host=asker.host or None).host)
