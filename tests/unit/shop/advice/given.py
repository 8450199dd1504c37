"""What the tests of advice share: sentences, and a policy of an usual size with changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

from tests.unit.shop.example import CATALOGUE, POLICY_FILE
from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.shop.advice.notice import Notice, notice_of
from vault.shop.advice.terminal import Terminal
from vault.shop.policy import Policy, PolicyItem, read_policy

SENTENCES: dict[str, Sentences] = {
    each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in ("en", "nl")
}
EN, NL = SENTENCES["en"], SENTENCES["nl"]
POLICY = read_policy(POLICY_FILE)


def notice(policy: Policy = POLICY, language: str = "en") -> Notice:
    return notice_of(policy, CATALOGUE, SENTENCES[language])


def with_item(item_id: str, change: Callable[[PolicyItem], PolicyItem], policy: Policy = POLICY) -> Policy:
    return replace(policy, items=tuple(change(each) if each.id == item_id else each for each in policy.items))


def typing(*lines: str) -> Terminal:
    """A terminal at which somebody types these lines, and then leaves."""
    return Terminal(StringIO("".join(f"{line}\n" for line in lines)), StringIO())


def shown(terminal: Terminal) -> str:
    assert isinstance(terminal.shown, StringIO)
    return terminal.shown.getvalue()
