"""The words of the shops page: what is true of each shop and item, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import GONE, HELD, STOPPED, ItemState
from vault.core.plain_text import breakable
from vault.core.sentences import Sentences
from vault.core.value import Precision
from vault.core.wording import describe, in_language
from vault.desktop.shop_status import Status

if TYPE_CHECKING:
    from vault.customer.holdings import HeldItem, ShopView
    from vault.customer.shop_detail import Agreement, Promises, SeenItem, ShopDetail
    from vault.desktop.shops_state import AgreementLine, ItemLine, ShopGroup, ShopPane

SOON_DAYS = 14
"""An end this near is shown in sand, with the days that are left."""
SURELY_LATER = timedelta(minutes=1)
"""A next try sooner than this is not announced: it is over before it is read, or an undo is still possible."""
MOST_AGREEMENTS = 3
"""Older shares of the same shop are in its activity."""
WORST_FIRST = (
    ItemState.UNREACHABLE,
    ItemState.OVERDUE,
    ItemState.STOPPING,
    ItemState.TOLD,
    ItemState.DENIED,
    ItemState.STOPPED_THERE,
    ItemState.ERASED,
)
"""States of a stop, the least settled first."""


class ShopsWords(QObject):
    """Sentences about shops. ``now`` is given with each question, so that "6 days" is about the moment it is shown."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._sentences, self.catalogue = sentences, catalogue
        self._locale = QLocale(sentences.language)

    def summary(self, shops: Sequence[ShopView]) -> str:
        """Below the title: how many hold something, and how many have not said that they deleted."""
        holding = sum(bool(shop.holds) for shop in shops)
        open_ = sum(any(item.state not in GONE for item in shop.stopped) for shop in shops)
        few = (self.tr("No shop holds anything now."), self.tr("1 shop holds something now."))
        many = self.tr("{count} shops hold something now.").format(count=holding)
        first = few[holding] if holding < len(few) else many
        if not open_:
            return first
        second = (
            self.tr("1 has not confirmed yet that it deleted your data.")
            if open_ == 1
            else self.tr("{count} have not confirmed yet that they deleted your data.").format(count=open_)
        )
        return f"{first} {second}"

    def groups(self, shops: Sequence[ShopView], now: datetime) -> tuple[ShopGroup, ...]:
        """The list: who holds something, who was stopped, and who has nothing any more."""
        from vault.desktop.shops_state import ShopGroup, ShopLine

        holding = [shop for shop in shops if shop.holds]
        stopped = sorted((shop for shop in shops if shop.stopped and not shop.holds), key=settled)
        over = [shop for shop in shops if not shop.holds and not shop.stopped]
        groups = (
            (self.tr("Hold something now"), holding),
            (self.tr("Stopped"), stopped),
            (self.tr("Hold nothing"), over),
        )
        return tuple(
            ShopGroup(title, tuple(ShopLine(shop.host, self.status(shop, now)) for shop in found))
            for title, found in groups
            if found
        )

    def status(self, shop: ShopView, now: datetime) -> Status:
        """What is true of a shop as a whole: the soonest end, or the least settled stop."""
        if shop.holds:
            return self._holding(shop.holds, now)
        if shop.stopped:
            state = WORST_FIRST[settled(shop)]
            items = [item for item in shop.stopped if item.state is state]
            return self.stopped(max(items, key=lambda item: item.changed_at), shop.next_try, now)
        unread = [item for item in shop.items if item.state is ItemState.UNREAD]
        if unread:
            return self.stopped(max(unread, key=lambda item: item.changed_at), None, now)
        ended = [item for item in shop.items if item.state is ItemState.EXPIRED]
        if ended:
            date = self.short_date(max(item.until for item in ended))
            return Status("hourglass-medium", "ink2", self.tr("Ended by itself on {date}").format(date=date))
        if shop.items:
            return Status("minus-circle", "ink2", self._sentences.say("states", "not_delivered"))
        if shop.never_ask:
            return Status("hand-palm", "ink2", self.tr("May not ask you again"))
        return Status("minus-circle", "ink2", self.tr("Holds nothing"))

    def pane(self, detail: ShopDetail, now: datetime) -> ShopPane:
        """One shop in full: what it holds first, then what was stopped."""
        from vault.desktop.shops_state import ShopPane

        shop = detail.shop
        shown = [item for item in detail.items if item.held.state in HELD]
        shown += [item for item in detail.items if item.held.state in STOPPED | {ItemState.UNREAD}]
        items = tuple(self._item(item, shop, now) for item in shown)
        return ShopPane(
            shop.host,
            self._about(detail),
            self.status(shop, now),
            self._more(shop),
            items,
            tuple(self._agreement(each) for each in detail.agreements[:MOST_AGREEMENTS]),
            self.promises(detail.promises) if detail.promises else (),
            detail.code,
            self.tr("Stop sharing with {host}").format(host=shop.host) if shop.shared else "",
        )

    def promises(self, promises: Promises) -> tuple[str, ...]:
        """What the shop promised, a sentence each."""
        said = []
        for other in promises.recipients:
            name = self.tr("“{name}” ({country})").format(name=other.name, country=self.country(other.country))
            sentence = (
                self.tr("Lets {name} handle it.") if other.role == "processor" else self.tr("Passes it on to {name}.")
            )
            said.append(sentence.format(name=name))
        if not any(other.role == "controller" for other in promises.recipients):
            said.insert(0, self.tr("Gives nothing to other companies."))
        days = promises.delete_within_days
        return (
            *said,
            self.tr("Deletes within 1 day after you stop.")
            if days == 1
            else self.tr("Deletes within {days} days after you stop.").format(days=days),
        )

    def country(self, code: str) -> str:
        """A country's name; its code where no name is known."""
        named = self._sentences.texts.get("countries", {}).get(code)
        return named or code

    def short_date(self, moment: datetime) -> str:
        """``3 Nov 2026``, in the machine's time zone."""
        return self._locale.toString(_day(moment), "d MMM yyyy")

    def precision(self, precision: Precision) -> str:
        """``Exact``, as a caption."""
        word = self._sentences.say("precisions", precision.word)
        return word[:1].upper() + word[1:]

    def label(self, key: str) -> str:
        """The name of a preference; its key where the catalogue does not know it."""
        entry = self.catalogue.entries.get(key)
        return key if entry is None else in_language(entry.label, self._sentences.language)

    def _holding(self, items: Sequence[HeldItem], now: datetime) -> Status:
        if all(item.state is not ItemState.ACTIVE for item in items):
            if any(item.state is ItemState.UNCERTAIN for item in items):
                return Status("question", "sandInk", self._sentences.say("states", "uncertain"))
            return Status("paper-plane-tilt", "ink2", self._sentences.say("states", "sending"))
        if all(item.visit for item in items):
            return Status("hourglass-medium", "sandInk", self.tr("For this visit only"), soon=True)
        end = min(item.until for item in items if not item.visit)
        days = (end.astimezone().date() - now.astimezone().date()).days
        if days > SOON_DAYS:
            return Status("check-circle", "primary", self.tr("Active until {date}").format(date=self.short_date(end)))
        words = {0: self.tr("Ends today"), 1: self.tr("Ends tomorrow")}
        text = words.get(max(days, 0)) or self.tr("Ends in {days} days").format(days=days)
        return Status("hourglass-medium", "sandInk", text, soon=True)

    def stopped(self, item: HeldItem, next_try: datetime | None, now: datetime) -> Status:
        """How the stop of one item goes on, or how it ended without one."""
        match item.state:
            case ItemState.STOPPING if next_try is not None and next_try > now + SURELY_LATER:
                text = self.tr("Stopped. Shop not reached yet, trying again {moment}").format(
                    moment=self.moment(next_try, now)
                )
                return Status("arrows-clockwise", "sandInk", text)
            case ItemState.STOPPING if next_try is not None:
                return Status("paper-plane-tilt", "sandInk", self.tr("Stopped. The shop hears it in a moment."))
            case ItemState.STOPPING:
                return Status("arrows-clockwise", "sandInk", self._sentences.say("states", "stopping"))
            case ItemState.TOLD:
                return Status("paper-plane-tilt", "ink2", self.tr("Stopped. Shop told, answer not here yet"))
            case ItemState.ERASED:
                date = self._sentences.date(item.changed_at)
                text = self.tr("Stopped. On {date} the shop said it is deleted.").format(date=date)
                return Status("checks", "ink2", text)
            case ItemState.STOPPED_THERE:
                date = self._sentences.date(item.changed_at)
                text = self.tr("Stopped at the shop itself on {date}, without your vault.").format(date=date)
                return Status("checks", "ink2", text)
            case ItemState.UNREAD:
                date = self._sentences.date(item.changed_at)
                text = self.tr("On {date} the shop deleted it. It had not used it for long.").format(date=date)
                return Status("checks", "ink2", text)
            case ItemState.OVERDUE:
                return Status("file-text", "sandInk", self.tr("Stopped. No answer in time"))
            case ItemState.DENIED:
                return Status("minus-circle", "ink2", self._sentences.say("states", "denied"))
            case state:
                return Status("warning", "sandInk", self._sentences.say("states", state))

    def moment(self, moment: datetime, now: datetime) -> str:
        """``today 15:00``, ``tomorrow 9:00`` or ``3 Nov 2026 9:00``."""
        there, here = moment.astimezone(), now.astimezone()
        days = (there.date() - here.date()).days
        day = {0: self.tr("today"), 1: self.tr("tomorrow")}.get(days) or self.short_date(moment)
        return self.tr("{day} {time}").format(day=day, time=f"{there:%H:%M}")

    def _about(self, detail: ShopDetail) -> tuple[str, ...]:
        """What the shop calls itself, in its own words, and whether it ever proved its address."""
        shop, said = detail.shop, []
        if shop.calls_itself != shop.host:
            country = f", {self.country(detail.country)}" if detail.country else ""
            said.append(self.tr("Calls itself {name}").format(name=shop.calls_itself + country))
        if not shop.signed:
            said.append(self.tr("Not signed. We only know the address."))
        if shop.never_ask:
            said.append(self.tr("It may not ask you again."))
        return tuple(said)

    def _more(self, shop: ShopView) -> str:
        lasting = [item.until for item in shop.holds if not item.visit]
        if lasting:
            end = min(lasting)
            sentence = (
                self.tr("Ends on {day}. It stops by itself. You do not have to do anything.")
                if len(set(lasting)) == 1
                else self.tr("The first ends on {day}. It stops by itself. You do not have to do anything.")
            )
            return sentence.format(day=self._locale.toString(_day(end), "dddd d MMMM yyyy"))
        if shop.holds:
            return self.tr("It stops by itself. You do not have to do anything.")
        states = {item.state for item in shop.stopped}
        if states == {ItemState.ERASED}:
            return self.tr("It keeps proof that you agreed.")  # the rest stands above it
        return ""

    def _item(self, item: SeenItem, shop: ShopView, now: datetime) -> ItemLine:
        from vault.desktop.shops_state import ItemLine

        held, language = item.held, self._sentences.language
        name = ", ".join(self.label(part.key) for part in held.parts)
        known = ((self.catalogue.entries.get(key), value) for key, value in item.values.items())
        value = " · ".join(describe(entry, value, language) for entry, value in known if entry is not None)
        reason = in_language(item.reason, language) if item.reason.get(language) or item.reason.get("en") else ""
        reason = self.tr("“{words}”").format(words=breakable(reason)) if reason else ""
        if held.objection:  # not theirs to explain
            reason = self.tr("Your no. It holds until {date}, also when you stop.").format(
                date=self._sentences.date(held.until)
            )
        if held.about_other:
            other = self.tr("For somebody else.")
            reason = f"{other} {reason}".strip()
        active = held.state in HELD
        stop = self.tr("Stop sharing {item} with {host}").format(item=name, host=shop.host)
        return ItemLine(
            held.jti,
            name,
            held.level,
            self._sentences.say("levels", held.level.word),
            max(part.precision for part in held.parts),
            ", ".join(dict.fromkeys(self.precision(part.precision) for part in held.parts)),
            value,
            reason,
            stop if active else "",
            None if active else self.stopped(held, shop.next_try, now),
        )

    def _agreement(self, agreement: Agreement) -> AgreementLine:
        from vault.desktop.shops_state import AgreementLine

        agreed = self.short_date(agreement.agreed)
        days = (agreement.until.astimezone().date() - agreement.agreed.astimezone().date()).days
        if agreement.visit:
            text = self.tr("{date}, for that visit only.")
        elif days >= 365:
            text = self.tr("{date}, for 1 year.")
        else:
            text = self.tr("{date}, for {days} days.")
        opens = self.tr("Open receipt of {date}").format(date=agreed)
        return AgreementLine(agreement.seq, text.format(date=agreed, days=days), opens)


def settled(shop: ShopView) -> int:
    """Where the least settled stop of a shop stands in :data:`WORST_FIRST`."""
    return min(WORST_FIRST.index(item.state) for item in shop.stopped)


def _day(moment: datetime) -> QDate:
    local = moment.astimezone()
    return QDate(local.year, local.month, local.day)
