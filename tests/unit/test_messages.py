"""Every code has its sentence in both languages, with facts that are there."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import vault
from vault import bundled
from vault.core import errors, request_check
from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError, StorageError, TokenError, VaultError
from vault.core.sensitivity import Level
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.keys import Kind
from vault.customer.proposal import Off

LANGUAGES = ("en", "nl")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FAMILY = {name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, VaultError)}


@cache
def messages(language: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(bundled.read(f"messages/{language}.json"))
    return found


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the package, read without running it."""
    package = Path(vault.__file__).parent
    return tuple((str(path.relative_to(package)), ast.parse(path.read_text("utf-8"))) for path in package.rglob("*.py"))


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield name, node


def called(call: ast.Call) -> str:
    return (
        call.func.id
        if isinstance(call.func, ast.Name)
        else call.func.attr
        if isinstance(call.func, ast.Attribute)
        else ""
    )


def text(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and facts of every error made with a literal code; facts are None where they are not literal."""
    for name, call in calls():
        code = text(call.args[0]) if call.args else None
        if called(call) in _FAMILY and code is not None:
            facts = {keyword.arg for keyword in call.keywords}
            if name.startswith("net"):
                facts.add("host")  # the client adds it to whatever its parts raise
            yield f"{name}:{call.lineno}", code, None if None in facts else {fact for fact in facts if fact}


def sentences(language: str) -> Iterator[tuple[str, str, str]]:
    for group, codes in messages(language).items():
        for code, sentence in codes.items():
            yield group, code, sentence


def test_languages_have_the_same_codes() -> None:
    english, dutch = ({(group, code) for group, code, _ in sentences(language)} for language in LANGUAGES)
    assert english == dutch


def test_languages_have_the_same_placeholders() -> None:
    for group, code, english in sentences("en"):
        dutch = messages("nl")[group][code]
        assert set(_PLACEHOLDER.findall(english)) == set(_PLACEHOLDER.findall(dutch)), (group, code)


def counts_as_plural(sentence: str) -> bool:
    """Whether the count stands before what is counted, whose form it then decides; after a colon it decides none."""
    return any(not sentence[: found.start()].endswith(": ") for found in re.finditer(r"\{(?:count|days)\}", sentence))


def test_a_sentence_with_a_count_has_a_form_for_one() -> None:
    several = {(group, code) for group, code, sentence in sentences("en") if counts_as_plural(sentence)}
    assert len(several) > 5
    assert {(group, code) for group, code in several if f"{code}_one" not in messages("en")[group]} == set()


@pytest.mark.parametrize(("language", "day", "days"), [("en", "1 day", "1 days"), ("nl", "1 dag", "1 dagen")])
def test_one_day_is_said_as_one(language: str, day: str, days: str) -> None:
    said = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    found = [
        said.error(ChoiceError("too_long", host="shop.example", days=1)),
        said.error(TokenError("lifetime_too_long", days=1)),
        said.say("cli", "keeps", count=1),
        said.say("cli", "deletes_within", count=1),
    ]
    assert all(day in each and days not in each for each in found)
    assert "2 da" in said.error(ChoiceError("too_long", host="shop.example", days=2))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_of_a_thing_has_its_own_sentence(language: str) -> None:
    said = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    assert said.say("cli", "together", count=1) == messages(language)["cli"]["together_one"]
    assert said.say("cli", "together", count=0) == messages(language)["cli"]["together"].format(count=0)
    shares = (StorageError("share_missing", count=count) for count in (1, 2))
    assert len({said.error(each) for each in shares}) == 2
    assert said.say("cli", "drill_done", count=1, minute="") == said.say(
        "cli", "drill_done", count=3, minute=""
    ).replace("3", "1")


def test_every_raised_code_has_a_sentence_whose_facts_are_given() -> None:
    found = list(raised())
    assert len(found) > 100
    findings = messages("en")["findings"]
    for place, code, facts in found:
        # A shop's own settings are refused with the code of the finding.
        sentence = messages("en")["errors"].get(code) or findings.get(code)
        assert sentence is not None, (place, code)
        if facts is not None:
            assert set(_PLACEHOLDER.findall(sentence)) <= facts, (place, code)


def test_no_error_is_said_by_the_code_of_another() -> None:
    """Where the code of another problem is a fact, it is for who looks into it: no person reads ``json_malformed``."""
    passed = [
        (place, text(call.args[0]) or "", keyword.arg or "")
        for place, call in calls()
        if called(call) in _FAMILY and call.args
        for keyword in call.keywords
        if isinstance(keyword.value, ast.Attribute) and keyword.value.attr == "code"
    ]
    assert len(passed) > 3
    for place, code, fact in passed:
        named = [code] if code else [each for each in messages("en")["errors"] if each.startswith("request_")]
        for each in named:
            assert fact not in _PLACEHOLDER.findall(messages("en")["errors"][each]), (place, each)


def test_every_finding_has_a_sentence() -> None:
    tree = ast.parse(Path(request_check.__file__).read_text("utf-8"))
    made = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in {"finding", "Finding"}]
    codes = {code for call in made if (code := text(call.args[0])) is not None}
    assert len(codes) > 15
    assert codes <= messages("en")["findings"].keys()


@pytest.mark.parametrize(
    ("group", "codes"),
    [
        ("off", {each.value for each in Off}),
        ("states", {each.value for each in ItemState}),
        ("events", {each.value for each in ItemEvent}),
        ("levels", {each.word for each in Level}),
        ("ways_in", {each.value for each in Kind}),
        ("precisions", {each.word for each in Precision}),
        ("dates", {f"month_{number}" for number in range(1, 13)}),
    ],
)
def test_every_word_has_its_text(group: str, codes: set[str]) -> None:
    assert codes <= messages("en")[group].keys()


def test_every_field_of_a_letter_has_its_words() -> None:
    checks = {"one_line", "plain_lines", "_lines", "_optional_line", "_optional_lines"}
    fields = {field for _, call in calls() if called(call) in checks if (field := text(call.args[-1])) is not None}
    assert len(fields) > 10
    assert fields == messages("en")["letter_text_unfit"].keys()


@pytest.mark.parametrize(("language", "label"), [("en", "(how the shop knows you)"), ("nl", "(hoe de winkel je kent)")])
def test_a_field_is_said_as_the_window_calls_it(language: str, label: str) -> None:
    said = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    assert label in said.error(ChoiceError("letter_text_unfit", what="account", most=120))


def test_every_kind_of_journal_entry_has_its_text() -> None:
    written = [call for _, call in calls() if called(call) == "append" and len(call.args) == 4]
    kinds = {kind for call in written if (kind := text(call.args[2])) is not None}
    assert len(kinds) > 5
    assert kinds <= messages("en")["events"].keys()


def test_every_outcome_of_a_delivery_has_its_text() -> None:
    made = [call for _, call in calls() if called(call) == "Delivered"]
    states = {state for call in made if (state := text(call.args[2])) is not None}
    assert len(states) > 5
    assert states <= messages("en")["deliveries"].keys()


def test_every_sentence_that_is_asked_for_is_there() -> None:
    asked = {
        (text(call.args[0]), text(call.args[1])) for _, call in calls() if called(call) == "say" and len(call.args) == 2
    }
    literal = {(group, code) for group, code in asked if group and code}
    literal |= {
        ("cli", code)
        for _, call in calls()
        if called(call) == "say" and len(call.args) == 1 and (code := text(call.args[0]))
    }
    literal |= {("help", code) for _, call in calls() if called(call) == "about" and (code := text(call.args[0]))}
    assert len(literal) > 40
    for group, code in literal:
        assert code in messages("en")[group], (group, code)
