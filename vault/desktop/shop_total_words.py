"""The words for all that one shop ever had from the vault. Of any thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.customer.shop_total import KnownThing, Knows, ShopTotal
from vault.desktop.shops_state import TotalLine, TotalPane
from vault.desktop.shops_words import ShopsWords

MOST = 60
"""Lines that are shown; no page is read further, and the history has the rest."""


class TotalWords(QObject):
    """Makes a :class:`TotalPane`: never a value, only what it was about and how precise."""

    def __init__(self, sentences: Sentences, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._shops = sentences, shops

    def pane(self, total: ShopTotal) -> TotalPane | None:
        """What to show; None for a shop that never had anything."""
        if not total.things:
            return None
        lines = [self._line(each) for each in total.things[:MOST]]
        language = self._sentences.language
        together = [self.tr("Together they say more.")] if total.together else []
        together += [in_language(each.why, language) for each in total.together]
        more = len(total.things) - MOST
        return TotalPane(
            self._summary(total),
            tuple(lines),
            self._more(more) if more > 0 else "",
            " ".join(together),
        )

    def _more(self, count: int) -> str:
        one = self.tr("1 more is in the history.")
        return one if count == 1 else self.tr("{count} more are in the history.").format(count=count)

    def _summary(self, total: ShopTotal) -> str:
        count, there = len(total.things), sum(each.knows <= Knows.MAY_HAVE for each in total.things)
        sent = self.tr("It was sent 1 thing.") if count == 1 else self.tr("It was sent {count} things.")
        if there == count:
            has = self.tr("It may still have that.") if count == 1 else self.tr("It may still have all of them.")
        else:
            has = self.tr("It may still have {there}.") if there else self.tr("As far as we know, nothing is left.")
        return f"{sent} {has}".format(count=count, there=there)

    def _line(self, thing: KnownThing) -> TotalLine:
        said = [self.tr("For somebody else.")] * thing.about_other + [self._state(thing)]
        if thing.times > 1:
            said.append(self.tr("Sent {count} times.").format(count=thing.times))
        return TotalLine(
            thing.precision,
            self._shops.label(thing.key),
            self._sentences.say("precisions", thing.precision.word),
            " ".join(said),
        )

    def _state(self, thing: KnownThing) -> str:
        date = self._sentences.date(thing.since)
        match thing.knows:
            case Knows.HAS:
                return self.tr("It has this now.")
            case Knows.MAY_HAVE:
                return self.tr("It may still have this.")
            case Knows.DENIES:
                return self._sentences.say("states", "denied")
            case Knows.OVER:
                return self.tr("Ended by itself on {date}.").format(date=date)
            case Knows.DELETED:
                return self.tr("Deleted, says the shop.")
