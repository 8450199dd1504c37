"""What a target is, what it gets, and what it cannot hold."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from vault.core.errors import NetworkError
from vault.core.value import Json, Value
from vault.shop.policy import Policy


class Loss(StrEnum):
    """What a target cannot hold of a share."""

    EXPIRY = "expiry"
    """When it ends: it is told, or keeps the value."""
    PURPOSE = "purpose"
    """What for: whoever reads it there must know."""
    PRECISION = "precision"
    """Whether the customer said less than they could."""
    HISTORY = "history"
    """That it is gone: it keeps former values where only the shop's own people can delete them."""
    PROOF = "proof"
    """The signature: that the customer said so stays provable here alone."""


@dataclass(frozen=True)
class SharedItem:
    """One value. ``field`` is the item's id in the settings, which stands for one key and one purpose."""

    field: str
    key: str
    purpose: str
    value: Value = dataclasses.field(repr=False)
    shared: datetime
    until: datetime

    def to_json(self) -> dict[str, Json]:
        """The value with its end and its purpose, for targets that hold structure."""
        return {**self.value.to_json(), "purpose": self.purpose, "until": f"{self.until:%Y-%m-%d}"}


@dataclass(frozen=True)
class CustomerProfile:
    """All that a target should have of one customer now. ``number`` is the customer number."""

    number: str = dataclasses.field(repr=False)
    items: tuple[SharedItem, ...]


class CustomerUnknown(NetworkError):
    """The target has no customer of this number."""

    def __init__(self, target: str) -> None:
        super().__init__("target_customer_unknown", target=target)


class Target(Protocol):
    """Another system. See :mod:`vault.shop.outward` for what each call means and may raise."""

    at_once: int
    """The most customers in one call of :meth:`send`."""

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Have these values in place of whatever these fields had before."""
        ...

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Have these fields of this customer no more; with ``last`` it has no others of theirs."""
        ...

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """What it cannot hold, for people to know before anything is sent."""
        ...


def as_text(value: Value) -> str:
    """A value in one line, for targets that hold text alone: ``EU 43``, ``42-44 cm``, ``running,hiking``, ``yes``."""
    if value.minimum is not None:
        text = f"{value.minimum}-{value.maximum}"
    elif isinstance(value.value, bool):
        text = "yes" if value.value else "no"
    elif isinstance(value.value, tuple):
        text = ",".join(value.value)
    else:
        text = str(value.value)
    return " ".join(part for part in (value.system, text, value.unit) if part is not None)
