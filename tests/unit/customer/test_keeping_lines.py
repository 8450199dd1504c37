"""A line as it is kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.portability.suggestions.lines import line, purchases
from vault.customer.keeping_lines import as_fact
from vault.portability.takeouts.purchase import LONGEST_TEXT, Purchase
from vault.storage import imported_facts

long_texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=LONGEST_TEXT)


@given(purchases, long_texts, long_texts, st.integers(-(2**70), 2**70))
def test_any_line_can_be_kept(purchase: Purchase, product: str, title: str, cents: int) -> None:
    long = replace(purchase, product=product, title=title, category=title, price_cents=cents, order=product)
    assert imported_facts.fits(as_fact(long))


def test_a_usual_line_is_kept_whole() -> None:
    found = as_fact(line("Sneaker", size="43", price_cents=8995, currency="EUR"))
    assert found == {
        "at": "2026-03-14",
        "kind": "bought",
        "product": "Sneaker",
        "size": "43",
        "price_cents": 8995,
        "currency": "EUR",
        "quantity": 1,
    }
