"""A target that is kept in memory, and a shop that names a recipient for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.unit.shop.example import Example
from vault.core.errors import NetworkError
from vault.core.terms import Recipient
from vault.net.fetcher import Fetcher
from vault.shop.outward.sending import OpenTarget, downstream_of
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, CustomerUnknown, Loss, Target, as_text
from vault.shop.policy import Policy
from vault.shop.service import Shop

NAME = "Other system"
RECIPIENT = Recipient(NAME, "processor", "NL")


@dataclass
class Memory:
    """What another system has, by customer number and field. ``trouble`` is raised once for each that stands in it."""

    at_once: int = 100
    has: dict[str, dict[str, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        self.calls.append("send")
        self._fail(profiles[0].number)
        for each in profiles:
            self.has.setdefault(each.number, {}).update({item.field: as_text(item.value) for item in each.items})

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        self.calls.append("erase last" if last else "erase")
        self._fail(number)
        left = {name: text for name, text in self.has.pop(number, {}).items() if name not in fields}
        if left:
            self.has[number] = left

    def losses(self, policy: Policy) -> Sequence[Loss]:
        return tuple(Loss)

    def _fail(self, number: str) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        if number in self.unknown:
            raise CustomerUnknown(NAME)


def away() -> NetworkError:
    return NetworkError("cannot_connect", host="other.example")


def settings_of(
    shop: Shop, /, *items: str, plugin: str = "csv", fetcher: Fetcher | None = None, **options: object
) -> TargetSettings:
    found = TargetSettings(
        NAME, plugin, tuple(shop.policy.item(each) for each in items), shop.policy.store.parent, options
    )
    return replace(found, fetcher=lambda: fetcher) if fetcher is not None else found


def naming(example: Example) -> Example:
    """The same shop, whose terms name the target from now on."""
    return example.with_policy(lambda policy: replace(policy, recipients=(*policy.recipients, RECIPIENT)))


def with_target(example: Example, target: Target, *items: str) -> tuple[Example, OpenTarget]:
    """A shop whose stops reach this target."""
    opened = OpenTarget(settings_of(example.shop, *(items or ("shoe_size", "sports", "email"))), target)
    shop = replace(example.shop, downstream=(downstream_of(example.shop, opened),))
    return replace(example, shop=shop), opened


def all_of(target: Memory) -> list[Mapping[str, str]]:
    """What it has of each customer, without the numbers."""
    return sorted(target.has.values(), key=str)
