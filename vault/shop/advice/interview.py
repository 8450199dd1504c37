"""The questions of ``init`` on a terminal. A refused answer is explained and asked again at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from vault.core.catalogue import Catalogue, Entry
from vault.core.errors import PolicyError
from vault.core.request_check import MANY_ITEMS
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.advice.draft import QUESTIONS, Draft, ItemAnswer, Question
from vault.shop.advice.terminal import Terminal
from vault.shop.advice.words import told_error

MOST_SHOWN = 20
"""Preferences that fit a word, shown at once; more do not fit a terminal."""
ROLES = ("processor", "controller")


class Interview:
    """One round of questions that fills a draft."""

    def __init__(self, draft: Draft, catalogue: Catalogue, terminal: Terminal, sentences: Sentences) -> None:
        self._draft, self._catalogue, self._terminal, self._sentences = draft, catalogue, terminal, sentences

    def run(self) -> None:
        """Ask everything. Raises :class:`PolicyError` ``answers_ended``."""
        self._terminal.tell(self._say("begin"))
        for question in QUESTIONS:
            if question.asked(self._draft.settings):
                self._plain(question)
        self._terminal.tell("", self._say("items"))
        while self._item():
            pass
        self._terminal.tell("", self._say("recipients"))
        while self._recipient():
            pass

    def yes(self, code: str, *, default: bool) -> bool:
        """A question to say yes or no to."""
        yes, no = self._say("yes"), self._say("no")
        while True:
            answer = self._ask(code, yes if default else no).lower()
            for word, meant in ((yes, True), (no, False)):
                if answer and word.startswith(answer):
                    return meant
            self._terminal.tell(self._say("yes_or_no"))

    def _say(self, code: str, **facts: str | int) -> str:
        return self._sentences.say("init", code, **facts)

    def _ask(self, code: str, default: str | None = None, **facts: str | int) -> str:
        return self._terminal.ask(self._say(f"ask_{code}", **facts), default)

    def _until_accepted(self, ask: Callable[[], str], accept: Callable[[str], None]) -> str:
        while True:
            answer = ask()
            try:
                accept(answer)
            except PolicyError as problem:
                self._terminal.tell(told_error(problem, self._catalogue, self._sentences))
            else:
                return answer

    def _plain(self, question: Question) -> None:
        default = question.default(self._draft.settings)
        self._until_accepted(
            lambda: self._ask(question.name, default), lambda answer: self._draft.put(question, answer)
        )

    def _item(self) -> bool:
        """Ask for one preference; False when there are enough."""
        asked = self._draft.settings["items"]
        if len(asked) >= MANY_ITEMS:
            self._terminal.tell(self._say("enough", most=MANY_ITEMS))
            return False
        answer = self._ask("key" if asked else "first_key")
        if not answer:
            return not asked
        entry = self._find(answer)
        if entry is None:
            return True
        try:
            item = self._draft.suggested(entry.key)
            self._draft.check_item(item)
        except PolicyError as problem:
            self._terminal.tell(told_error(problem, self._catalogue, self._sentences))
            return True
        label = in_language(entry.label, self._sentences.language)
        self._terminal.tell(self._say("item", key=entry.key, label=label))
        if entry.level is Level.SEALED:
            self._terminal.tell(self._say("sealed"))
        self._draft.add_item(self._reasons(self._details(item, entry)))
        return True

    def _find(self, answer: str) -> Entry | None:
        """The preference with this key, or the only one with this word in its label; else what fits is shown."""
        entries = self._catalogue.entries
        word = answer.casefold()
        fitting = [each for each in entries.values() if any(word in text.casefold() for text in each.label.values())]
        found = entries.get(answer) or (fitting[0] if len(fitting) == 1 else None)
        if found is not None:
            return found
        for each in fitting[:MOST_SHOWN]:
            self._terminal.tell(f"  {each.key}  {in_language(each.label, self._sentences.language)}")
        if not fitting:
            try:
                self._draft.suggested(answer)
            except PolicyError as problem:
                self._terminal.tell(told_error(problem, self._catalogue, self._sentences))
        return None

    def _details(self, item: ItemAnswer, entry: Entry) -> ItemAnswer:
        purposes = self._draft.free_purposes(entry.key)
        labels = [in_language(self._catalogue.purposes[each].label, self._sentences.language) for each in purposes]
        if len(purposes) > 1:
            purpose = purposes[self._choice("purpose", labels, purposes.index(item.purpose))]
            item = replace(item, purpose=purpose, precision=entry.purposes[purpose].word)
        steps = [step for step in entry.ladder if step <= entry.purposes[item.purpose]]
        if len(steps) > 1:
            words = [self._sentences.say("precisions", step.word) for step in steps]
            item = replace(item, precision=steps[self._choice("precision", words, 0)].word)
        return item

    def _choice(self, code: str, words: Sequence[str], default: int) -> int:
        """The place of the one that is chosen by its number."""
        for number, word in enumerate(words, 1):
            self._terminal.tell(f"  {number}  {word}")
        while True:
            answer = self._ask(code, str(default + 1))
            if answer.isascii() and answer.isdecimal() and 1 <= int(answer) <= len(words):
                return int(answer) - 1
            self._terminal.tell(self._say("number", most=len(words)))

    def _reasons(self, item: ItemAnswer) -> ItemAnswer:
        for language in tuple(item.reason):
            item = self._reason(item, language)
        return item

    def _reason(self, item: ItemAnswer, language: str) -> ItemAnswer:
        def with_reason(text: str) -> ItemAnswer:
            return replace(item, reason={**item.reason, language: text})

        text = self._until_accepted(
            lambda: self._ask(f"reason_{language}", item.reason[language]),
            lambda answer: self._draft.check_item(with_reason(answer)),
        )
        return with_reason(text)

    def _recipient(self) -> bool:
        name = self._until_accepted(
            lambda: self._ask("recipient"), lambda answer: self._draft.check_recipient(answer) if answer else None
        )
        if not name:
            return False
        role = ROLES[self._choice("role", [self._say(f"role_{role}") for role in ROLES], 0)]
        self._until_accepted(
            lambda: self._ask("recipient_country", "NL"),
            lambda country: self._draft.add_recipient(name, role, country),
        )
        for country in self._draft.unprotected():
            self._safeguard(country)
        return True

    def _safeguard(self, country: str) -> None:
        self._until_accepted(
            lambda: self._ask("safeguard", country=country), lambda text: self._draft.add_transfer(country, text)
        )
