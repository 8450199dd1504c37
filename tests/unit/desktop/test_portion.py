"""How much of a long list is shown."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from vault.desktop.portion import PORTION, Portion


@dataclass(frozen=True)
class Each:
    id: str


@given(found=st.integers(0, 400), kept=st.sets(st.integers(0, 399)), grown=st.integers(0, 3))
def test_the_beginning_and_what_is_kept_in_order(found: int, kept: set[int], grown: int) -> None:
    portion, every = Portion(), [Each(str(number)) for number in range(found)]
    for number in kept:
        portion.keep(str(number))
    for _ in range(grown):
        portion.grow()
    shown = portion.of(every)
    left = [each for each in every if int(each.id) not in kept][: PORTION * (grown + 1)]
    assert shown == [each for each in every if int(each.id) in kept or each in left]
    portion.reset()
    assert portion.of(every) == every[:PORTION]
