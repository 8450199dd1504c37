"""Requests that wait for their turn: links not followed yet, and requests put aside. At most five, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vault.core.errors import VaultError
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import VerifiedRequest

MOST_WAITING = 5
"""More links than this are not a person pressing buttons; the newest is left out."""


@dataclass(frozen=True)
class Waiting:
    """A link, or a verified request that the customer put aside. ``number`` is its name while it waits."""

    number: int
    host: str
    link: str
    request: VerifiedRequest | None = None

    def over(self, now: datetime) -> bool:
        """Whether its time has passed."""
        return self.request is not None and now >= self.request.expires


class WaitingRequests:
    """The ones that wait. The same link or request waits once."""

    def __init__(self) -> None:
        self._waiting: list[Waiting] = []
        self._count = 0

    def add_link(self, link: str) -> bool:
        """Let a link wait; False if it does not fit. Its host is only what the link claims."""
        if any(each.link == link for each in self._waiting):
            return True
        return self._add(_claimed_host(link), link, None)

    def add_request(self, request: VerifiedRequest) -> bool:
        """Let a request wait that was looked at; False if it does not fit."""
        return self.find(request.nonce) is not None or self._add(request.host, "", request)

    def find(self, nonce: str) -> Waiting | None:
        """The request with this nonce, if it waits."""
        found = (each for each in self._waiting if each.request is not None and each.request.nonce == nonce)
        return next(found, None)

    def _add(self, host: str, link: str, request: VerifiedRequest | None) -> bool:
        if len(self._waiting) >= MOST_WAITING:
            return False
        self._count += 1
        self._waiting.append(Waiting(self._count, host, link, request))
        return True

    def current(self, now: datetime) -> tuple[Waiting, ...]:
        """Those whose time has not passed; the others are forgotten."""
        self._waiting = [each for each in self._waiting if not each.over(now)]
        return tuple(self._waiting)

    def take(self, number: int) -> Waiting | None:
        """Take one out, to open it."""
        found = next((each for each in self._waiting if each.number == number), None)
        self._waiting = [each for each in self._waiting if each.number != number]
        return found

    def drop(self, nonce: str) -> None:
        """Take out the request with this nonce: it is open, or was."""
        self._waiting = [each for each in self._waiting if each.request is None or each.request.nonce != nonce]

    def clear(self) -> None:
        """Forget all, when the vault locks."""
        self._waiting.clear()


def _claimed_host(link: str) -> str:
    try:
        return parse_link(link).client_id.host
    except VaultError:
        return ""
