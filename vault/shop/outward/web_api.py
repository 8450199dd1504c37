"""One call to another system's API, and what its answer means; and whom it calls by which id."""

from __future__ import annotations

import base64
import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from vault.core.errors import NetworkError, StorageError
from vault.net.fetcher import HttpRequest
from vault.shop.outward.private_file import translated
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerUnknown

JSON: Final = "application/json"
MAX_REPLY: Final = 256 * 1024
"""Bytes of an answer: these systems say back what was set."""
_FORBIDDEN: Final = (401, 403)
_BUSY: Final = (408, 425, 429)


def call(
    settings: TargetSettings, method: str, url: str, body: Mapping[str, Any], *, headers: Mapping[str, str]
) -> tuple[int, dict[str, Any]]:
    """The status (2xx, or 4xx that is about this call alone) and the answer's members.

    Raises :class:`NetworkError` as :meth:`Fetcher.fetch`, and ``target_forbidden``, ``target_busy`` or
    ``target_reply_wrong``.
    """
    response = settings.fetcher().fetch(
        HttpRequest(method, url, json.dumps(body).encode(), JSON, accept=(JSON,), headers=headers, max_bytes=MAX_REPLY)
    )
    if response.status in _FORBIDDEN:
        raise NetworkError("target_forbidden", target=settings.name, status=response.status)
    if response.status in _BUSY or response.status >= 500:
        raise NetworkError("target_busy", target=settings.name, status=response.status)
    try:
        found = json.loads(response.body)
    except (ValueError, RecursionError) as problem:
        raise NetworkError("target_reply_wrong", target=settings.name) from problem
    if not isinstance(found, dict):
        raise NetworkError("target_reply_wrong", target=settings.name)
    return response.status, found


def basic(user: str, password: str) -> dict[str, str]:
    """The header for these (RFC 7617)."""
    return {"Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


class CustomerIds:
    """The target's own ids. Option ``customers`` names a CSV file with a line ``number,id`` for each customer; without
    it, the customer numbers are the ids."""

    def __init__(self, settings: TargetSettings) -> None:
        self._settings = settings
        self._path = settings.path("customers") if "customers" in settings.options else None
        self._read_at: tuple[int, int] | None = None
        self._ids: dict[str, str] = {}

    def of(self, number: str) -> str:
        """The id, decimal digits. Raises :class:`CustomerUnknown`, and :class:`StorageError` ``target_file_failed`` or
        ``target_file_changed``."""
        found = self._listed(self._path).get(number) if self._path is not None else number
        if found is None or not (found.isascii() and found.isdecimal() and len(found) <= 20):
            raise CustomerUnknown(self._settings.name)
        return found

    def _listed(self, path: Path) -> Mapping[str, str]:
        with translated(path):
            status = path.stat()
            if self._read_at != (status.st_mtime_ns, status.st_size):  # a shop adds to it at any time
                try:
                    with path.open(encoding="utf-8", newline="") as file:
                        self._ids = dict(csv.reader(file))
                except (ValueError, csv.Error) as problem:
                    raise StorageError("target_file_changed", file=path.name[:80]) from problem
                self._read_at = status.st_mtime_ns, status.st_size
        return self._ids
