"""A shop's request from a file, or from a QR code in a picture: for a counter, a letter, a screen across the room."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from vault.core.clock import Clock
from vault.core.errors import ChoiceError, RequestError, StorageError
from vault.customer.fetching import did_document, fetch_request
from vault.customer.kit_file import assert_free as assert_free
from vault.customer.trust import Trust
from vault.net.fetcher import Fetcher
from vault.openid4vp import answer_file, request_file
from vault.openid4vp.link import SCHEMES, parse_link
from vault.openid4vp.qr_picture import MAX_PICTURE, is_picture, read_qr
from vault.openid4vp.request_object import Evidence, VerifiedRequest
from vault.storage import safe_write

if TYPE_CHECKING:
    from vault.openid4vp.qr_code import Squares

REQUEST_ENDING = request_file.ENDING
ANSWER_ENDING = answer_file.ENDING
PICTURE_ENDINGS = (".png", ".jpg", ".jpeg")
FILE_LINK = "file:///"
"""A file as a link, as desktops hand it to a program."""

_NOT_OURS = frozenset({"link_malformed", "link_scheme_unknown", "link_too_long"})


def fetch_given(
    given: str, *, fetcher: Fetcher, trust: Trust, clock: Clock, random: Callable[[int], bytes]
) -> VerifiedRequest:
    """Follow what a person gave: a link, or the name of a file or a picture.

    Raises as :func:`fetch_request` and :func:`fetch_file`.
    """
    path = named_file(given)
    if path is None:
        return fetch_request(given, fetcher=fetcher, trust=trust, clock=clock, random=random)
    return fetch_file(path, fetcher=fetcher, trust=trust, clock=clock, random=random)


def named_file(given: str) -> Path | None:
    """The file that was named, as a path or as a link to it; None for anything else."""
    if given.partition(":")[0].lower() in SCHEMES:
        return None
    if given.lower().startswith(FILE_LINK):
        return Path(file_of_link(given, drives=os.name == "nt"))
    looks_so = given.lower().endswith((REQUEST_ENDING, *PICTURE_ENDINGS)) and "://" not in given
    return Path(given) if looks_so or os.path.lexists(given) else None


def file_of_link(link: str, *, drives: bool) -> str:
    """The name of the file that a link names. With ``drives``, as on Windows, it begins with one."""
    start = len(FILE_LINK) if drives else len(FILE_LINK) - 1
    return os.fsdecode(unquote_to_bytes(link[start:]))


def fetch_file(
    path: Path, *, fetcher: Fetcher, trust: Trust, clock: Clock, random: Callable[[int], bytes]
) -> VerifiedRequest:
    """Verify the request in a file, or follow the link in a picture's QR code.

    A file needs no network, unless a DID asks. Raises :class:`ChoiceError` ``file_unreadable``;
    :class:`RequestError` as :func:`read_qr`, ``qr_not_ours``, ``qr_unsigned``, and as :func:`read_request_file` and
    :func:`verify_request_file`; for a link as :func:`fetch_request`.
    """
    data = _read(path)
    if is_picture(data):
        return fetch_request(link_in_picture(data), fetcher=fetcher, trust=trust, clock=clock, random=random)
    file = request_file.read_request_file(data)
    evidence = Evidence(did_document(fetcher, file.client_id))
    anchors = trust.anchors(file.client_id.host)
    return request_file.verify_request_file(file, anchors=anchors, now=clock.now(), evidence=evidence)


def link_in_picture(data: bytes) -> str:
    """The link in the QR code of a picture. It leads to a signed request: who stuck a code on a wall is unknown.

    Raises as :func:`fetch_file`.
    """
    text = read_qr(data)
    try:
        link = parse_link(text)
    except RequestError as problem:
        if problem.code in _NOT_OURS:
            raise RequestError("qr_not_ours") from problem
        raise
    if link.request_uri is None:
        raise RequestError("qr_unsigned", host=link.client_id.host)
    return text


def save_answer(path: Path, answer: str, *, random: Callable[[int], bytes]) -> None:
    """Write the answer that :func:`share` gave, where nothing is: whole, or not at all.

    Raises :class:`ChoiceError` ``file_exists``, or :class:`StorageError`.
    """
    assert_free(path)
    safe_write.publish(path, f"{answer}\n".encode("ascii"), random=random)


def answer_squares(answer: str) -> Squares | None:
    """The QR code of an answer; None if it is too long for one. Takes up to half a second."""
    from vault.openid4vp.qr_code import qr_squares  # what draws codes is for this alone

    return qr_squares(answer_file.packed_answer(answer))


def _read(path: Path) -> bytes:
    try:
        return safe_write.read(path, max_bytes=MAX_PICTURE)
    except StorageError as problem:
        if problem.code == "file_too_large":
            raise RequestError("picture_too_large") from problem
        raise ChoiceError("file_unreadable", file=path.name) from problem
