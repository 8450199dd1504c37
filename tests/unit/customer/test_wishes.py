"""The wish list: kept, ticked off, taken back, as text; and an address in it stays text."""

from __future__ import annotations

import pytest

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.customer.history import view_history
from vault.customer.people import add_person, remove_person
from vault.customer.session import Session
from vault.customer.wishes import (
    PriceBand,
    Wished,
    add_wish,
    change_wish,
    is_link,
    list_wishes,
    put_wish_back,
    remove_wish,
    set_done,
    wish_text,
)

LAMP = Wished("A  lamp\n", "the tall one\nin green", "shop window", PriceBand.FROM_25)


def test_a_wish_is_kept_changed_ticked_and_found(session: Session) -> None:
    lou = add_person(session, "Lou")
    lamp = add_wish(session, LAMP)
    scarf = add_wish(session, Wished("A scarf", person=lou.id))
    assert lamp.what == "A lamp"
    set_done(session, lamp.id, done=True)
    assert [each.what for each in list_wishes(session)] == ["A scarf", "A lamp"]
    assert [each.what for each in list_wishes(session, "LOU")] == ["A scarf"]
    assert [each.what for each in list_wishes(session, "window green")] == ["A lamp"]
    changed = change_wish(session, scarf.id, Wished("A hat", seen="https://shop.example/hat"))
    assert (changed.what, changed.person, changed.id) == ("A hat", None, scarf.id)
    assert list_wishes(session)[0] == changed


def test_a_removed_wish_comes_back(session: Session) -> None:
    lamp = add_wish(session, LAMP)
    assert remove_wish(session, lamp.id) == lamp
    assert list_wishes(session) == ()
    put_wish_back(session, lamp)
    assert list_wishes(session) == (lamp,)


def test_a_wish_does_not_come_back_for_somebody_who_went(session: Session) -> None:
    lou = add_person(session, "Lou")
    wish = remove_wish(session, add_wish(session, Wished("A scarf", person=lou.id)).id)
    remove_person(session, lou.id)
    with pytest.raises(ChoiceError, match="person_unknown"):
        put_wish_back(session, wish)
    assert list_wishes(session) == ()


@pytest.mark.parametrize(
    ("wished", "code"),
    [
        (Wished(" "), "wish_unfit"),
        (Wished("x" * 121), "wish_unfit"),
        (Wished("a\x1b[2J"), "wish_unfit"),
        (Wished("a", seen="x" * 501), "seen_unfit"),
        (Wished("a", seen="\u202e"), "seen_unfit"),
        (Wished("a", note="x" * 2001), "note_unfit"),
        (Wished("a", person="nobody"), "person_unknown"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(session: Session, wished: Wished, code: str) -> None:
    lamp = add_wish(session, LAMP)
    with pytest.raises(ChoiceError, match=code):
        add_wish(session, wished)
    with pytest.raises(ChoiceError, match=code):
        change_wish(session, lamp.id, wished)
    assert list_wishes(session) == (lamp,)


def test_what_is_gone_is_said(session: Session) -> None:
    for call in (
        lambda: remove_wish(session, "x"),
        lambda: change_wish(session, "x", LAMP),
        lambda: set_done(session, "x", done=True),
    ):
        with pytest.raises(ChoiceError, match="wish_unknown"):
            call()


def test_the_history_has_no_wish_in_it(session: Session) -> None:
    lamp = add_wish(session, LAMP)
    set_done(session, lamp.id, done=False)
    remove_wish(session, lamp.id)
    said = [(each.kind, dict(each.facts)) for each in view_history(session)]
    assert said.count(("wishes_changed", {})) == 2
    assert "lamp" not in repr(said)


@pytest.mark.parametrize(
    ("seen", "link"),
    [
        ("https://shop.example/a?b=1#c", True),
        ("http://shop.example/", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://user@shop.example/", False),
        ("https://127.0.0.1/", False),
        ("the shop on the corner", False),
    ],
)
def test_only_a_proper_address_is_a_link(seen: str, link: bool) -> None:
    assert is_link(seen) is link


def test_a_list_as_text(session: Session) -> None:
    sentences = parse_sentences("en", bundled.read("messages/en.json"))
    done = add_wish(session, Wished("A chair"))
    set_done(session, done.id, done=True)
    add_wish(session, LAMP)
    assert wish_text(list_wishes(session), sentences) == (
        "- A lamp (€25 to €50)\n  the tall one\n  in green\n  shop window\n"
    )
    assert wish_text((), sentences) == ""
