"""Help: the same topics in both languages, and what a search finds first."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.core.errors import PolicyError
from vault.customer.help import MAX_SEARCH, Topic, find_topics, folded, help_topics, parse_help

EN, NL = help_topics("en"), help_topics("nl")
NEEDED = {
    "vault", "sharing", "precision", "sealed", "visit", "stopping", "stop-code", "roles", "limits", "forgot", "quick",
    "backups", "damage", "take-along", "under-16", "several", "keys", "status-host", "links", "counter",
}  # fmt: skip


def ids(topics: tuple[Topic, ...]) -> list[str]:
    return [topic.id for topic in topics]


def test_both_languages_have_the_same_topics_in_the_same_order() -> None:
    assert ids(EN) == ids(NL)
    assert len(set(ids(EN))) == len(EN)
    assert set(ids(EN)) >= NEEDED


def test_each_topic_has_the_same_parts_in_both_languages() -> None:
    for english, dutch in zip(EN, NL, strict=True):
        assert english.parts, english.id
        assert [part.mark for part in english.parts] == [part.mark for part in dutch.parts], english.id


def test_groups_stand_together() -> None:
    for topics in (EN, NL):
        changes = [topic.group for number, topic in enumerate(topics) if topics[number - 1].group != topic.group]
        assert len(changes) == len(set(changes)) == 5


def test_steps_count_from_one() -> None:
    for topic in (*EN, *NL):
        before = ""
        for part in topic.parts:
            if part.mark.endswith("."):
                assert part.mark == (f"{int(before[0]) + 1}." if before.endswith(".") else "1."), topic.id
            before = part.mark


@pytest.mark.parametrize("topics", [EN, NL], ids=["en", "nl"])
def test_nothing_typed_finds_everything_in_order(topics: tuple[Topic, ...]) -> None:
    assert find_topics(topics, "  ") == topics


@pytest.mark.parametrize(
    ("topics", "typed", "first"),
    [
        (EN, "stop code", "stop-code"),
        (EN, "STOP", "stopping"),
        (EN, "password", "forgot"),
        (EN, "controller", "roles"),
        (EN, "malware", "limits"),
        (EN, "qr", "links"),
        (NL, "wachtwoord", "forgot"),
        (NL, "reservekopieen", "backups"),
        (NL, "meer dan een kluis", "several"),
        (NL, "STOPCODE", "stop-code"),
        (EN, "forgot my passphrase", "forgot"),
        (EN, "I lost my password, what now", "forgot"),
        (NL, "ik ben mijn wachtwoord vergeten", "forgot"),
        (NL, "hoe stop ik met een winkel", "stopping"),
        (EN, "how to back up my vault", "backups"),
    ],
)
def test_a_search_finds_first_what_its_title_says_then_its_words(
    topics: tuple[Topic, ...], typed: str, first: str
) -> None:
    assert find_topics(topics, typed)[0].id == first


def test_what_is_only_in_the_text_comes_after_titles() -> None:
    found = ids(find_topics(EN, "backup"))
    assert found[0] == "backups"
    assert "damage" in found[1:]


def test_what_is_nowhere_is_not_found() -> None:
    assert find_topics(EN, "xyzzy") == ()


def test_a_word_that_is_nowhere_does_not_hide_what_has_the_others() -> None:
    assert find_topics(EN, "stop xyzzy") == find_topics(EN, "stop")


@given(st.sampled_from(EN + NL), st.data())
def test_any_piece_of_a_text_finds_its_topic_without_case_and_accents(topic: Topic, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([topic.title, *(part.text for part in topic.parts)]))
    words = data.draw(st.lists(st.sampled_from(whole.split()), min_size=1, max_size=3))
    typed = " ".join(words)
    plain = "".join(each for each in unicodedata.normalize("NFD", typed) if not unicodedata.combining(each))
    for each in (typed, plain.upper()):
        if len(each) <= MAX_SEARCH:
            assert topic in find_topics(EN if topic in EN else NL, each)


@given(st.text(), st.sampled_from([EN, NL]))
def test_whatever_is_typed_each_topic_is_found_once_at_most(typed: str, topics: tuple[Topic, ...]) -> None:
    found = find_topics(topics, typed)
    assert len(set(ids(found))) == len(found)
    assert set(found) <= set(topics)
    for word in folded(typed[:MAX_SEARCH]).split()[:1]:
        in_title = [word in folded(topic.title) for topic in find_topics(topics, word)]
        assert in_title == sorted(in_title, reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        "words of no topic",
        "# Group\nwords of no topic",
        "## Title without id",
        "### Deeper {#deeper}",
        "## Title {#id}\n  indented",
        "## Title {#id}\n<b>markup</b>",
        "## Title {#id}\n-no space",
    ],
)
def test_a_line_of_no_known_kind_is_refused(text: str) -> None:
    with pytest.raises(PolicyError, match="messages_damaged"):
        parse_help(text)


def test_a_language_that_is_not_there_is_a_clear_error() -> None:
    with pytest.raises(PolicyError, match="messages_damaged"):
        help_topics("xx")
