"""How sure a suggestion is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.sensitivity import Level
from vault.core.value import Value
from vault.portability.suggestions.suggestion import Counts, Suggestion, confidence, lower_bound

counted = st.integers(0, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("kept", "of", "said"),
    [
        (9, 11, "sure"), (6, 7, "sure"), (18, 18, "sure"), (13, 18, "likely"), (15, 24, "likely"), (3, 3, "likely"),
        (2, 2, "maybe"), (3, 9, "maybe"), (0, 0, "maybe"),
    ],
)  # fmt: skip
def test_words(kept: int, of: int, said: str) -> None:
    assert confidence(Counts(kept, of)) == said


@given(counted)
def test_the_bound_is_a_share_and_never_above_what_was_seen(counts: tuple[int, int]) -> None:
    kept, of = counts
    assert 0 <= lower_bound(kept, of) <= (kept / of + 1e-9 if of else 0)


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_more_lines_that_say_the_same_make_it_surer(kept: int, more: int) -> None:
    assert lower_bound(kept + more, kept + more) > lower_bound(kept, kept)


def test_what_a_person_bought_is_not_in_a_repr() -> None:
    found = Suggestion("clothing.shoe_size", Value("43", system="EU"), Level.EVERYDAY, Counts(1, 1), (), "Groenekom")
    assert "43" not in repr(found)
    assert "Groenekom" not in repr(found)
    assert found.id == "clothing.shoe_size groenekom"
