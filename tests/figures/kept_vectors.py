"""The vectors of stopping, counted: of each letter there are some, and most of them must fail.

That each holds is what the unit tests of ``vault.tokens`` and ``vault.openid4vp`` say, one test a vector.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.figures.figure import Figure

FOLDER = Path(__file__).parents[1] / "vectors"
LETTERS: Mapping[str, tuple[str, str | None]] = {
    "security events": ("security_event", None),
    "consent receipts": ("receipt", "consent"),
    "erasure receipts": ("receipt", "erasure"),
    "holding statements": ("holding_statement", None),
    "refreshes": ("refresh", "refresh"),
    "nonces": ("refresh", "nonce"),
    "feedback": ("customer_letter", "feedback"),
}
"""By what they are about: the file, and the kind in it."""
MOST_FAIL, AT_LEAST = 0.75, 80
REFUSED_LISTS = {
    "zip bomb": "status_list_too_large",
    "wrong sub": "status_uri_wrong",
    "out of bounds": "status_out_of_bounds",
    "expired": "expired",
    "unsigned": "signature_invalid",
    "alg none": "alg_refused",
    "other host": "status_issuer_wrong",
}
"""What of a status list must be refused, and for what reason."""


def measure_vectors() -> Iterator[Figure]:
    """Vectors of the letters, and of status lists."""
    found = {
        name: [each for each in _read(file) if kind in {None, each.get("kind")}]
        for name, (file, kind) in LETTERS.items()
    }
    every = [each for vectors in found.values() for each in vectors]
    failing = sum(each["reason"] is not None for each in every)
    how = ", ".join(f"{len(vectors)} {name}" for name, vectors in found.items())
    ok = len(every) >= AT_LEAST and failing >= MOST_FAIL * len(every) and all(found.values())
    value, bar = f"{len(every)}, {failing} of which must fail", f"{AT_LEAST}, three quarters of which must fail"
    yield Figure("vectors of what is said", value, bar, ok, how)
    reasons = {each["reason"] for each in _read("status_list")}
    missing = [name for name, reason in REFUSED_LISTS.items() if reason not in reasons]
    exact = len(_read("status_list_draft21"))
    value = f"{len(_read('status_list'))}, and {exact} of the specification; without {', '.join(missing) or 'none'}"
    yield Figure("vectors of status lists", value, "without none", exact > 0 and not missing, ", ".join(REFUSED_LISTS))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
