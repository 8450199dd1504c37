"""What was shared for *this visit*: kept in the memory of this process only, and never written anywhere.

A restart forgets it. With several processes, a browser session has to reach the same one (sticky sessions).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from vault.core.value import Value

MAX_VISITS = 10_000
"""Answers held at once, about 3 kB each; past that the oldest goes."""


@dataclass(frozen=True)
class VisitItem:
    """One item of a visit. ``about_other`` is a gift answer: never part of a customer's own profile."""

    jti: str
    key: str
    purpose: str
    value: Value
    exp: datetime
    presented: datetime
    about_other: bool


@dataclass(frozen=True)
class Visit:
    """What one answer brought for this visit, by the customer whose key has this ``thumbprint``."""

    request: str
    session_hash: str
    thumbprint: str
    items: tuple[VisitItem, ...]

    def __repr__(self) -> str:
        return "Visit(…)"


class Visits:
    """All visits of this process, by request. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._visits: dict[str, Visit] = {}
        self._opened: set[str] = set()

    def keep(self, visit: Visit) -> None:
        """Hold a visit until it ends. It can be read once :meth:`open` was called."""
        with self._lock:
            while len(self._visits) >= MAX_VISITS:
                self._forget(next(iter(self._visits)))
            self._visits[visit.request] = visit

    def open(self, request: str) -> Visit | None:
        """The browser session brought the response code: it may read its visit from now on."""
        with self._lock:
            if request in self._visits:
                self._opened.add(request)
            return self._visits.get(request)

    def close_others(self, session_hash: str, thumbprint: str) -> None:
        """Forget the visits of other customers at this browser session: one session is one person's."""
        with self._lock:
            for visit in tuple(self._visits.values()):
                mine = visit.request in self._opened and visit.session_hash == session_hash
                if mine and visit.thumbprint != thumbprint:
                    self._forget(visit.request)

    def close(self, session_hash: str) -> None:
        """Forget what this browser session may read."""
        with self._lock:
            for request in tuple(self._opened):
                if self._visits[request].session_hash == session_hash:
                    self._forget(request)

    def of(self, session_hash: str) -> list[Visit]:
        """The visits of this browser session, opened or not."""
        with self._lock:
            return [visit for visit in self._visits.values() if visit.session_hash == session_hash]

    def all(self) -> list[Visit]:
        """Every visit."""
        with self._lock:
            return list(self._visits.values())

    def drop(self, request: str, jtis: Collection[str]) -> None:
        """Forget these items of one visit."""
        with self._lock:
            visit = self._visits.get(request)
            if visit is not None:
                self._keep_only(visit, {item.jti for item in visit.items} - set(jtis))

    def move(self, session_hash: str, new_hash: str) -> None:
        """The browser session has another secret from now on."""
        with self._lock:
            for visit in tuple(self._visits.values()):
                if visit.session_hash == session_hash:
                    self._visits[visit.request] = replace(visit, session_hash=new_hash)

    def items(self, session_hash: str, key: str, *, about_other: bool = False) -> list[VisitItem]:
        """What this browser session's customer said of themselves about ``key``, the newest answer last.

        With ``about_other`` what they said of somebody else.
        """
        with self._lock:
            mine = [v for v in self._visits.values() if v.request in self._opened and v.session_hash == session_hash]
        return [item for visit in mine for item in visit.items if item.key == key and item.about_other is about_other]

    def stop(self, thumbprint: str, token: str | None, until: datetime) -> list[VisitItem] | None:
        """Drop one token of a customer, or with None all presented up to ``until``.

        Returns what was dropped; None if this key has no visit here.
        """
        with self._lock:
            mine = [visit for visit in self._visits.values() if visit.thumbprint == thumbprint]
            dropped = [
                item
                for visit in mine
                for item in visit.items
                if (item.jti == token if token is not None else item.presented <= until)
            ]
            for visit in mine:
                self._keep_only(visit, {item.jti for item in visit.items} - {item.jti for item in dropped})
        return dropped if mine else None

    def drop_expired(self, now: datetime) -> int:
        """Forget what has ended. Returns how many items went."""
        with self._lock:
            before = sum(len(visit.items) for visit in self._visits.values())
            for visit in tuple(self._visits.values()):
                self._keep_only(visit, {item.jti for item in visit.items if item.exp > now})
            return before - sum(len(visit.items) for visit in self._visits.values())

    def _keep_only(self, visit: Visit, jtis: Collection[str]) -> None:
        left = tuple(item for item in visit.items if item.jti in jtis)
        if left:
            self._visits[visit.request] = replace(visit, items=left)
        else:
            self._forget(visit.request)

    def _forget(self, request: str) -> None:
        del self._visits[request]
        self._opened.discard(request)
