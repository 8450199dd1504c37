"""Requests that wait for an answer, as they were kept: how many there are, without looking into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.storage import requests

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.storage.requests import StoredRequest

WAITING, ANSWERED, DECLINED = "waiting", "answered", "declined"
"""What becomes of a request."""


def count_waiting(session: Session) -> int:
    """How many requests wait for an answer."""
    return len(stored_waiting(session))


def stored_waiting(session: Session) -> list[StoredRequest]:
    """Those requests, oldest first."""
    now = session.clock.now()
    with session.database.read() as reader:
        return [each for each in requests.requests(reader) if each.state == WAITING and each.expires > now]
