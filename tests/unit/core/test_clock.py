from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.clock import from_seconds, from_text, to_text


@given(st.integers(0, 253_402_300_799).map(from_seconds))
def test_what_is_written_is_read(moment: datetime) -> None:
    assert from_text(to_text(moment)) == moment
    assert from_text(to_text(moment)).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-5-2T1:2:3Z",
        "2026-05-02 01:02:03Z",
        "2026-05-02T01:02:03",
        "2026-05-02T01:02:03+00:00",
        "2026-05-02T01:02:03.5Z",
        "2026-05-02T01:02:03z",
        "2026-13-02T01:02:03Z",
        "2026-02-30T01:02:03Z",
        "2026-05-02T24:00:01Z",
        "٢٠٢٦-05-02T01:02:03Z",
        "2026-05-02T01:02:03Z\n",
    ],
)
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"moment|must be|out of range"):
        from_text(text)
