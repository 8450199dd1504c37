"""The rules of what a customer reads: sentences of at most 15 words, in plain words, in both languages.

Held over ``resources/messages`` with every group in it, both languages of the window, help, and the demo shop's pages.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache

import pytest

from vault import bundled
from vault.customer.help import help_topics

LANGUAGES = ("en", "nl")
MOST_WORDS = 15
BANNED = {
    "en": ("consent", "token", "opt in", "opt-in", "opting in", "experience", "please", "sorry", "partner"),
    "nl": (
        "consent", "toestemming", "token", "opt-in", "ervaring", "alsjeblieft", "alstublieft", "sorry", "excuses",
        "partner", "wachtwoord", "u ", "uw ",
    ),
}  # fmt: skip
"""What no word begins with."""
ALLOWED = {
    # What was agreed may be proved for longer than it may be used; Dutch has no plainer word for that.
    ("nl", "toestemming"): "Het bewijs van je toestemming blijft.",
}
"""Each word with the one sentence that may have it."""
_END = re.compile(r"(?<=[.?!…])[”’\")]*\s+|\n+")  # noqa: RUF001 - the quotes of both languages
Text = tuple[str, str]


def _messages(language: str) -> Iterator[Text]:
    for group, codes in json.loads(bundled.read(f"messages/{language}.json")).items():
        for code, text in codes.items():
            yield f"messages {group}.{code}", text


def _window(language: str) -> Iterator[Text]:
    for context in ET.fromstring(bundled.read("translations/vault_nl.ts")).iter("context"):
        for message in context.iter("message"):
            dutch = message.find("translation")
            text = message.findtext("source") if language == "en" or dutch is None else "".join(dutch.itertext())
            yield f"window {context.findtext('name')}", text or ""


def _help(language: str) -> Iterator[Text]:
    for topic in help_topics(language):
        for text in (topic.group, topic.title, *(part.text for part in topic.parts)):
            yield f"help {topic.id}", text


def _demo_shop(language: str) -> Iterator[Text]:
    for group, texts in json.loads(bundled.read(f"demo/{language}.json")).items():
        for code, text in texts.items():
            yield f"demo {group}.{code}", str(text)


@cache
def texts(language: str) -> tuple[Text, ...]:
    """Where each text stands, and the text."""
    sources = (_messages, _window, _help, _demo_shop)
    found = [tuple(source(language)) for source in sources]
    assert all(len(each) > 100 for each in found)  # none of them was missed
    return tuple(text for each in found for text in each)


def sentences(text: str) -> list[str]:
    return [each for each in _END.split(text) if each.strip()]


def broken(language: str, text: str) -> list[str]:
    """Which rules a text breaks, in words."""
    found = [f"{len(each.split())} words: {each}" for each in sentences(text) if len(each.split()) > MOST_WORDS]
    found += ["exclamation mark"] * ("!" in text)
    for word in BANNED[language]:
        allowed = ALLOWED.get((language, word), "")
        if re.search(rf"\b{word}", text.replace(allowed, "") if allowed else text, re.IGNORECASE):
            found.append(f"“{word}”")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_customer_reads_is_short_and_plain(language: str) -> None:
    assert {(place, why) for place, text in texts(language) for why in broken(language, text)} == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"),
        ("en", "Short. one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen more?"),
        ("en", "You gave consent."),
        ("en", "Please wait."),
        ("en", "Done!"),
        ("en", "Send the Token."),
        ("nl", "Sorry, dat lukt niet."),
        ("nl", "Geef je toestemming. Het bewijs van je toestemming blijft."),
        ("nl", "Typ je wachtwoord."),
    ],
)
def test_what_breaks_a_rule_is_found(language: str, text: str) -> None:
    assert broken(language, text) != []


@pytest.mark.parametrize("sentence", ALLOWED.values())
def test_an_exception_is_still_needed(sentence: str) -> None:
    assert any(sentence in text for language in LANGUAGES for _, text in texts(language))
