"""The words of the overview, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import GONE, HELD
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.wording import describe
from vault.desktop.overview_state import (
    AskedCard,
    AskedLine,
    EndsLine,
    FootLine,
    HoldsLine,
    OverviewState,
    Question,
    SealedCard,
)
from vault.desktop.shops_words import SOON_DAYS, ShopsWords

if TYPE_CHECKING:
    from vault.customer.confirming import OldValue
    from vault.customer.holdings import HeldItem, ShopView
    from vault.customer.kit_check import KitState
    from vault.customer.overview import Overview
    from vault.customer.proposal import Proposal
    from vault.customer.trust import Trust
    from vault.desktop.request_words import RequestWords

MOST_LINES = 8
"""Shops on the overview; the others are on their own page."""
MOST_ASKED = 5
"""Lines of requests below the first one."""
MOST_ITEMS = 3
"""Names of what one shop holds."""


class OverviewWords(QObject):
    """Sentences about one state of the vault. ``now`` is the moment at which they are shown."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, trust: Trust) -> None:
        super().__init__()
        self._sentences, self._catalogue, self._trust = sentences, catalogue, trust
        self.shops = ShopsWords(sentences, catalogue)
        self._locale = QLocale(sentences.language)

    @cached_property
    def _requests(self) -> RequestWords:
        """Loaded with the first request that waits."""
        from vault.desktop.request_words import RequestWords

        return RequestWords(self._sentences, self._catalogue)

    def state(self, found: Overview, said: str, now: datetime) -> OverviewState:
        """The whole page."""
        holding = [shop for shop in found.shops if shop.holds]
        open_ = [
            shop for shop in found.shops if not shop.holds and any(each.state not in GONE for each in shop.stopped)
        ]
        shown = {shop.host for shop in [*holding, *open_][:MOST_LINES]}
        waiting = found.waiting
        return OverviewState(
            True,
            found.new,
            self._summary(waiting, holding, now),
            said,
            self._asked(waiting[0], now) if waiting else None,
            tuple(self._also_asked(each, now) for each in waiting[1 : 1 + MOST_ASKED]),
            self._more(len(waiting) - 1 - MOST_ASKED, self.tr("1 more request"), self.tr("{count} more requests")),
            tuple(self._holds(shop, now) for shop in found.shops if shop.host in shown),
            self._more(len(holding) + len(open_) - MOST_LINES, self.tr("1 more shop"), self.tr("{count} more shops")),
            self._ends(holding, now),
            self._question(found.suggestion) if found.suggestion is not None else None,
            self._sealed(found),
            (*self._kit(found.kit), self._backup(found.backed_up, now), self._checked(found.checked, now)),
        )

    def counted(self, count: int, one: str, more: str) -> str:
        """The form for one thing, or the other with its number."""
        return one if count == 1 else more.format(count=self._locale.toString(count))

    def ends_on(self, until: datetime, now: datetime) -> str:
        """``Monday 18 May, in 6 days``."""
        days = (until.astimezone().date() - now.astimezone().date()).days
        day = _capital(self._locale.toString(qdate(until), "dddd d MMMM"))
        if days <= 0:
            return self.tr("{day}, today").format(day=day)
        words = self.tr("{day}, tomorrow") if days == 1 else self.tr("{day}, in {count} days")
        return words.format(day=day, count=days)

    def month(self, moment: datetime) -> str:
        """``March 2025``."""
        return self._locale.toString(qdate(moment), "MMMM yyyy")

    def _more(self, count: int, one: str, more: str) -> str:
        return self.counted(count, one, more) if count > 0 else ""

    def _summary(self, waiting: Sequence[Proposal], holding: Sequence[ShopView], now: datetime) -> str:
        asking, held = len({each.host for each in waiting}), len(holding)
        said = [_capital(self._locale.toString(qdate(now), "dddd d MMMM")) + "."]
        if asking:
            said.append(self.counted(asking, self.tr("1 shop is asking."), self.tr("{count} shops are asking.")))
        if held:
            one, more = self.tr("1 shop holds something now."), self.tr("{count} shops hold something now.")
            said.append(self.counted(held, one, more))
        if not (asking or held):
            said.append(self.tr("No shop asks or holds anything."))
        return " ".join(said)

    # ---- what waits ----

    def _asked(self, proposal: Proposal, now: datetime) -> AskedCard:
        test_shop = self._trust.is_test(proposal.host)
        asker = self._requests.asker(proposal, test_shop=test_shop)
        sealed = sum(len(item.parts) for item in proposal.items if item.sealed)
        asked = proposal.asked
        proven = proposal.request.signed
        return AskedCard(
            proposal.request.nonce,
            proposal.host,
            asker.title,
            " ".join(part for part in (asker.purpose, self._needed(proposal)) if part),
            asker.about if test_shop else "",
            self.tr("{count} of {asked} sealed").format(count=sealed, asked=asked) if sealed else "",
            proven,
            self.tr("Signature checked") if proven else self.tr("Not signed"),
            self._until(proposal.request.expires, now),
            self.tr("Share nothing with {host}").format(host=proposal.host),
            self.tr("Look at the request of {host} and choose").format(host=proposal.host),
        )

    def _needed(self, proposal: Proposal) -> str:
        if proposal.request.terms is None:
            return ""
        if proposal.needed == 0:
            return self.tr("It says it needs none.")
        return self.counted(proposal.needed, self.tr("It says it needs 1."), self.tr("It says it needs {count}."))

    def _until(self, expires: datetime, now: datetime) -> str:
        """A request may end within minutes: then there is some hurry."""
        moment = self.shops.moment(expires, now)
        stays = self.tr("It stays here until {moment}. After that it goes away, and nothing is shared.")
        calm = self.tr("No hurry.")
        said = stays.format(moment=moment)
        return f"{calm} {said}" if (expires - now).days else said

    def _also_asked(self, proposal: Proposal, now: datetime) -> AskedLine:
        one, more = self.tr("Asks to see 1 preference"), self.tr("Asks to see {count} preferences")
        text = self.tr("{asks}, until {moment}").format(
            asks=self.counted(proposal.asked, one, more), moment=self.shops.moment(proposal.request.expires, now)
        )
        name = self.tr("Look at the request of {host} and choose").format(host=proposal.host)
        return AskedLine(proposal.request.nonce, proposal.host, text, name)

    # ---- who holds something, and what ends ----

    def _holds(self, shop: ShopView, now: datetime) -> HoldsLine:
        stop = self.tr("Stop sharing with {host}").format(host=shop.host) if shop.shared else ""
        details = self.tr("Details of {host}").format(host=shop.host)
        items = [item for item in shop.items if item.state in HELD] or list(shop.stopped)
        return HoldsLine(shop.host, self.names(items), self.shops.status(shop, now), stop, details)

    def names(self, items: Sequence[HeldItem]) -> str:
        """``Shoe size, sports``."""
        found = list(dict.fromkeys(self.shops.label(part.key) for item in items for part in item.parts))
        shown = ", ".join(name if not number else small(name) for number, name in enumerate(found[:MOST_ITEMS]))
        rest = len(found) - MOST_ITEMS
        return self.tr("{names} + {count}").format(names=shown, count=rest) if rest > 0 else shown

    def _ends(self, holding: Sequence[ShopView], now: datetime) -> tuple[EndsLine, ...]:
        ends = [
            (min(lasting), shop.host)
            for shop in holding
            if (lasting := [item.until for item in shop.shared if not item.visit])
        ]
        soon = [
            each for each in sorted(ends) if (each[0].astimezone().date() - now.astimezone().date()).days <= SOON_DAYS
        ]
        return tuple(EndsLine(host, self.ends_on(until, now)) for until, host in soon[:MOST_ITEMS])

    def _question(self, old: OldValue) -> Question:
        entry = old.kept.entry
        name = self.shops.label(entry.key)
        from vault.desktop.preference_words import shortened

        value = shortened(describe(entry, old.kept.value, self._sentences.language))
        return Question(
            entry.key,
            self.tr("{name}: is this still {value}?").format(name=name, value=value),
            self.tr("You last looked at it in {month}.").format(month=self.month(old.looked_at)),
            self.tr("{name} is still right").format(name=name),
            self.tr("Change {name}").format(name=small(name)),
            self.tr("Hide: do not ask about {name} again").format(name=small(name)),
        )

    # ---- what is sealed, and the care ----

    def _sealed(self, found: Overview) -> SealedCard:
        holders = [s.host for s in found.shops if any(item.level is Level.SEALED for item in s.holds)]
        one, more = self.tr("1 sealed item in your vault."), self.tr("{count} sealed items in your vault.")
        kept = self.counted(found.sealed, one, more) if found.sealed else self.tr("You keep nothing sealed.")
        if holders:
            first, others = self.tr("1 shop holds something sealed"), self.tr("{count} shops hold something sealed")
            hosts = ", ".join(holders[:MOST_ITEMS]) + (" …" if len(holders) > MOST_ITEMS else "")
            return SealedCard(self.counted(len(holders), first, others), f"{hosts}. {kept}", True)
        about = self.tr("This is about health, money and family.")
        return SealedCard(self.tr("Nobody holds these"), f"{about} {kept}", False)

    def _kit(self, kit: KitState | None) -> tuple[FootLine, ...]:
        """Only where it would not help: whoever left the first steps early never hears of it elsewhere."""
        if kit is None or kit.checked is not None:
            return ()
        text = self.tr("You have no recovery kit yet.")
        if kit.made is not None:
            text = self.tr("Your recovery kit is not checked.")
        return (FootLine(False, text, self.tr("Make one in Settings")),)

    def _backup(self, made_at: datetime | None, now: datetime) -> FootLine:
        if made_at is None:
            return FootLine(False, self.tr("No backup yet. It is made by itself."))
        return FootLine(True, self.tr("Backup made {moment}").format(moment=self.shops.moment(made_at, now)))

    def _checked(self, checked: datetime | None, now: datetime) -> FootLine:
        if checked is None:
            return FootLine(False, self.tr("History not checked yet. It is checked by itself."))
        return FootLine(
            True, self.tr("History intact, checked {moment}").format(moment=self.shops.moment(checked, now))
        )


def qdate(moment: datetime) -> QDate:
    """The day on the customer's calendar."""
    local = moment.astimezone()
    return QDate(local.year, local.month, local.day)


def small(name: str) -> str:
    """A label inside a sentence; one that begins with an abbreviation stays as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
