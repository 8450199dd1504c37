"""The notice to customers (GDPR art. 13), made from the settings alone.

The same settings always give the same text, so that :mod:`vault.shop.advice.notice_review` can find in a published
notice what has changed since. Each line says which member of art. 13 it is there for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vault import bundled
from vault.core.catalogue import Catalogue
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.terms import Terms
from vault.core.wording import in_language
from vault.shop.policy import Policy, PolicyItem
from vault.shop.terms import check_policy, parsed_terms, refuse_findings

MOST_WORDS = 300
"""Words of a notice that people still read; lint says when it has more."""
EEA = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
"""The European Economic Area: the Union with Iceland, Liechtenstein and Norway (ISO 3166-1)."""
LANGUAGES = ("en", "nl")


@dataclass(frozen=True)
class Line:
    """One line. ``about`` is what it tells, as in ``item:shoe_size`` or ``duration``; ``article`` is the member of
    art. 13 that asks for it, as in ``1c``, or empty. ``point`` says that it is one of a list."""

    about: str
    article: str
    text: str
    point: bool = False


@dataclass(frozen=True)
class Part:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Notice:
    """The notice in one language."""

    language: str
    title: str
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, without headings."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def words(self) -> int:
        """How many words a customer reads, headings included."""
        texts = [self.title, *(part.heading for part in self.parts), *(line.text for line in self.lines)]
        return sum(len(text.split()) for text in texts)


def notice_of(policy: Policy, catalogue: Catalogue, sentences: Sentences) -> Notice:
    """The notice in the language of ``sentences``, which name countries and precisions.

    Raises :class:`PolicyError` for settings that a vault refuses: there is nothing to announce.
    """
    refuse_findings(check_policy(policy, catalogue))
    return _Writer(policy, parsed_terms(policy, catalogue), catalogue, sentences).notice()


def notice_texts(language: str) -> Mapping[str, str]:
    """The sentences of ``resources/notice``, by code."""
    found: dict[str, str] = json.loads(bundled.read(f"notice/{language}.json"))
    return found


def precision_words(item: PolicyItem, sentences: Sentences) -> str:
    """How precisely an item is asked, in a word or two."""
    return sentences.say("precisions", item.precision.word)


class _Writer:
    def __init__(self, policy: Policy, terms: Terms, catalogue: Catalogue, sentences: Sentences) -> None:
        self._policy, self._terms, self._catalogue, self._sentences = policy, terms, catalogue, sentences
        self._language = sentences.language
        self._texts = notice_texts(self._language)

    def notice(self) -> Notice:
        parts = {
            "who": self._who(),
            "what": self._what(),
            "others": self._others(),
            "long": self._long(),
            "rights": self._rights(),
            "choice": self._choice(),
        }
        made = tuple(Part(self._texts[f"heading_{name}"], tuple(lines)) for name, lines in parts.items())
        return Notice(self._language, self._say("title", name=self._policy.controller.name), made)

    def _say(self, code: str, **facts: str | int) -> str:
        return self._texts[code].format_map(facts)

    def _line(self, about: str, article: str, code: str, **facts: str | int) -> Line:
        return Line(about, article, self._say(code, **facts))

    def _country(self, code: str) -> str:
        return self._sentences.texts["countries"].get(code, code)

    def _labels(self, items: Iterable[PolicyItem]) -> str:
        labels = (in_language(self._catalogue.entry(item.key).label, self._language) for item in items)
        return ", ".join(dict.fromkeys(labels))

    def _who(self) -> Iterator[Line]:
        controller = self._policy.controller
        country = self._country(controller.country)
        yield self._line(
            "controller", "1a", "controller", name=controller.name, address=controller.address, country=country
        )
        yield self._line("contact", "1a", "contact", contact=controller.contact)
        if self._policy.representative is not None:
            yield self._line("representative", "1a", "representative", representative=self._policy.representative)
        if controller.dpo is not None:
            yield self._line("dpo", "1b", "dpo", dpo=controller.dpo)

    def _what(self) -> Iterator[Line]:
        items = self._policy.items
        for purpose in dict.fromkeys(item.purpose for item in items):
            label = in_language(self._catalogue.purposes[purpose].label, self._language)
            yield self._line(f"purpose:{purpose}", "1c", "purpose", purpose=label[:1].upper() + label[1:])
            for item in (each for each in items if each.purpose == purpose):
                yield Line(f"item:{item.id}", "1c", self._item(item), point=True)
        yield self._line("basis", "1c", "basis")
        sealed = [item for item in items if self._catalogue.entry(item.key).level is Level.SEALED]
        if sealed:
            yield self._line("basis_explicit", "1c", "basis_explicit", labels=self._labels(sealed))

    def _item(self, item: PolicyItem) -> str:
        reason = item.reason.get(self._language) or next(iter(item.reason.values()))
        label = in_language(self._catalogue.entry(item.key).label, self._language)
        return self._say("item", label=label, precision=precision_words(item, self._sentences), reason=reason)

    def _others(self) -> Iterator[Line]:
        policy = self._policy
        for recipient in policy.recipients:
            code = "processor" if recipient.role == "processor" else "other_controller"
            text = self._say(code, name=recipient.name, country=self._country(recipient.country))
            yield Line(f"recipient:{recipient.name}", "1e", text, point=True)
        if not policy.recipients:
            yield self._line("recipients", "1e", "nobody")
        for transfer in policy.transfers:
            text = self._say("transfer", country=self._country(transfer.country), safeguard=transfer.safeguard)
            yield Line(f"transfer:{transfer.country}", "1f", text, point=True)
        if not policy.transfers and {policy.controller.country, *(each.country for each in policy.recipients)} <= EEA:
            yield self._line("transfers", "1f", "stays")

    def _long(self) -> Iterator[Line]:
        terms = self._terms
        yield self._line("duration", "2a", "duration", days=terms.duration_days)
        yield self._line("delete_within", "2a", "delete_within", days=terms.delete_within_days)
        yield self._line("proof", "2a", "proof", months=terms.proof_months)
        yield self._line("basis_proof", "1c", "basis_proof")  # art. 7(1), art. 21(3) and art. 5(2) with art. 32

    def _rights(self) -> Iterator[Line]:
        yield self._line("withdraw", "2c", "withdraw")
        yield self._line("withdraw", "2c", "before")
        yield self._line("rights", "2b", "rights")
        yield self._line("rights", "2b", "rights_more")
        country = self._policy.controller.country
        authority = self._texts.get(f"authority_{country}", self._texts["authority"])
        yield self._line("complaint", "2d", "complaint", authority=authority)

    def _choice(self) -> Iterator[Line]:
        policy = self._policy
        needed = [item for item in policy.items if item.required]
        if needed:
            yield self._line("required", "2e", "needed", labels=self._labels(needed))
        else:
            yield self._line("required", "2e", "free")
        yield self._line("automated", "2f", "automated_yes" if policy.automated_decisions else "automated_no")
        if policy.automated_decisions:
            yield self._line("automated", "2f", "person")
        yield self._line("age", "", "age", age=policy.min_age)
        if policy.also_collects:
            yield self._line("also_collects", "", "also_collects", what=", ".join(policy.also_collects))
        if policy.controller.policy_uri is not None:
            yield self._line("more", "", "more", uri=policy.controller.policy_uri)
