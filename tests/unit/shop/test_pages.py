from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from vault.shop.pages import language_of, refused_page, waiting_page
from vault.shop.requests import CreatedRequest

REQUEST = CreatedRequest(
    "id",
    "openid4vp://?client_id=a&request_uri=b",
    'preference-vault://?x="><script>',
    "0042",
    datetime(2026, 11, 18, 13, 5, tzinfo=UTC),
)


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_page_has_both_links_the_code_and_no_script(language: str) -> None:
    page = waiting_page(REQUEST, language)
    found = Tags(page)
    assert found.links == [REQUEST.link, REQUEST.preference_vault_link]
    assert {"script", "style", "form", "img"}.isdisjoint(found.tags)
    assert "0042" in page
    assert "13:05" in page
    assert f'lang="{language}"' in page


def test_both_languages_say_everything() -> None:
    for page in (lambda each: waiting_page(REQUEST, each), refused_page):
        words = [re.sub(r"<[^>]*>", " ", page(language)).split() for language in ("en", "nl")]
        assert words[0] != words[1]
        assert min(map(len, words)) > 10


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("de, nl;q=0.5", "nl"),
        ("en-GB, nl", "en"),
        ("fr", "en"),
        (",;,", "en"),
    ],
)
def test_the_language_is_the_readers(header: str, language: str) -> None:
    assert language_of(header) == language
