from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vault.tokens.disclosure import digest_of, disclosure, read_disclosure

NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).filter(lambda name: name not in {"_sd", "..."})
VALUES = st.dictionaries(st.sampled_from(["value", "min", "max", "precision"]), st.text(max_size=60), max_size=4)


@given(NAMES, VALUES, st.binary(min_size=16, max_size=16))
def test_a_disclosure_reads_as_it_was_written(name: str, value: dict[str, Any], salt: bytes) -> None:
    assert read_disclosure(disclosure(name, value, salt)) == (name, value)


def test_the_digest_is_over_the_text() -> None:
    # The example of RFC 9901 §4.2.3.
    text = "WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert digest_of(text) == "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY"


def test_the_salt_decides_the_digest() -> None:
    value = {"value": "43", "precision": "exact"}
    assert digest_of(disclosure("a.b", value, bytes(16))) != digest_of(disclosure("a.b", value, b"\1" * 16))
