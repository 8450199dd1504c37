"""Answers, refusals and the shop's reply (OpenID4VP 1.0 §8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from vault.core.errors import NetworkError, RequestError, TokenError
from vault.core.strict_json import dumps, loads
from vault.core.web_address import checked_url
from vault.openid4vp.dcql import DcqlQuery, answerable
from vault.openid4vp.request_object import VerifiedRequest
from vault.tokens import jwe

MAX_ANSWER = 64 * 1024
"""Bytes of an answer; eight items take 21 kB encrypted."""
MAX_REPLY = 64 * 1024
"""Bytes of a reply; a receipt of twenty items takes about 12 kB."""
MAX_FIELDS = 8
"""Fields of an answer's form; it has one or two."""
MAX_PRESENTATIONS = 20
"""Presentations for one query that allows several."""
MAX_WORD = 512
"""Characters of ``state`` and of an error code."""


@dataclass(frozen=True)
class Answer:
    """The presentations by query id, not verified. ``state`` says which request it answers."""

    vp_token: Mapping[str, tuple[str, ...]]
    state: str | None

    def __repr__(self) -> str:
        return f"Answer({sorted(self.vp_token)}, …)"


@dataclass(frozen=True)
class Refusal:
    """No presentations, but an error code (§8.5)."""

    error: str
    state: str | None


@dataclass(frozen=True)
class Reply:
    """What the shop said to an answer (§8.2). ``receipt`` is not verified.

    ``redirect_uri`` is where the browser goes on; an address that is not accepted is left out, and
    ``redirect_refused`` is the reason's code.
    """

    redirect_uri: str | None
    receipt: str | None
    redirect_refused: str | None = None
    receipts: tuple[str, ...] = ()
    """All receipts, where one answer made several consents; ``receipt`` is the first of them."""


def make_answer(request: VerifiedRequest, presentations: Mapping[str, str]) -> bytes:
    """The form that answers ``request`` with one presentation for each query id (§8.1 to §8.3.1).

    Raises :class:`RequestError` ``answer_incomplete`` (``access_denied``) if these ids are no answer.
    """
    if not answerable(request.dcql, presentations.keys()):
        raise RequestError("answer_incomplete", "access_denied")
    vp_token = {each: [presentations[each]] for each in request.dcql.ids if each in presentations}
    state = {} if request.state is None else {"state": request.state}
    to = request.encryption
    if to is None:
        return _form({"vp_token": dumps(vp_token).decode(), **state})
    return _form({"response": jwe.encrypt({"vp_token": vp_token, **state}, to.key.jwk(), enc=to.enc, kid=to.kid)})


def make_refusal(request: VerifiedRequest) -> bytes:
    """The form that says no (§8.5): the same for every reason, so that it tells nothing of the vault."""
    state = {} if request.state is None else {"state": request.state}
    return _form({"error": "access_denied", **state})


def parse_answer(form: bytes, decrypt: Callable[[str], dict[str, Any]] | None) -> Answer | Refusal:
    """Read a form that came to ``response_uri``. The shop's side.

    With ``decrypt`` only an encrypted answer will do, without it only a plain one. A refusal is plain in both. Raises
    :class:`TokenError` ``answer_too_large``, ``answer_malformed``, ``answer_empty``, or as ``decrypt``.
    """
    if len(form) > MAX_ANSWER:
        raise TokenError("answer_too_large", limit=MAX_ANSWER)
    members: Mapping[str, Any] = form_fields(form)
    if "error" not in members:
        if decrypt is not None:
            members = decrypt(word(members, "response", MAX_ANSWER))
        elif "vp_token" in members:
            members = {**members, "vp_token": loads(members["vp_token"], max_bytes=MAX_ANSWER)}
    return read_answer(members)


def read_answer(members: Mapping[str, Any]) -> Answer | Refusal:
    """The same from the members themselves, decrypted. Raises as :func:`parse_answer`."""
    state = word(members, "state", MAX_WORD) if "state" in members else None
    if "error" in members:  # first: an error may come with anything else beside it
        return Refusal(word(members, "error", MAX_WORD), state)
    return Answer(read_vp_token(members.get("vp_token")), state)


def check_presentations(query: DcqlQuery, answer: Answer) -> None:
    """Check that an answer holds what the query asks, no more and no less (§8.6, first and last step).

    Raises :class:`TokenError` ``answer_several`` or ``answer_does_not_fit``.
    """
    if not answerable(query, answer.vp_token.keys()):
        raise TokenError("answer_does_not_fit")
    for query_id, presentations in answer.vp_token.items():
        if len(presentations) > 1 and not query.credential(query_id).multiple:
            raise TokenError("answer_several", id=query_id)


def parse_reply(body: bytes, *, host: str) -> Reply:
    """Read the shop's reply. Unknown members are ignored (§8.2).

    Raises :class:`NetworkError` ``reply_malformed``.
    """
    try:
        members = loads(body, max_bytes=MAX_REPLY)
    except TokenError as problem:
        raise NetworkError("reply_malformed", host=host) from problem
    redirect_uri, receipt = members.get("redirect_uri"), members.get("receipt")
    receipts = members.get("receipts", [] if receipt is None else [receipt])
    if not isinstance(redirect_uri, str | None) or not isinstance(receipt, str | None):
        raise NetworkError("reply_malformed", host=host)
    if not isinstance(receipts, list) or len(receipts) > MAX_PRESENTATIONS:
        raise NetworkError("reply_malformed", host=host)
    if not all(isinstance(each, str) for each in receipts):
        raise NetworkError("reply_malformed", host=host)
    if redirect_uri is None:
        return Reply(None, receipt, None, tuple(receipts))
    try:
        checked_url(redirect_uri, host=host, fragment=True)
    except RequestError as problem:
        return Reply(None, receipt, problem.code, tuple(receipts))
    return Reply(redirect_uri, receipt, None, tuple(receipts))


def _form(fields: Mapping[str, str]) -> bytes:
    return urlencode(fields).encode("ascii")


def form_fields(form: bytes) -> dict[str, str]:
    """The fields of a form, none twice. Raises :class:`TokenError` ``answer_malformed``."""
    try:
        pairs = parse_qsl(
            form.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
        )
    except ValueError as problem:
        raise TokenError("answer_malformed") from problem
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise TokenError("answer_malformed")
    return fields


def word(members: Mapping[str, Any], name: str, most: int) -> str:
    """A member that is a text, without NUL. Raises :class:`TokenError` ``answer_malformed``."""
    found = members.get(name)
    if not isinstance(found, str) or not 0 < len(found) <= most or "\0" in found:
        raise TokenError("answer_malformed")
    return found


def read_vp_token(found: object) -> dict[str, tuple[str, ...]]:
    """Query ids to presentations (§8.1). Nothing in it is no answer."""
    if not isinstance(found, dict):
        raise TokenError("answer_malformed")
    if not found or [] in found.values():
        raise TokenError("answer_empty")
    for each in found.values():
        if not isinstance(each, list) or len(each) > MAX_PRESENTATIONS:
            raise TokenError("answer_malformed")
        if not all(isinstance(presentation, str) for presentation in each):
            raise TokenError("answer_malformed")
    return {query_id: tuple(each) for query_id, each in found.items()}
