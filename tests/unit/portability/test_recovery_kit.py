"""The kit is read back from its PDF: as text, as what a screen reader gets, and as a picture with a QR code in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
import typst
import zxingcpp

from vault.portability.recovery_kit import MAX_NAME, make_kit

GROUPS = ("K4TM", "9QWD", "RX7H", "2LPA", "VN5E", "8CJS", "T3GY", "6FBK")
WIDEST = ("WWWW", "MMMM") * 4


def made(*, groups: tuple[str, ...] = GROUPS, check: str = "7", name: str = "vault", language: str = "en") -> bytes:
    return make_kit(groups=groups, check=check, vault_name=name, made=date(2026, 2, 3), language=language)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def text(pdf: bytes) -> str:
    """What can be selected, with the words of a line apart by one space."""
    return " ".join(read(pdf).pages[0].extract_text().split())


def elements(node: Any, kind: str) -> Iterator[Any]:
    """The elements of the structure tree that have this kind."""
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from elements(each, kind)
    elif isinstance(found, dict):
        if found.get("/S") == kind:
            yield found
        if "/K" in found:
            yield from elements(found["/K"], kind)


def scanned(pdf: bytes) -> list[str]:
    """What a scanner reads from the page, printed at 150 dots an inch without colour."""
    page = pypdfium2.PdfDocument(pdf)[0]
    bitmap = page.render(scale=150 / 72, grayscale=True)
    pixels = memoryview(bitmap.buffer).cast("B", shape=[bitmap.height, bitmap.stride])
    return [each.text for each in zxingcpp.read_barcodes(pixels)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Recovery kit", "3 February 2026", "Check sign 7", "Anyone with this page and your vault file")),
        ("nl", ("Herstelblad", "3 februari 2026", "Controleteken 7", "Wie deze pagina en je kluisbestand heeft")),
    ],
)
def test_the_page_says_it_all_in_text_that_can_be_selected(language: str, expected: tuple[str, ...]) -> None:
    found = text(made(name="Thuis met Noor", language=language))
    for words in (*expected, "Thuis met Noor"):
        assert words in found
    for number, group in enumerate(GROUPS, 1):
        assert f"{number} {group}" in found


@pytest.mark.parametrize("check", ["7", "U", "*", "~", "$", "="])
def test_a_scanner_reads_the_code_with_its_check_sign(check: str) -> None:
    assert scanned(made(check=check)) == [f"K4TM-9QWD-RX7H-2LPA-VN5E-8CJS-T3GY-6FBK-{check}"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_screen_reader_gets_headings_the_language_and_words_for_the_picture(language: str) -> None:
    root = read(made(language=language)).trailer["/Root"]
    tree = root["/StructTreeRoot"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert len(list(elements(tree["/K"], "/H1"))) == 1
    assert len(list(elements(tree["/K"], "/H2"))) == 4
    (figure,) = elements(tree["/K"], "/Figure")
    assert "QR" in figure["/Alt"]


def test_it_claims_the_standard_that_its_writer_checked() -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made()


def test_the_title_names_the_vault_and_nothing_names_the_machine() -> None:
    facts = read(made(name="Thuis")).metadata
    assert facts is not None
    assert facts.title == "Recovery kit: Thuis"
    assert facts.author is None
    assert facts.creation_date is not None
    assert facts.creation_date.date() == date(2026, 2, 3)


def test_one_page_of_a4_with_its_fonts_in_it() -> None:
    for pdf in (made(), made(language="nl"), made(groups=WIDEST, name="W" * 300)):
        (page,) = read(pdf).pages
        assert [round(float(side) * 25.4 / 72) for side in page.mediabox[2:]] == [210, 297]
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
        assert {"OpenSans" in font["/BaseFont"] for font in fonts} == {True}
        for font in fonts:
            assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_the_widest_groups_stay_on_two_lines_of_four() -> None:
    page = pypdfium2.PdfDocument(made(groups=WIDEST))[0]
    words = page.get_textpage()
    heights = {
        round(words.get_charbox(place[0])[1])
        for group in set(WIDEST)
        for place in _places(words.search(group, match_case=True))
    }
    assert len(heights) == 2


def _places(found: Any) -> Iterator[tuple[int, int]]:
    while (place := found.get_next()) is not None:
        yield place


def test_a_long_name_is_cut_and_says_so() -> None:
    assert "W" * (MAX_NAME - 1) + "…" in text(made(name="W" * 300)).replace(" ", "")
    assert "n" * MAX_NAME in text(made(name="n" * MAX_NAME))


def test_the_same_arguments_give_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made(check="8")


@pytest.mark.parametrize(
    "name", ["#set text(size: 90pt)", '"] + "', "\\u{41} $x$", "*bold* _it_", "Müller & Söhne", "Ελλάδα"]
)
def test_no_name_is_markup(name: str) -> None:
    assert name in text(made(name=name))


def test_a_name_that_moves_the_cursor_or_turns_the_line_shows_question_marks() -> None:
    assert "a?b?c" in text(made(name="a\nb\u202ec"))


def test_a_name_that_no_font_has_shows_question_marks() -> None:
    assert "my ?" in text(made(name="my \U00012000"))


def test_a_name_in_another_script_takes_a_font_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    class Fonts:
        def __new__(cls, *, include_system_fonts: bool, **others: Any) -> Any:
            asked.append(include_system_fonts)
            return real(include_system_fonts=include_system_fonts, **others)

    real = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", Fonts)
    made(name="Ελλάδα")
    assert asked == [False]
    made(name="我的库")
    assert asked[1:3] == [False, True]


def test_a_page_that_cannot_be_set_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise typst.TypstError("the page has a mistake", "", [], [])

    monkeypatch.setattr(typst, "compile", fails)
    with pytest.raises(typst.TypstError):
        made()
