"""What all rules say together, and what they never say."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import all_exact_values, shipped
from tests.unit.portability.suggestions.lines import (
    LISTS,
    concluded,
    is_sealed,
    line,
    never_words,
    purchases,
    suggester,
    words,
)
from vault.core.catalogue import Entry
from vault.core.sensitivity import Level
from vault.core.value import Value
from vault.core.value_check import check_value, level_of, levels_together
from vault.portability.suggestions.concluding import passed
from vault.portability.suggestions.prices_paid import KEY
from vault.portability.suggestions.sizes_worn import LENGTH, SIZED
from vault.portability.suggestions.suggestion import Counts, Suggestion
from vault.portability.takeouts.purchase import Purchase, bounded

CONCLUDED = {*SIZED.values(), LENGTH, KEY, *words().topics}
"""Every preference that a rule can speak of."""
SEALED = [entry for entry in shipped().entries.values() if entry.level is Level.SEALED]
some_lines = st.lists(purchases, max_size=6).map(lambda lines: lines * 6)


def drawn(key: str, value: Value) -> Suggestion:
    return Suggestion(key, value, level_of(shipped().entry(key), value), Counts(9, 9), ())


@settings(max_examples=300)
@given(some_lines)
def test_no_file_leads_to_anything_sealed(lines: list[Purchase]) -> None:
    found = concluded(lines).values()
    for each in found:
        check_value(shipped().entry(each.key), each.value)
        assert not is_sealed(each)
    together = levels_together(shipped(), {each.key: each.level for each in found})
    assert Level.SEALED not in together.values()


def test_no_rule_knows_a_sealed_preference_or_option() -> None:
    assert {shipped().entry(key).level for key in CONCLUDED} == {Level.EVERYDAY, Level.PERSONAL}
    options = {(key, option) for key, about in LISTS["choices"].items() for option in about["options"]}
    sealed = {
        (entry.key, option.id)
        for entry in shipped().entries.values()
        for option in entry.options
        if option.level is Level.SEALED
    }
    assert len(sealed) > 4
    assert not options & sealed


def test_no_rules_together_make_a_sealed_combination() -> None:
    """Also over several files: each may conclude what it likes, and accepted together they stay open."""
    sealed = [each for each in shipped().combinations if each.level is Level.SEALED]
    assert len(sealed) > 3
    assert {
        each.id: sorted(each.keys & CONCLUDED) for each in sealed if len(each.keys & CONCLUDED) >= each.at_least
    } == {}


@pytest.mark.parametrize("entry", SEALED, ids=lambda entry: entry.key)
def test_the_gate_passes_nothing_sealed(entry: Entry) -> None:
    values = all_exact_values(entry)[:30] or [Value("something")]
    assert passed(shipped(), [drawn(entry.key, value) for value in values]) == ()


def test_the_gate_passes_no_sealed_value_of_an_open_preference() -> None:
    count = 0
    for entry in shipped().entries.values():
        for option in entry.options:
            if entry.level is not Level.SEALED and option.level is Level.SEALED:
                value = Value((option.id,)) if entry.type == "choices" else Value(option.id)
                assert passed(shipped(), [drawn(entry.key, value)]) == ()
                count += 1
    assert count > 4


def test_the_gate_passes_no_sealed_combination() -> None:
    for combination in shipped().combinations:
        for keys in combinations(sorted(combination.keys), combination.at_least):
            values = {key: all_exact_values(shipped().entry(key))[:1] or [Value("x")] for key in keys}
            found = passed(shipped(), [drawn(key, value[0]) for key, value in values.items()])
            assert bool(found) is (combination.level is not Level.SEALED)


@given(some_lines, st.lists(purchases, max_size=3), st.data())
def test_lines_about_what_is_sealed_change_nothing(
    lines: list[Purchase], others: list[Purchase], data: st.DataObject
) -> None:
    word = data.draw(st.sampled_from(never_words()))
    hidden = [line(f"{word} {each.product}", size=each.size, colour=each.colour, brand=each.brand) for each in others]
    with_them = suggester([*lines, *hidden])
    without = suggester(lines)
    assert tuple(with_them.conclude()) == tuple(without.conclude())
    assert with_them.left_out == without.left_out + len(hidden)
    assert with_them.lines == len(lines) + len(hidden)


@pytest.mark.parametrize(
    "given",
    [
        {"product": "Vitamine C 1000 mg"},
        {"product": "Inlegzolen maat 43"},
        {"product": "Boxershort 3-pack", "size": "L"},
        {"product": "Umstandshose", "size": "W32"},
        {"product": "Kinderschoenen", "size": "28"},
        {"product": "Sneaker", "size": "EU 28"},
        {"product": "Bijbel in gewone taal"},
        {"product": "Gift card € 25"},
        {"product": "Thriller", "genre": "Religion"},
        {"product": "Sneaker", "category": "Girls", "size": "36"},
        {"product": "Something", "brand": "Durex"},
        {"product": "A song", "kind": "listened", "genre": "Gospel"},
    ],
    ids=lambda given: given["product"],
)
def test_left_out(given: dict[str, str]) -> None:
    made = suggester([line(**given)] * 9)
    assert (made.lines, made.left_out, tuple(made.conclude())) == (9, 9, ())


@pytest.mark.parametrize(
    "product",
    [
        "Coffee cups", "Slip-on sneakers", "Jewellery box", "Receptenboek", "Enkellaarzen", "Bank met 3 zitplaatsen",
        "Eco-friendly pillow", "Window blinds", "Toyota model kit", "Schultertasche", "Skijas", "Shirt paars",
        "Moederbord", "Boyfriend jeans", "Hundert Nägel",
    ],
)  # fmt: skip
def test_not_left_out(product: str) -> None:
    assert suggester([line(product)]).left_out == 0


def test_titles_of_songs_and_films_are_not_looked_at() -> None:
    made = suggester([line("Baby Love", title="Baby Love", kind="listened", genre="Soul")] * 5)
    assert made.left_out == 0
    assert {each.key for each in made.conclude()} == {"media.music_genres"}


def test_the_picture_of_the_design() -> None:
    lines = [line("Running shoe “Dune 3”", size="EU 43", price_cents=11995, currency="EUR", line=at) for at in range(9)]
    lines += [line("Running shoe “Dune 2”", size="EU 44", kind="returned", line=10 + at) for at in range(2)]
    found = concluded(lines)
    shoe = found["clothing.shoe_size"]
    assert (shoe.value, shoe.counts, shoe.confidence) == (Value("43", system="EU"), Counts(9, 11), "sure")
    assert [row.returned for row in shoe.rows] == [False] * 9 + [True] * 2
    assert [row.speaks for row in shoe.rows] == [True] * 9 + [False] * 2
    assert found["clothing.price_per_pair"].value == Value(minimum="115", maximum="120", unit="EUR")
    assert found["media.sports"].value == Value(("running_road",))


@given(some_lines, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_value_and_no_count(lines: list[Purchase], chance: object) -> None:
    mixed = list(lines)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis' own random
    before, after = concluded(lines), concluded(mixed)
    assert {key: (each.value, each.counts) for key, each in before.items()} == {
        key: (each.value, each.counts) for key, each in after.items()
    }


def test_wishes_and_looks_are_no_purchases() -> None:
    lines = [line("Sneaker", size="43", kind=kind) for kind in ("wished", "viewed") for _ in range(5)]
    assert concluded(lines) == {}


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\u034f", "\ufe0f", "\u3164"])
def test_a_word_is_heard_through_letters_that_nobody_sees(unseen: str) -> None:
    name = bounded(f"Insu{unseen}lin shoe")
    assert name == "Insulin shoe"
    made = suggester([line(name, size="43")] * 6)
    assert (made.left_out, [*made.conclude()]) == (6, [])


def test_hiv_is_health() -> None:
    assert suggester([line("HIV-test", size="43", category="Shoes")]).left_out == 1
