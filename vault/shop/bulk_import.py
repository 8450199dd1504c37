"""Many answers from files: a page of them verified, then imported together, in one transaction.

A page waits for the disk once, where one answer after the other would wait for it each time. What a page brought is
told after it is committed, so whoever is killed on the way begins again with the same files: those that are in say so,
and none comes twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from vault.core.errors import TokenError
from vault.openid4vp.answer_file import answer_form, answer_line
from vault.openid4vp.response import MAX_ANSWER, Refusal, read_answer
from vault.shop.answers import receive_answer
from vault.shop.importing import Received, import_answers
from vault.shop.requests import PendingRequest, find_requests
from vault.shop.service import Shop
from vault.shop.verification import verify_answer
from vault.tokens import jwe

PAGE: Final = 500
"""Answers that are imported together: at most 32 MB of files, and a fifth of a second in which nobody else writes to
SQLite."""


class Outcome(StrEnum):
    """What came of a file."""

    IMPORTED = "imported"
    AGAIN = "again"
    """It had been taken before: nothing was to do."""
    DECLINED = "declined"
    """The customer said no."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Taken:
    """One file that was gone through. ``problem`` says why it was refused, ``request`` which one it answers, if that
    is known."""

    name: str
    outcome: Outcome
    problem: TokenError | None = None
    request: str = ""


@dataclass(frozen=True)
class _Read:
    """A file as far as it was understood without its request."""

    name: str
    text: str
    request: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def bulk_import(shop: Shop, files: Iterable[tuple[str, bytes]]) -> Iterator[Taken]:
    """Import answer files (name and bytes, each as :func:`answer_line` takes it), read as they are needed.

    Says what came of each, in order, once it is committed. Raises :class:`StorageError`: what was told is in, and the
    same files can be imported again.
    """
    rest = iter(files)
    while page := list(islice(rest, PAGE)):
        yield from _page(shop, page)


def _page(shop: Shop, files: Sequence[tuple[str, bytes]]) -> list[Taken]:
    taken: dict[int, Taken] = {}
    read: dict[int, _Read] = {}
    for place, (name, data) in enumerate(files):
        try:
            text = answer_line(data)
            read[place] = _Read(name, text, jwe.peek_kid(text, max_bytes=MAX_ANSWER) or "")
        except TokenError as problem:
            taken[place] = _refused(name, problem)
    requests = find_requests(shop, sorted({each.request for each in read.values()})) if read else {}
    verified: dict[int, Received] = {}
    declined: set[int] = set()
    for place, each in read.items():
        request = requests.get(each.request)
        if request is not None and request.answer_hash == each.hash:
            taken[place] = Taken(each.name, Outcome.AGAIN, request=each.request)
            continue
        try:
            found = _verified(shop, each, request)
        except TokenError as problem:
            taken[place] = _refused(each.name, problem)
            continue
        if found is not None:
            verified[place] = found
        else:
            declined.add(place)
    problems = import_answers(shop, list(verified.values()), now=shop.clock.now()) if verified else []
    for place, ended in zip(verified, problems, strict=True):
        outcome = Outcome.IMPORTED if ended is None else Outcome.REFUSED
        taken[place] = Taken(read[place].name, outcome, ended, read[place].request)
    for place in sorted(declined):
        taken[place] = _declined(shop, read[place])
    return [taken[place] for place in range(len(files))]


def _verified(shop: Shop, read: _Read, request: PendingRequest | None) -> Received | None:
    """The answer with every check passed that needs no database; None for a refusal. Raises :class:`TokenError`."""
    if request is None:
        raise TokenError("request_unknown")
    key = request.agreement_key
    if key is None:
        raise TokenError("nonce_spent")
    found = read_answer(jwe.decrypt(read.text, key, max_bytes=MAX_ANSWER))
    if isinstance(found, Refusal):
        return None
    answer = verify_answer(found, request, client_id=shop.client_id, catalogue=shop.catalogue, now=shop.clock.now())
    return Received(request, answer, read.hash)


def _declined(shop: Shop, read: _Read) -> Taken:
    try:
        receive_answer(shop, answer_form(read.text))
    except TokenError as problem:
        return _refused(read.name, problem)
    return Taken(read.name, Outcome.DECLINED, request=read.request)


def _refused(name: str, problem: TokenError) -> Taken:
    """Without the way that the problem came: it holds the whole page, for as long as it is looked for as garbage."""
    return Taken(name, Outcome.REFUSED, problem.with_traceback(None))
