from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vault import bundled
from vault.core.value_check import ordered_atoms
from vault.demo.for_you import FEET, SIZE, SPORTS, WIDTH
from vault.demo.shoe_drawing import draw
from vault.demo.shoes import SECTIONS, SHOES, Shoe
from vault.demo.shop_words import drawing_title, kind_of, read_words
from vault.shop import bundled_catalogue

CATALOGUE = bundled_catalogue()
SHAPES = sorted({shoe.kind.shape for shoe in SHOES})


@pytest.fixture(scope="module")
def templates() -> Environment:
    folder = bundled.resources() / "demo"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)


def test_there_is_a_shop_full_of_shoes() -> None:
    assert len(SHOES) >= 40
    assert len({shoe.id for shoe in SHOES}) == len(SHOES)
    assert all(re.fullmatch(r"[a-z0-9-]+", shoe.id) for shoe in SHOES)
    assert {shoe.kind.section for shoe in SHOES} == {section.id for section in SECTIONS}


@pytest.mark.parametrize("shoe", SHOES, ids=lambda shoe: shoe.id)
def test_a_shoe_is_described_in_the_words_of_the_catalogue(shoe: Shoe) -> None:
    assert shoe.sizes
    assert set(shoe.sizes) <= set(ordered_atoms(CATALOGUE.entry(SIZE), "EU"))
    assert shoe.last.keys() <= set(shoe.sizes)
    assert shoe.widths
    assert all(CATALOGUE.entry(WIDTH).option(width) for width in shoe.widths)
    assert all(CATALOGUE.entry(SPORTS).option(sport) for sport in shoe.kind.sports)
    assert set(shoe.feet) <= {category.id for category in CATALOGUE.entry(FEET).categories}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_shoe_has_its_words(language: str) -> None:
    words = read_words(language)
    for shoe in SHOES:
        assert kind_of(shoe, words)[0].isupper()
        assert drawing_title(shoe, words)
        assert all(words.text("materials", material) for material in shoe.materials)
        assert all(words.text("feet", each) for each in shoe.feet)


def test_both_languages_say_the_same_things_with_the_same_facts() -> None:
    english, dutch = read_words("en").own.texts, read_words("nl").own.texts
    assert {group: set(codes) for group, codes in english.items()} == {g: set(codes) for g, codes in dutch.items()}
    for group, codes in english.items():
        for code, text in codes.items():
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", dutch[group][code]))
            assert "!" not in text + dutch[group][code]


def test_shapes_are_drawn_each_in_its_own_way(templates: Environment) -> None:
    assert len(SHAPES) >= 8
    outlines = set()
    for shape in SHAPES:
        source = (bundled.resources() / "demo" / "drawings" / f"{shape}.svg").read_text(encoding="utf-8")
        outlines.add(max(re.findall(r' d="([^"]+)"', source), key=len))
    assert len(outlines) == len(SHAPES)
    assert {path.stem for path in (bundled.resources() / "demo" / "drawings").iterdir()} == set(SHAPES)


@pytest.mark.parametrize("shoe", SHOES, ids=lambda shoe: shoe.id)
def test_a_drawing_is_named_coloured_and_stands_alone(shoe: Shoe, templates: Environment) -> None:
    svg = ElementTree.fromstring(draw(templates, shoe, "A <shoe> & a half"))
    title = svg[0]
    assert (title.tag, title.text) == ("title", "A <shoe> & a half")
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == title.attrib["id"] == f"drawing-{shoe.id}"
    used = [value for each in svg.iter() for name, value in each.attrib.items() if name in {"fill", "stroke"}]
    assert shoe.palette.main in used
    assert all(value == "none" or re.fullmatch(r"#[0-9A-F]{6}", value) for value in used)
    assert all("style" not in each.attrib and "href" not in each.attrib for each in svg.iter())
