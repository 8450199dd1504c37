"""The link that starts a request (OpenID4VP 1.0 §5 and §9).

Either it names where the signed request waits (``request_uri``, RFC 9101 §5.2), or it is the whole request, which then
is unsigned and so has the prefix ``redirect_uri:``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl, quote, urlencode

from vault.core.errors import RequestError
from vault.core.web_address import checked_url
from vault.openid4vp.client_id import ClientId, parse_client_id

SCHEMES = ("openid4vp", "preference-vault", "haip-vp")
"""``preference-vault`` has no digit, which some desktops need to open a link."""
MAX_LINK = 16 * 1024
"""Characters: a whole unsigned request of eight items takes about 10 kB."""
MAX_PARAMETERS = 32
"""A request by value has 12."""

_METHODS: Final[Mapping[str, Literal["GET", "POST"]]] = {"get": "GET", "post": "POST"}
"""``request_uri_method`` (§5.10), case-sensitive."""
_LINK = re.compile(r"(?P<scheme>[A-Za-z0-9-]+):(//)?[A-Za-z0-9./_-]*\?(?P<query>[^#]*)")
_QUERY = re.compile(r"([A-Za-z0-9\-._~:/?@!$&'()*+,;=\[\]{}\"|]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True)
class RequestLink:
    """A link whose form is accepted; nothing in it is proven yet.

    ``request_uri`` is where the signed request waits, to be fetched with ``method``. Where it is ``None``,
    ``parameters`` are the unsigned request; otherwise they are empty, for what stands outside the signed object does
    not count. ``client_id`` has a host, if only that of ``request_uri``.
    """

    client_id: ClientId
    request_uri: str | None
    parameters: Mapping[str, str]
    method: Literal["GET", "POST"] = "GET"


def parse_link(text: str) -> RequestLink:
    """Read a link as opened, scanned or pasted. Raises :class:`RequestError`.

    Codes: ``link_too_long``, ``link_malformed``, ``link_scheme_unknown``, ``link_parameter_twice``,
    ``link_incomplete``, ``link_request_by_value``, ``link_method_unknown``, ``link_unsigned_by_reference``, and those
    of :func:`parse_client_id` and :func:`checked_url`.
    """
    text = text.strip()
    if len(text) > MAX_LINK:
        raise RequestError("link_too_long", limit=MAX_LINK)
    parts = _LINK.fullmatch(text)
    if parts is None or not _QUERY.fullmatch(parts["query"]):
        raise RequestError("link_malformed")
    if parts["scheme"].lower() not in SCHEMES:
        raise RequestError("link_scheme_unknown", scheme=parts["scheme"][:40])
    parameters = _parameters(parts["query"])
    if "client_id" not in parameters:
        raise RequestError("link_incomplete", missing="client_id")
    if "request" in parameters:
        raise RequestError("link_request_by_value")
    method = _METHODS.get(parameters.get("request_uri_method", "get"))
    if method is None:
        raise RequestError("link_method_unknown", "invalid_request_uri_method")
    client_id = parse_client_id(parameters["client_id"])
    request_uri = parameters.get("request_uri")
    if not client_id.signs:
        if request_uri is not None or "request_uri_method" in parameters:
            raise RequestError("link_unsigned_by_reference")
        return RequestLink(client_id, None, parameters)
    if request_uri is None:
        raise RequestError("link_incomplete", missing="request_uri")
    waits = checked_url(request_uri, host=client_id.host or None)
    return RequestLink(client_id.at(waits.host), waits.url, {}, method)


def _parameters(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError as problem:
        raise RequestError("link_malformed") from problem
    parameters = dict(pairs)
    if len(parameters) != len(pairs):
        raise RequestError("link_parameter_twice")
    return parameters


def make_link(parameters: Mapping[str, str], *, scheme: str = "openid4vp") -> str:
    """The link for these parameters: ``client_id`` and ``request_uri``, or a whole unsigned request."""
    return f"{scheme}://?{urlencode(parameters, quote_via=quote)}"
