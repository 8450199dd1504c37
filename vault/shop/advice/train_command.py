"""``preference-shop train``: ten questions for one role, with the reason after each answer."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.core.clock import Clock
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.advice.terminal import Terminal
from vault.shop.advice.training import PASSED, RESULTS, ROLES, Question, Result, course, initials, keep_result

_LETTERS = "abcdef"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``train ROLE``."""
    made = commands.add_parser("train", help="ten questions on what a shop may do with preferences")
    made.add_argument("role", choices=ROLES)
    made.add_argument(
        "--policy", type=Path, default=Path("preferences.toml"), help=f"the settings; {RESULTS} is kept beside them"
    )
    made.add_argument("--who", default="", metavar="AB", help="initials to keep with the score; without it, nobody")


def train(asked: argparse.Namespace, terminal: Terminal, sentences: Sentences, clock: Clock) -> bool:
    """Ask, explain, and keep the score; whether enough answers were right.

    Raises :class:`PolicyError` ``initials_wrong``, ``answers_ended`` (then nothing is kept) or ``file_unwritable``.
    """
    who = initials(asked.who)
    asking = course(asked.role)
    terminal.tell(in_language(asking.title, sentences.language), sentences.say("train", "begin", needed=PASSED))
    right = sum(
        _asked(question, number, len(asking.questions), terminal, sentences)
        for number, question in enumerate(asking.questions, 1)
    )
    result = Result(clock.now().astimezone().date(), asked.role, right, len(asking.questions), who)
    keep_result(asked.policy, result)
    verdict = "passed" if result.passed else "not_passed"
    terminal.tell("", sentences.say("train", verdict, right=right, of=result.of, needed=PASSED))
    terminal.tell(sentences.say("train", "kept", file=RESULTS))
    return result.passed


def _asked(question: Question, number: int, of: int, terminal: Terminal, sentences: Sentences) -> bool:
    language = sentences.language
    letters = _LETTERS[: len(question.answers)]
    terminal.tell("", f"{number}/{of}  {in_language(question.question, language)}")
    for letter, answer in zip(letters, question.answers, strict=True):
        terminal.tell(f"  {letter}  {in_language(answer, language)}")
    while True:
        answered = terminal.ask(sentences.say("train", "answer", letters=", ".join(letters))).lower()
        if len(answered) == 1 and answered in letters:
            break
        terminal.tell(sentences.say("train", "one_letter"))
    right = letters.index(answered) == question.right
    law = f" ({question.law})" if question.law else ""
    opening = (
        sentences.say("train", "right") if right else sentences.say("train", "wrong", letter=letters[question.right])
    )
    terminal.tell(f"{opening} {in_language(question.why, language)}{law}")
    return right
