"""Colours, sports, genres: what was chosen again and again."""

from __future__ import annotations

from tests.unit.portability.suggestions.lines import concluded, line
from vault.core.value import Value
from vault.portability.suggestions.suggestion import Counts

COLOURS, SPORTS = "clothing.colours_worn", "media.sports"


def test_colours_of_clothes_and_of_nothing_else() -> None:
    lines = [
        *[line("T-shirt", colour="Donkerblauw")] * 8,
        *[line("Trui", colour="grijs")] * 4,
        line("Polo", colour="rood"),
    ]
    found = concluded([*lines, *[line("Emmer", colour="geel")] * 9])[COLOURS]
    assert (found.value, found.counts) == (Value(("navy", "grey")), Counts(12, 13))
    assert [row.detail for row in found.rows[:1]] == ["Donkerblauw"]


def test_the_colour_stands_in_the_name_where_there_is_no_column() -> None:
    assert concluded([line("Poloshirt navy")] * 3)[COLOURS].value == Value(("navy",))
    assert concluded([line("Poloshirt navy", colour="Red")] * 3)[COLOURS].value == Value(("red",))


def test_sports_that_stand_out() -> None:
    lines = [*[line("Running socks")] * 9, *[line("Wandelsokken")] * 6, *[line("Tennis balls")] * 2]
    found = concluded(lines)[SPORTS]
    assert (found.value, found.counts) == (Value(("running_road", "hiking")), Counts(15, 17))


def test_genres_by_medium() -> None:
    films = [line("x", kind="watched", genre="Comedy")] * 3
    assert set(concluded(films)) == {"media.films"}
    music = [line("x", kind="listened", genre="Jazz")] * 3
    assert concluded(music)["media.music_genres"].value == Value(("jazz",))
    books = [line("x", category="Books > Thriller")] * 3
    assert set(concluded(books)) == {"media.novel_genres"}
    assert concluded([line("x", category="Thriller")] * 3) == {}


def test_shoes_are_shoes_when_they_have_a_size() -> None:
    assert "clothing.shoe_kinds" not in concluded([line("Boot polish")] * 4)
    assert concluded([line("Ankle boot", size="40")] * 4)["clothing.shoe_kinds"].value == Value(("ankle_boots",))


def test_a_single_answer_needs_half() -> None:
    key = "food.coffee_system"
    assert concluded([line("Senseo pads")] * 3)[key].value == Value("senseo")
    mixed = [line(f"{each} thing") for each in ("Senseo", "Tassimo", "Nespresso") for _ in range(3)]
    assert key not in concluded(mixed)


def test_what_went_back_is_not_liked() -> None:
    lines = [*[line("Yoga mat")] * 3, *[line("Yoga mat", kind="returned")] * 3]
    assert concluded(lines) == {}
