"""The words about sealed items: why they are off, and what is asked before one leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from vault.core.catalogue import Entry
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.core.wording import in_language
from vault.customer.choosing import end_of, explicit_words
from vault.customer.proposal import Proposal, ProposedItem
from vault.desktop.request_choices import Picks
from vault.desktop.request_state import Sealed, StepLine
from vault.desktop.request_words import RequestWords


@dataclass(frozen=True)
class Asking:
    """The passphrase is asked for one item. ``number`` counts the questions, so that each field starts empty."""

    number: int
    item: ProposedItem
    precision: Precision
    error: str = ""
    checking: bool = False


class WhyAsked(QObject):
    """Says why a sealed item takes the passphrase."""

    def why_asked(self, entry: Entry | None) -> str:
        """By what it is about; None is what the vault does not know."""
        match entry.topic if entry is not None and entry.level is Level.SEALED else "":
            case "health":
                return self.tr("This is about your health, so we ask for your passphrase each time.")
            case "money":
                return self.tr("This is about your money, so we ask for your passphrase each time.")
            case "family":
                return self.tr("This is about your family, so we ask for your passphrase each time.")
            case _:
                return self.tr("This is sealed, so we ask for your passphrase each time.")


class SealedWords(WhyAsked):
    """Makes a :class:`Sealed` state, and the sentences beside a switch that needs one."""

    def __init__(self, words: RequestWords) -> None:
        super().__init__()
        self._words = words

    def steps(self, item: ProposedItem) -> tuple[StepLine, ...]:
        """What can be chosen of an item, with the very values."""
        return tuple(
            StepLine(step.precision, self._words.shops.precision(step.precision), self.value(item, step.precision))
            for step in item.steps
        )

    def value(self, item: ProposedItem, precision: Precision) -> str:
        """What the shop would see of an item at this precision, of a bundle all of it."""
        step = item.step(precision)
        if step is None:
            return ""
        return " · ".join(self._words.value(part, value) for part, value in zip(item.parts, step.values, strict=True))

    def why_off(self, proposal: Proposal, picks: Picks, item: ProposedItem) -> str:
        """Why a sealed item is off: it is private itself, or only in company."""
        if not item.sealed:
            return self._combined(proposal, picks, item)
        match item.entry.topic if item.entry and item.entry.level is Level.SEALED else "":
            case "health":
                return self.tr("Off, because this is about your health.")
            case "money":
                return self.tr("Off, because this is about your money.")
            case "family":
                return self.tr("Off, because this is about your family.")
            case _:
                return self.tr("Off, because this is sealed in your vault.")

    def _combined(self, proposal: Proposal, picks: Picks, item: ProposedItem) -> str:
        """Why an item is sealed only in company, of what is on or what the shop has already."""
        keys = {each.key for each in proposal.items if each.credential_id in picks.items}
        seen = {*keys, *proposal.held, item.key}
        for each in self._words.catalogue.combinations:
            if item.key in each.keys and each.level is Level.SEALED and len(each.keys & seen) >= each.at_least:
                return in_language(each.why, self._words.language)
        return self.tr("Off, because this is sealed in your vault.")

    def asked(self, proposal: Proposal, picks: Picks, asking: Asking, now: datetime) -> Sealed:
        """The extra step for one item."""
        words, item = self._words, asking.item
        name, host = words.label(item), proposal.host
        until = words.sentences.date(end_of(picks.days, now))
        others = len(picks.items.keys() - {item.credential_id})
        if others == 0:
            rest = ""
        elif others == 1:
            rest = self.tr("The other item does not change.")
        else:
            rest = self.tr("The other {count} items do not change.").format(count=others)
        only = self.tr("Only this shop, only until {date}.").format(date=until)
        reason = words.reason(item)
        says = self.tr("The shop says: {reason}").format(reason=reason) if reason else ""
        return Sealed(
            asking.number,
            self.tr("Share “{name}” with {host}?").format(name=name, host=host),
            f"{self.why_asked(item.entry)} {rest}".strip(),
            self.steps(item),
            asking.precision,
            f"{only} {says}".strip(),
            explicit_words(proposal, item, picks.days, now, words.catalogue, words.sentences),
            self.tr("Share {name} with {host} until {date}").format(name=name, host=host, date=until),
            asking.error,
            asking.checking,
        )
