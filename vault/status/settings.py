"""The host's own settings, ``status.toml``.

The file, with every member that it may have (paths are relative to the file)::

    [host]
    name = "status.example"     # every address is at it, over https
    store = "status.db"         # optional: lists, and the keys that sign them
    ttl = 300                   # optional: seconds that a shop may keep a list
    rotate_days = 90            # optional: how often a new key signs

    [limits]                    # optional
    places_an_hour = 200        # of one internet address
    stops_an_hour = 1200        # of one internet address
    all_places_an_hour = 200000 # of everybody together
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vault.core.errors import PolicyError, RequestError
from vault.core.web_address import checked_host
from vault.tokens.status_list import MAX_TTL

MAX_SETTINGS: Final = 64 * 1024
"""Bytes of the file, which is written by hand."""
MIN_TTL: Final = 10
"""Seconds: shops that come back sooner learn nothing more and cost more."""
MAX_ROTATE_DAYS: Final = 366
MAX_AN_HOUR: Final = 10_000_000


@dataclass(frozen=True)
class Settings:
    """What the file says, checked."""

    host: str
    store: Path
    ttl: int
    rotate_days: int
    places_an_hour: int
    stops_an_hour: int
    all_places_an_hour: int

    def uri(self, number: int) -> str:
        """The address of a list, as tokens name it."""
        return f"https://{self.host}/lists/{number}"


def read_settings(path: Path) -> Settings:
    """Read the settings file.

    Raises :class:`PolicyError` ``policy_unreadable``, ``policy_malformed``, or ``policy_member_missing``,
    ``policy_member_unknown`` or ``policy_member_wrong`` with ``where``.
    """
    try:
        found = path.read_bytes()
        if len(found) > MAX_SETTINGS:
            raise PolicyError("policy_malformed", file=path.name, where=f"{len(found)} bytes")
        return _settings(tomllib.loads(found.decode("utf-8")), path.parent)
    except OSError as problem:
        raise PolicyError("policy_unreadable", file=path.name) from problem
    except (ValueError, RecursionError) as problem:  # tomllib.TOMLDecodeError and UnicodeDecodeError
        raise PolicyError("policy_malformed", file=path.name, where=str(problem)[:80]) from problem


def _settings(found: dict[str, Any], folder: Path) -> Settings:
    host, limits = _table(found, "host"), _table(found, "limits")
    if found.keys() - {"host", "limits"}:
        raise PolicyError("policy_member_unknown", where=min(found.keys() - {"host", "limits"}))
    try:
        name = checked_host(_text(host, "name", None))
    except RequestError as problem:
        raise PolicyError("policy_member_wrong", where="host.name") from problem
    settings = Settings(
        host=name,
        store=folder / _text(host, "store", "status.db"),
        ttl=_whole(host, "host.ttl", 300, MIN_TTL, MAX_TTL),
        rotate_days=_whole(host, "host.rotate_days", 90, 2, MAX_ROTATE_DAYS),
        places_an_hour=_whole(limits, "limits.places_an_hour", 200, 1, MAX_AN_HOUR),
        stops_an_hour=_whole(limits, "limits.stops_an_hour", 1200, 1, MAX_AN_HOUR),
        all_places_an_hour=_whole(limits, "limits.all_places_an_hour", 200_000, 1, MAX_AN_HOUR),
    )
    for table, left in (("host", host), ("limits", limits)):
        if left:
            raise PolicyError("policy_member_unknown", where=f"{table}.{min(left)}")
    return settings


def _table(found: dict[str, Any], name: str) -> dict[str, Any]:
    table = found.get(name, {})
    if not isinstance(table, dict):
        raise PolicyError("policy_member_wrong", where=name)
    return dict(table)


def _text(table: dict[str, Any], name: str, default: str | None) -> str:
    found = table.pop(name, default)
    if found is None:
        raise PolicyError("policy_member_missing", where=f"host.{name}")
    if not isinstance(found, str) or not found:
        raise PolicyError("policy_member_wrong", where=f"host.{name}")
    return found


def _whole(table: dict[str, Any], where: str, default: int, least: int, most: int) -> int:
    found = table.pop(where.partition(".")[2], default)
    if type(found) is not int or not least <= found <= most:
        raise PolicyError("policy_member_wrong", where=where)
    return found
