from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.advice.given import POLICY, SENTENCES, notice, with_item
from tests.unit.shop.example import CATALOGUE, adding, item
from vault.core.errors import PolicyError
from vault.core.terms import Recipient, Transfer
from vault.shop.advice.notice import Notice
from vault.shop.advice.notice_formats import FORMATS, written
from vault.shop.advice.notice_review import (
    MAX_NOTICE,
    Published,
    published_beside,
    read_published,
    review_notice,
    words_of,
)
from vault.shop.policy import Policy

PRINTABLE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)


def codes(now: Policy, published: Notice, form: str = "text") -> list[tuple[str, str | None]]:
    page = Published("notice.txt", words_of(written(published, form)))
    notices = [notice(now, language) for language in SENTENCES]
    return [(each.code, each.credential_id) for each in review_notice(page, notices, now, CATALOGUE, SENTENCES)]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("form", FORMATS)
def test_a_notice_as_it_was_printed_says_everything(form: str, language: str) -> None:
    assert codes(POLICY, notice(language=language), form) == []


@given(name=PRINTABLE, address=PRINTABLE, contact=PRINTABLE)
def test_any_name_comes_through_every_format(name: str, address: str, contact: str) -> None:
    made = notice()
    lines = replace(made.parts[0].lines[0], text=f"{name} {address} {contact}")
    changed = replace(made, title=name, parts=(replace(made.parts[0], lines=(lines,)), *made.parts[1:]))
    expected = " ".join(lines.text.split())
    plain = words_of(written(changed, "html"))
    assert expected in plain
    assert expected in words_of(written(changed, "markdown"))


def test_names_of_a_shop_do_nothing_in_a_page() -> None:
    named = replace(POLICY, controller=replace(POLICY.controller, contact="<script>alert(1)</script> & [a](b) _c_"))
    assert "<script" not in written(notice(named), "html")
    assert r"\[a\](b) \_c\_" in written(notice(named), "markdown")
    assert codes(named, notice(named), "html") == codes(named, notice(named), "markdown") == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (adding(item("width", "clothing.shoe_width")), [("notice_item_missing", "width")]),
        (
            lambda policy: with_item("shoe_size", lambda each: replace(each, reason={"en": "To rank."}), policy),
            [("notice_item_differs", "shoe_size")],
        ),
        (
            lambda policy: with_item("phone", lambda each: replace(each, purpose="dpv:SearchFunctionalities"), policy),
            [("notice_item_differs", "phone")],
        ),
        (
            lambda policy: replace(policy, items=policy.items[1:]),
            [("notice_item_gone", None)],
        ),
        (
            lambda policy: replace(policy, recipients=(*policy.recipients, Recipient("Mailer", "processor", "NL"))),
            [("notice_recipient_missing", None)],
        ),
        (
            lambda policy: replace(policy, transfers=(Transfer("US", "standard clauses"),)),
            [("notice_line_missing", None)],
        ),
        (lambda policy: replace(policy, duration="P180D"), [("notice_time_differs", None)]),
        (lambda policy: replace(policy, delete_within="P7D"), [("notice_time_differs", None)]),
        (lambda policy: replace(policy, proof_until="P60M"), [("notice_time_differs", None)]),
        (
            lambda policy: replace(policy, controller=replace(policy.controller, contact="desk@schoenenhuis.example")),
            [("notice_line_missing", None)],
        ),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_what_changed_since_is_found(change: object, expected: list[tuple[str, str | None]], form: str) -> None:
    assert callable(change)
    assert codes(change(POLICY), notice(), form) == expected


def test_an_item_under_two_purposes_is_looked_for_under_both() -> None:
    both = adding(replace(POLICY.items[3], id="finder", purpose="dpv:SearchFunctionalities"))(POLICY)
    assert codes(both, notice(both)) == []
    assert codes(both, notice()) == [("notice_item_differs", "finder")]


def test_a_notice_of_their_own_words_is_not_picked_apart() -> None:
    page = Published("own.html", words_of("<html><body><p>We care about your privacy.</p></body></html>"))
    (found,) = review_notice(page, [notice()], POLICY, CATALOGUE, SENTENCES)
    assert found.code == "notice_other_words"


@pytest.mark.parametrize("form", FORMATS)
def test_a_part_may_end_with_a_list(form: str) -> None:
    outside = replace(POLICY, recipients=(Recipient("Mail Inc.", "processor", "US"),))
    assert codes(outside, notice(outside), form) == []
    assert written(notice(outside), "html").count("<ul>") == written(notice(outside), "html").count("</ul>")


def test_the_notice_may_stand_in_a_larger_page(tmp_path: Path) -> None:
    path = tmp_path / "privacy.html"
    page = f"<html><script>if (a < b) {{}}</script><body><h1>Privacy</h1>{written(notice(), 'html')}</body></html>"
    path.write_text(page, encoding="utf-8")
    assert review_notice(read_published(path), [notice()], POLICY, CATALOGUE, SENTENCES) == []
    assert "if (a" not in read_published(path).words


@pytest.mark.parametrize("data", [None, b"\xff\xfe\xff", b"x" * (MAX_NOTICE + 1)])
def test_a_page_that_cannot_be_read(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "notice.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(PolicyError, match="notice_unreadable"):
        read_published(path)


def test_notices_are_found_beside_the_settings(tmp_path: Path) -> None:
    for name in ("notice.nl.html", "Notice.en.md", "notice.pdf", "other.txt", "notice.txt"):
        (tmp_path / name).touch()
    found = [path.name for path in published_beside(tmp_path / "preferences.toml")]
    assert found == ["Notice.en.md", "notice.nl.html", "notice.txt"]
    assert published_beside(tmp_path / "none" / "preferences.toml") == []
