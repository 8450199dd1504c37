"""Settings that are being written. Every answer is judged at once, by the same checks as the finished file.

The draft always is a whole file: what was not answered yet stands in it as a harmless example. So what is wrong after
an answer is wrong with that answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError
from vault.core.request_check import Severity
from vault.shop.advice.lint import TOLD, not_on_ladder
from vault.shop.advice.notice import EEA
from vault.shop.advice.refused_ends import end_of_key, refused_ends
from vault.shop.advice.settings_text import settings_text
from vault.shop.policy import DEFAULT_MIN_AGE, policy_of
from vault.shop.terms import check_policy

_NUMBER = re.compile(r"[0-9]{1,4}")
_EXAMPLE: Final[Mapping[str, Any]] = {
    "shop": {"host": "shop.example", "return_path": "/", "min_age": DEFAULT_MIN_AGE},
    "controller": {"name": "Shop", "address": "Street 1", "country": "NL", "contact": "shop"},
    "keys": {"signing": "signing.pem", "chain": "chain.pem", "receipts": ["receipts.pem"]},
    "terms": {"duration": "P90D", "delete_within": "P30D", "proof_until": "P24M"},
    "items": [],
    "recipients": [],
    "transfers": [],
}


@dataclass(frozen=True)
class Question:
    """One plain answer: ``name`` is what it is called in an answers file, ``place`` where it stands in the settings.

    ``default`` makes the answer that is offered from the draft so far, or gives None where somebody has to answer.
    ``optional`` says that no answer leaves the member out, ``asked`` whether a person is asked, by the draft so far.
    """

    name: str
    place: tuple[str, str]
    default: Callable[[Mapping[str, Any]], str | None]
    read: Callable[[str], str | int] = str
    optional: bool = False
    asked: Callable[[Mapping[str, Any]], bool] = lambda _: True


def _outside(draft: Mapping[str, Any]) -> bool:
    return draft["controller"]["country"] not in EEA


def _days(text: str) -> str:
    return f"P{_counted(text)}D"


def _months(text: str) -> str:
    return f"P{_counted(text)}M"


def _counted(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise PolicyError("answer_no_number")
    return int(text)


QUESTIONS: Final = (
    Question("host", ("shop", "host"), lambda _: None, str.lower),
    Question("name", ("controller", "name"), lambda _: None),
    Question("address", ("controller", "address"), lambda _: None),
    Question("country", ("controller", "country"), lambda _: "NL", str.upper),
    Question("contact", ("controller", "contact"), lambda draft: f"privacy@{draft['shop']['host']}"),
    Question("representative", ("controller", "representative"), lambda _: None, optional=True, asked=_outside),
    Question("dpo", ("controller", "dpo"), lambda _: None, optional=True),
    Question("policy_uri", ("controller", "policy_uri"), lambda _: None, optional=True),
    Question("return_path", ("shop", "return_path"), lambda _: "/"),
    Question("min_age", ("shop", "min_age"), lambda _: str(DEFAULT_MIN_AGE), _counted),
    Question("duration", ("terms", "duration"), lambda _: "90", _days),
    Question("delete_within", ("terms", "delete_within"), lambda _: "30", _days),
    Question("proof_until", ("terms", "proof_until"), lambda _: "24", _months),
)
"""In the order in which they are asked."""


@dataclass(frozen=True)
class ItemAnswer:
    """One preference to ask for; ``precision`` is a word of the catalogue, ``reason`` by language."""

    key: str
    purpose: str
    precision: str
    reason: Mapping[str, str]
    required: bool = False


class Draft:
    """The settings so far. A refused answer raises :class:`PolicyError` and changes nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._settings: dict[str, Any] = deepcopy(dict(_EXAMPLE))

    @property
    def settings(self) -> Mapping[str, Any]:
        """The members of the file by table; without items until one is added."""
        return self._settings

    def put(self, question: Question, text: str) -> None:
        """Answer a plain question; an empty text leaves an optional member out."""
        table, member = question.place
        changed = deepcopy(self._settings)
        if not text and question.optional:
            changed[table].pop(member, None)
        else:
            changed[table][member] = question.read(text)
        self._accept(changed)

    def suggested(self, key: str) -> ItemAnswer:
        """An item as the catalogue has it: the first purpose that is not asked yet, as precise as that needs.

        Raises :class:`PolicyError` ``key_not_in_catalogue`` or ``refused_...``.
        """
        entry = self._catalogue.entries.get(key)
        if entry is None:
            end = end_of_key(key, self._catalogue)
            code = f"refused_{end}" if end is not None else "key_not_in_catalogue"
            raise PolicyError(code, key=key[:80], **({"end": end} if end is not None else {}))
        purpose = next(iter([*self.free_purposes(key), *entry.purposes]))
        return ItemAnswer(key, purpose, entry.purposes[purpose].word, dict(entry.help))

    def free_purposes(self, key: str) -> list[str]:
        """The purposes that the catalogue has for ``key`` and that it is not asked for yet."""
        taken = {item["purpose"] for item in self._settings["items"] if item["key"] == key}
        return [each for each in self._catalogue.entry(key).purposes if each not in taken]

    def for_purpose(self, item: ItemAnswer, purpose: str) -> ItemAnswer:
        """The item for another purpose, as precise as that needs. What the purpose is worth is judged with the item."""
        needed = self._catalogue.entry(item.key).purposes.get(purpose)
        return replace(item, purpose=purpose, precision=needed.word if needed is not None else item.precision)

    def check_item(self, item: ItemAnswer) -> None:
        """Judge an item without adding it."""
        self._judge(self._with_item(item))

    def add_item(self, item: ItemAnswer) -> None:
        """Ask for one more preference."""
        self._accept(self._with_item(item))

    def check_recipient(self, name: str) -> None:
        """Judge the name of somebody else who gets the data."""
        example = {"name": name, "role": "processor", "country": "NL"}
        self._judge({**self._settings, "recipients": [*self._settings["recipients"], example]})

    def add_recipient(self, name: str, role: str, country: str) -> None:
        """Name somebody else who gets the data. ``role`` is ``processor`` or ``controller``."""
        self._add("recipients", {"name": name, "role": role, "country": country.upper()})

    def add_transfer(self, country: str, safeguard: str) -> None:
        """Name what protects the data in a country outside Europe."""
        self._add("transfers", {"country": country.upper(), "safeguard": safeguard})

    def unprotected(self) -> list[str]:
        """Countries of recipients outside Europe for which no safeguard is named yet."""
        named = {each["country"] for each in self._settings["transfers"]}
        countries = dict.fromkeys(each["country"] for each in self._settings["recipients"])
        return [country for country in countries if country not in EEA | named]

    def text(self, comments: tuple[str, ...] = ()) -> str:
        """The finished file. Raises :class:`PolicyError` ``answer_missing`` if there is no item."""
        if not self._settings["items"]:
            raise PolicyError("answer_missing", where="items")
        return settings_text(self._settings, comments)

    def _with_item(self, item: ItemAnswer) -> dict[str, Any]:
        items = self._settings["items"]
        short = item.key.rpartition(".")[2]
        ids = (short, *(f"{short}_{number}" for number in range(2, len(items) + 2)))
        free = next(each for each in ids if each not in {known["id"] for known in items})
        return {**self._settings, "items": [*items, _members(free, item)]}

    def _add(self, name: str, members: dict[str, str]) -> None:
        self._accept({**self._settings, name: [*self._settings[name], members]})

    def _accept(self, changed: dict[str, Any]) -> None:
        self._judge(changed)
        self._settings = changed

    def _judge(self, changed: Mapping[str, Any]) -> None:
        whole = dict(changed)
        if not whole["items"]:
            key = next(iter(self._catalogue.entries))
            whole["items"] = [_members("example", self.suggested(key))]
        if not _encodable(settings_text(whole)):
            raise PolicyError("answer_unreadable")
        policy = policy_of(whole, Path())
        found = [
            *refused_ends(policy, self._catalogue),
            *check_policy(policy, self._catalogue).findings,
            *not_on_ladder(policy, self._catalogue),
        ]
        for finding in found:
            if finding.severity > Severity.NOTE and finding.code not in TOLD:
                raise PolicyError(finding.code, **finding.facts)


def _encodable(text: str) -> bool:
    """Whether the text can be a file: a terminal hands on what it could not read as half characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _members(item_id: str, item: ItemAnswer) -> dict[str, Any]:
    members: dict[str, Any] = {
        "id": item_id,
        "key": item.key,
        "purpose": item.purpose,
        "precision": item.precision,
        "reason": dict(item.reason),
    }
    return {**members, "required": True} if item.required else members
