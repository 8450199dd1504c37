"""Sending what waits, to one target, and telling it of stops."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vault.core.catalogue import Catalogue
from vault.core.errors import NetworkError, VaultError
from vault.shop.outward.ledger import PAGE, Going, Ledger
from vault.shop.outward.plugins import made
from vault.shop.outward.settings import TargetSettings, read_targets
from vault.shop.outward.target import CustomerUnknown, Target
from vault.shop.policy import Policy
from vault.shop.service import Downstream, Shop

MAX_REFUSED: Final = 20
"""Refusals in one run after which the target is taken to refuse everything."""
_log = logging.getLogger("vault.shop")


@dataclass(frozen=True)
class OpenTarget:
    """A target that is ready, with its settings."""

    settings: TargetSettings
    target: Target = field(repr=False)

    @property
    def name(self) -> str:
        """The recipient's name."""
        return self.settings.name


@dataclass(frozen=True)
class Sent:
    """What a run did, in customers. ``problem`` is why it ended before its end; what was left waits."""

    sent: int = 0
    erased: int = 0
    unknown: int = 0
    refused: int = 0
    problem: VaultError | None = None


def open_targets(folder: Path, policy: Policy, catalogue: Catalogue) -> tuple[OpenTarget, ...]:
    """The targets that the settings in ``folder`` name. Raises as :func:`read_targets` and :func:`made`."""
    return tuple(OpenTarget(each, made(each)) for each in read_targets(folder, policy, catalogue))


def downstream_of(shop: Shop, opened: OpenTarget) -> Downstream:
    """The same as one of the shop's downstream systems, so that stops reach it as they reach every other."""
    return Downstream(
        opened.name, lambda number, keys: tell_stop(shop, opened, number, keys), lambda: send(shop, opened)
    )


def send(shop: Shop, opened: OpenTarget) -> Sent:
    """Send what waits and erase what should not be there any more.

    A target that is away ends the run with ``problem``; nothing is lost, and the next run goes on. Raises
    :class:`StorageError`.
    """
    run = _Run(Ledger(shop, opened.settings), opened)
    after: str | None = ""
    step = opened.target.at_once
    while after is not None and run.problem is None:
        going, after = run.ledger.claim(after, max(step, PAGE))
        for start in range(0, len(going), step):
            run.send(going[start : start + step])
    while run.problem is None and (stale := run.ledger.stale(run.looked_at, PAGE)):
        for number, fields in stale:
            run.erase(number, fields)
    if run.problem is not None:
        _log.warning("%s: %s", opened.name, run.problem.code, extra={"code": run.problem.code})
    return Sent(run.sent, run.erased, run.unknown, run.refused, run.problem)


def tell_stop(shop: Shop, opened: OpenTarget, number: str, keys: Sequence[str]) -> bool:
    """Erase these keys of one customer at the target. True if it has nothing of them; see :class:`Downstream`."""
    ledger = Ledger(shop, opened.settings)
    fields, known, going = ledger.fields_of(number, keys)
    if going:
        return False  # or what is on its way would arrive after
    if not fields:
        return True
    try:
        opened.target.erase(number, fields, last=not ledger.has_others(number, fields))
    except CustomerUnknown:
        return not known
    ledger.gone(number, fields)
    return True


class _Run:
    """One run's counts."""

    def __init__(self, ledger: Ledger, opened: OpenTarget) -> None:
        self.ledger = ledger
        self.opened = opened
        self.sent = self.erased = self.unknown = self.refused = 0
        self.looked_at = ""
        self.problem: VaultError | None = None

    def send(self, going: Sequence[Going]) -> None:
        if self.problem is not None:
            self.ledger.arrived(going, there=False)  # nobody is sending it any more
            return
        there = False
        try:
            self.opened.target.send([each.profile for each in going])
            there = True
            self.sent += len(going)
        except CustomerUnknown:
            self.unknown += len(going)
            for each in going:
                self.ledger.gone(each.profile.number, list(each.jtis))
            return
        except Exception as problem:
            self._failed(problem)
        self.ledger.arrived(going, there=there)

    def erase(self, number: str, fields: Sequence[str]) -> None:
        if self.problem is not None:
            return
        self.looked_at = number
        try:
            self.opened.target.erase(number, fields, last=not self.ledger.has_others(number, fields))
        except Exception as problem:
            self._failed(problem)
            return
        self.ledger.gone(number, fields)
        self.erased += 1

    def _failed(self, problem: Exception) -> None:
        """Refused this once, or away: code of anybody's, which may raise anything."""
        if isinstance(problem, NetworkError) and problem.code in ("target_refused", "target_customer_unknown"):
            self.refused += 1
            if self.refused < MAX_REFUSED:
                return
        kind = type(problem).__name__
        self.problem = (
            problem
            if isinstance(problem, VaultError)
            else NetworkError("target_failed", target=self.opened.name, kind=kind)
        )
