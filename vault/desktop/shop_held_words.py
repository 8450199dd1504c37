"""The words for what a shop says it holds, beside what the vault knows. Of any thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import GONE, HELD, STOPPED
from vault.core.errors import TokenError, VaultError
from vault.core.plain_text import breakable
from vault.core.sentences import Sentences
from vault.customer.asking_held import Difference, HeldReport, Incident, ReportedItem
from vault.customer.holdings import HeldItem
from vault.customer.shop_detail import ShopDetail
from vault.customer.shop_letters import Offered
from vault.desktop.shops_state import AlsoLine, HeldPane, ShopPane, Status
from vault.desktop.shops_told import Answered
from vault.desktop.shops_words import ShopsWords

UNREAD_DAYS = 60
"""What shops did not use for this long they erase by themselves."""
MOST_ALSO = 8
"""Things in no row that are shown one by one, so that no shop can fill the page or hold it up; the rest are counted."""
MOST_LEAKS = 5
_NOT_SIGNED = frozenset({"receipt_key_unknown", "signature_invalid", "receipt_issuer_wrong", "receipt_subject_wrong"})


@dataclass(frozen=True)
class Asked:
    """What is known of asking one shop: ``now_asked`` is the shop that is being asked, which may be another."""

    offered: Offered
    answered: Answered | None
    report: HeldReport | None
    problem: VaultError | None
    now_asked: str


class HeldWords(QObject):
    """Sentences about one answer, or about asking for it."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._catalogue, self._shops = sentences, catalogue, shops

    def lines(self, detail: ShopDetail, report: HeldReport) -> Mapping[str, Status]:
        """What the shop says of each item that the vault knows, by id. What changed since it answered has no line."""
        own = {item.held.jti: item.held for item in detail.items}
        return {
            item.jti: self._status(item, own.get(item.jti), _shared(detail, item.jti), report.asked)
            for item in report.items
            if item.jti not in own or own[item.jti].changed_at <= report.asked
        }

    def pane(self, pane: ShopPane, detail: ShopDetail, asked: Asked) -> HeldPane:
        """How it stands with asking the shop of ``pane``, and what of its answer is in none of its rows."""
        fits = asked.answered is not None and not asked.answered.differences
        term = self.tr("Last confirmed by the shop") if fits else self.tr("What the shop says it holds")
        if asked.now_asked:
            busy = self.tr("Asking {host} now. This takes a moment.").format(host=asked.now_asked)
            return HeldPane(term, busy, self.tr("Cancel"), self.tr("Stop waiting for the answer"), busy=True)
        report = asked.report
        link = self.tr("Ask what this shop holds")
        return HeldPane(
            term,
            " ".join([self._summary(asked), *self._since(detail, asked.answered)]),
            link,
            self.tr("Ask what {host} holds").format(host=pane.host),
            False,
            self._problem(asked, pane.host),
            self._leaks(report) if report is not None else (),
            self._also(pane, detail, report) if report is not None else (),
        )

    def _summary(self, asked: Asked) -> str:
        answered = asked.answered
        if answered is None:
            return self.tr("You did not ask yet.")
        when = self._sentences.minute(answered.at)
        if answered.differences:
            said = (
                self.tr("1 thing differs from what your vault knows.")
                if answered.differences == 1
                else self.tr("{count} things differ from what your vault knows.").format(count=answered.differences)
            )
        elif answered.held:
            said = (
                self.tr("It held 1 thing, as your vault had it.")
                if answered.held == 1
                else self.tr("It held {count} things, as your vault had it.").format(count=answered.held)
            )
        else:
            said = self.tr("It held nothing.")
        parts = [self.tr("{moment}.").format(moment=when), said]
        if answered.incidents and asked.report is None:
            parts.append(self.tr("It told of a leak. Ask again to read it."))
        return " ".join(parts)

    def _since(self, detail: ShopDetail, answered: Answered | None) -> Iterator[str]:
        """What the shop said may be long ago: whether all of it ended after that."""
        items = [item.held for item in detail.items]
        if answered is None or not items or any(item.state in HELD for item in items):
            return
        if max(item.changed_at for item in items) > answered.at:
            erased = all(item.state in GONE for item in items)
            yield self.tr("After that it said that all is deleted.") if erased else self.tr("After that it ended.")

    def _problem(self, asked: Asked, host: str) -> str:
        problem = asked.problem
        if problem is None:
            return ""
        if problem.code == "shop_takes_no_letters":
            contact = asked.offered.contact
            return " ".join(
                [
                    self.tr("This shop cannot be asked from your vault."),
                    self.tr("Write it a letter, with the code below: {contact}").format(contact=contact),
                ]
                if contact
                else [self.tr("This shop cannot be asked from your vault.")]
            )
        if isinstance(problem, TokenError) and problem.code in _NOT_SIGNED:
            return self.tr("The answer is not signed by {host} as agreed. It does not count.").format(host=host)
        return self._sentences.error(problem)

    def _leaks(self, report: HeldReport) -> tuple[str, ...]:
        """The newest first."""
        newest = sorted(report.incidents, key=lambda each: each.date, reverse=True)
        said = [self._leak(each, report) for each in newest[:MOST_LEAKS]]
        if len(newest) > MOST_LEAKS:
            more, one = len(newest) - MOST_LEAKS, self.tr("The shop tells of 1 more leak.")
            said.append(one if more == 1 else self.tr("The shop tells of {count} more leaks.").format(count=more))
        return tuple(said)

    def _leak(self, incident: Incident, report: HeldReport) -> str:
        keys = {item.jti: item.key for item in report.items}
        names = dict.fromkeys(self._name(keys[jti]) for jti in incident.items if jti in keys)
        parts = [
            self.tr("The shop says that data leaked on {date}: “{what}”").format(
                date=self._sentences.date(incident.date), what=breakable(incident.what)
            ),
            self.tr("Its advice: “{advice}”").format(advice=breakable(incident.advice)),
        ]
        if names:
            parts.append(self.tr("It is about: {names}.").format(names=", ".join(names)))
        return " ".join(parts)

    def _also(self, pane: ShopPane, detail: ShopDetail, report: HeldReport) -> tuple[AlsoLine, ...]:
        """What the shop named that stands in no row of the pane."""
        shown = {line.jti for line in pane.items}
        said = self.lines(detail, report)
        found = [
            AlsoLine(self._name(item.key), said[item.jti])
            for item in report.items
            if item.jti not in shown and item.jti in said
        ]
        if len(found) <= MOST_ALSO:
            return tuple(found)
        more = self.tr("The shop names {count} more.").format(count=len(found) - MOST_ALSO)
        return (*found[:MOST_ALSO], AlsoLine("", Status("warning", "sandInk", more)))

    def _status(self, item: ReportedItem, own: HeldItem | None, shared: datetime | None, asked: datetime) -> Status:
        match item.difference:
            case None:
                used = self._used(item)
                return Status("check-circle", "ink2", self.tr("The shop says it has it. {used}").format(used=used))
            case Difference.MISSING:
                said = self.tr("The shop says it has none.")
                if shared is not None and asked - shared >= timedelta(days=UNREAD_DAYS):
                    by_itself = self.tr("What it does not use for {days} days, it deletes by itself.")
                    return Status("minus-circle", "ink2", f"{said} {by_itself.format(days=UNREAD_DAYS)}")
                return Status("minus-circle", "sandInk", said)
            case Difference.UNKNOWN:
                said = self.tr("The shop holds something you did not share.")
            case Difference.STOPPED:
                said = (
                    self.tr("You stopped this. The shop says it still has it.")
                    if own is not None and own.state in STOPPED
                    else self.tr("This is over. The shop says it still has it.")
                )
                said = " ".join((said, self.tr("Use the code for this shop on its own page.")))
            case Difference.OTHER:
                said = self._other(item, own)
        return Status("warning", "sandInk", f"{said} {self._used(item)}")

    def _other(self, item: ReportedItem, own: HeldItem | None) -> str:
        if own is None or item.key != own.key:
            return self.tr("The shop has this as “{name}”.").format(name=self._name(item.key))
        if item.precision != own.precision:
            return self.tr("You shared “{own}”, the shop says “{said}”.").format(
                own=self._sentences.say("precisions", own.precision.word),
                said=self._sentences.say("precisions", item.precision.word),
            )
        return self.tr("You agreed until {date}, the shop says {said}.").format(
            date=self._shops.short_date(own.until), said=self._shops.short_date(item.until)
        )

    def _used(self, item: ReportedItem) -> str:
        if item.last_used is None:
            return self.tr("It never used it.")
        return self.tr("Last used on {date}.").format(date=self._sentences.date(item.last_used))

    def _name(self, key: str) -> str:
        """A shop may name what is in no catalogue: its own text is not shown."""
        return self._shops.label(key) if key in self._catalogue.entries else self.tr("An unknown preference")


def _shared(detail: ShopDetail, jti: str) -> datetime | None:
    """When an item was shared."""
    return next((each.agreed for each in detail.agreements if jti in each.items), None)
