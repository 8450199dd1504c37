"""A consent record as a file of its own: JSON-LD, with what is true of it now and what a third party needs to check it.

::

    {"@context": {...},
     "@graph": [{"@type": "dpv:ConsentRecord", ...},
                {"@type": "pv:State", "dpv:hasProcess": [{"dpv:hasConsentStatus": ..., ...}], ...},
                {"@type": "pv:Proof", "pv:part": ["eyJ...", ...]}]}

A record stands there exactly as the shop signed it; the parts of the proof are the lines of a receipt to take away.
The vault's own record, where the shop signed none, has no proof. Nothing in it is a value.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vault.core.clock import to_text
from vault.core.consent import GONE, ItemState
from vault.core.consent_record import CONTEXT
from vault.core.errors import TokenError
from vault.core.strict_json import loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

MAX_BYTES = 1024 * 1024
"""As a proof: a record of twenty items with its receipts has about 100 kB."""
_RECORD, _STATE, _PROOF = "dpv:ConsentRecord", "pv:State", "pv:Proof"
_STATUS = {
    ItemState.SENDING: "dpv:ConsentGiven",
    ItemState.ACTIVE: "dpv:ConsentGiven",
    ItemState.UNCERTAIN: "dpv:ConsentUnknown",
    ItemState.NOT_DELIVERED: "dpv:ConsentUnknown",
    ItemState.EXPIRED: "dpv:ConsentExpired",
    ItemState.UNREAD: "dpv:ConsentExpired",
    ItemState.SUPERSEDED: "dpv:ConsentExpired",
}
"""The rest is after a stop."""


@dataclass(frozen=True)
class ItemNow:
    """What is true of one item since when."""

    jti: str
    state: ItemState
    since: datetime


def write_record_file(
    records: Iterable[dict[str, Any]], consent: str, items: Iterable[ItemNow], proof: Sequence[str], now: datetime
) -> bytes:
    """The file. ``records`` are those that the shop signed, or the vault's own; ``proof`` are lines, or none."""
    state = {
        "@type": _STATE,
        "dct:identifier": consent,
        "dct:date": {"@type": "xsd:dateTime", "@value": to_text(now)},
        "dpv:hasProcess": [
            {
                "dct:identifier": each.jti,
                "dpv:hasConsentStatus": _STATUS.get(each.state, "dpv:ConsentWithdrawn"),
                "pv:state": each.state.value,
                "pv:shopHasNothing": each.state in GONE,
                "dct:modified": {"@type": "xsd:dateTime", "@value": to_text(each.since)},
            }
            for each in items
        ],
    }
    graph: list[dict[str, Any]] = [*records, state]
    if proof:
        graph.append({"@type": _PROOF, "pv:part": list(proof)})
    said = {"@context": CONTEXT, "@graph": graph}
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def is_record_file(data: bytes) -> bool:
    """Whether this looks like one: a proof in lines never begins so."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def read_record_file(data: bytes) -> tuple[tuple[dict[str, Any], ...], tuple[str, ...]]:
    """The records and the lines of the proof, none of them checked yet. Raises :class:`TokenError`
    ``proof_malformed``."""
    try:
        graph = loads(data.removeprefix(b"\xef\xbb\xbf"), max_bytes=MAX_BYTES)["@graph"]
        records = tuple(each for each in graph if each["@type"] == _RECORD)
        parts = [part for each in graph if each["@type"] == _PROOF for part in each["pv:part"]]
    except (KeyError, TypeError, TokenError) as problem:
        raise TokenError("proof_malformed") from problem
    # One word each: no part can hide from the check as a line for people.
    if not records or not all(isinstance(part, str) and part.split() == [part] and part[0] != "#" for part in parts):
        raise TokenError("proof_malformed")
    return records, tuple(parts)
