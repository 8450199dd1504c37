"""Returns that name an order and no product."""

from __future__ import annotations

from tests.unit.portability.suggestions.lines import concluded, line
from vault.portability.suggestions.returns import MOST_LINES, Returns
from vault.portability.suggestions.suggestion import Counts

SHOE = "clothing.shoe_size"


def test_a_return_of_an_order_of_one_thing_is_that_thing() -> None:
    bought = [line("Sneaker", size="43", order=f"A{at}") for at in range(4)]
    back = line("", kind="returned", order="A2", file="returns.csv")
    found = concluded([*bought, back])[SHOE]
    assert found.counts == Counts(3, 4, 1)
    assert [(row.product, row.file) for row in found.rows if row.returned] == [("Sneaker", "returns.csv")]


def test_a_return_of_an_order_of_several_says_which_or_nothing() -> None:
    bought = [line("Sneaker", size="43", order="A"), line("Boot", size="44", order="A"), line("Sneaker", size="43")]
    returned = [line("", kind="returned", order="A"), line("", kind="returned", order="B"), line("", kind="returned")]
    assert concluded([*bought, *returned])[SHOE].counts == Counts(2, 3)
    named = line("Boot", kind="returned", order="A")
    assert concluded([*bought, line("Boot", size="44"), line("Boot", size="44"), named])[SHOE].counts == Counts(2, 5, 1)


def test_a_million_orders_are_not_all_remembered() -> None:
    returns = Returns()
    for at in range(MOST_LINES + 2):
        returns.remember(line("Sneaker", size="43", order=str(at)))
    back = line("", kind="returned", order="0")
    assert returns.whole(back) == back
    assert returns.whole(line("", kind="returned", order="2")).size == "43"


def test_orders_of_many_lines_are_forgotten_by_their_lines() -> None:
    returns = Returns()
    for at in range(MOST_LINES + 100):
        returns.remember(line(f"Sneaker {at % 50}", size="43", order=str(at // 50)))
    for order, known in (("0", False), ("1", False), ("2", True), (str(MOST_LINES // 50 + 1), True)):
        back = line("Sneaker 7", kind="returned", order=order)
        assert (returns.whole(back).size == "43") is known
