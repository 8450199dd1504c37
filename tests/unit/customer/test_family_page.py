"""The page for family: wishes, sizes and likes; never what is sealed, a note about somebody, or an unasked price."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Value
from vault.customer.family_page import FamilyChoice, family_page
from vault.customer.people import add_person, set_words_for_person
from vault.customer.record_page import page_text, save_page
from vault.customer.session import Session
from vault.customer.wishes import PriceBand, Wished, add_wish, set_done
from vault.portability.card import CardLine
from vault.portability.short_page import PagePart, ShortPage, page_html
from vault.storage import people, wishes


def words(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


@pytest.fixture
def lou(session: Session) -> str:
    made = add_person(session, "Lou", note="birthday on 4 June")
    set_words_for_person(session, made.id, "clothing.shoe_size", "EU 38")
    add_wish(session, Wished("A scarf", "green or blue", "https://shop.example/scarf", PriceBand.FROM_25))
    add_wish(session, Wished("A puzzle", person=made.id))
    set_done(session, add_wish(session, Wished("A lamp")).id, done=True)
    return made.id


def text(session: Session, choice: FamilyChoice, language: str = "en") -> str:
    return page_text(family_page(session, choice, words(language)))


def test_my_wishes_without_prices_and_without_what_is_for_others(session: Session, lou: str) -> None:
    said = text(session, FamilyChoice())
    assert said.splitlines()[0] == "My wish list"
    for shown in ("A scarf", "green or blue", "https://shop.example/scarf"):
        assert shown in said
    for hidden in ("€", "puzzle", "lamp", "Lou"):
        assert hidden not in said
    assert "€25 to €50" in text(session, FamilyChoice(prices=True))


@pytest.mark.parametrize("ending", [".pdf", ".html", ".txt"])
def test_a_note_that_was_brought_in_with_any_letters(session: Session, tmp_path: Path, ending: str) -> None:
    with session.database.transaction() as transaction:
        wishes.put_wish(transaction, wishes.Wish("w", "A scarf", session.clock.now(), "green\x00\x1b[2J\u202eblue"))
    page = family_page(session, FamilyChoice(), words())
    save_page(page, tmp_path / f"list{ending}", made=session.clock.now(), random=session.random)
    assert b"\x1b[2J" not in (tmp_path / f"list{ending}").read_bytes()


@pytest.mark.parametrize(("language", "title"), [("en", "For family"), ("nl", "Voor de familie")])
def test_people_with_their_sizes_and_no_note(session: Session, lou: str, language: str, title: str) -> None:
    said = text(session, FamilyChoice(people=(lou,)), language)
    assert said.splitlines()[0] == title
    assert "EU 38" in said
    assert "4 June" not in said
    assert "puzzle" not in said
    assert "A puzzle" in text(session, FamilyChoice(people=(lou,), ideas=True), language)


def test_nothing_sealed_is_on_it(session: Session, lou: str) -> None:
    """Not even what an import brought in."""
    with session.database.transaction() as transaction:
        sealed = people.PersonPreference(lou, "health.allergies", Value(("nuts",)), session.clock.now())
        people.put_preference(transaction, sealed)
    assert "nuts" not in text(session, FamilyChoice(people=(lou,))).lower()


def test_an_empty_page_or_somebody_unknown_is_none(session: Session) -> None:
    with pytest.raises(ChoiceError, match="nothing_kept"):
        family_page(session, FamilyChoice(), words())
    with pytest.raises(ChoiceError, match="person_unknown"):
        family_page(session, FamilyChoice(people=("urn:uuid:nobody",)), words())


@pytest.mark.parametrize(("name", "start"), [("p.html", b"<!DOCTYPE html>"), ("p.pdf", b"%PDF-"), ("p.txt", b"My w")])
def test_the_name_says_the_form(session: Session, lou: str, tmp_path: Path, name: str, start: bytes) -> None:
    path, page = tmp_path / name, family_page(session, FamilyChoice(), words())
    save_page(page, path, made=session.clock.now(), random=session.random)
    assert path.read_bytes().startswith(start)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ChoiceError, match="file_exists"):
        save_page(page, path, made=session.clock.now(), random=session.random)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name in {"src", "href", "onload", "style"} for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_ANY = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@given(_ANY, _ANY, _ANY, _ANY)
def test_html_is_words_and_nothing_of_them_is_markup(title: str, heading: str, label: str, value: str) -> None:
    lines = (CardLine(label, value, (title,)), CardLine("", value))
    seen = _Seen()
    seen.feed(page_html(ShortPage(title, "nl", (value,), (PagePart(heading, (label,), lines),))).decode())
    assert set(seen.tags) == {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "section", "h2", "p", "dl", "dt", "dd", "ul",
        "li", "small",
    }  # fmt: skip
    assert {title, heading, label, value} <= set(seen.words)


def test_html_says_its_language_and_loads_nothing() -> None:
    page = page_html(ShortPage("Titel", "nl", (), (PagePart("Kop"),))).decode()
    assert '<html lang="nl">' in page
    assert "default-src 'none'" in page
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page
