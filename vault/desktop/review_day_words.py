"""The words of review day, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.sentences import Sentences
from vault.desktop.overview_words import OverviewWords, small
from vault.desktop.review_day_state import Act, ReviewLine, ReviewSection

if TYPE_CHECKING:
    from vault.customer.confirming import OldValue
    from vault.customer.review_day import Ending, Erased, ReviewDay, Used

MOST_LINES = 8
"""Lines of a section; who looks at these sees the next ones then."""


class ReviewDayWords(QObject):
    """Sentences about what could be looked at. ``now`` is the moment at which they are shown."""

    def __init__(self, sentences: Sentences, overview: OverviewWords) -> None:
        super().__init__()
        self._sentences, self._overview = sentences, overview

    def sections(self, found: ReviewDay, now: datetime) -> tuple[ReviewSection, ...]:
        """Those that have something to say."""
        sections = (
            self._section(
                self.tr("Ends within 30 days"),
                self.tr("It stops by itself. You do not have to do anything."),
                [self._ending(each, now) for each in found.ending[:MOST_LINES]],
                len(found.ending),
            ),
            self._section(
                self.tr("A shop has it, and it is old"),
                self.tr("You did not look at these for a year or more."),
                [self._unconfirmed(each) for each in found.unconfirmed[:MOST_LINES]],
                len(found.unconfirmed),
            ),
            self._section(
                self.tr("What shops used"),
                self.tr("As the shop said when you asked it."),
                [self._used(each) for each in found.used[:MOST_LINES]],
                len(found.used),
            ),
            self._section(
                self.tr("Older than a year"),
                self.tr("No shop has these now."),
                [self._old(each) for each in found.old[:MOST_LINES]],
                len(found.old),
            ),
            self._section(
                self.tr("How fast shops deleted"),
                self.tr("Counted from when the shop heard that you stopped."),
                [self._erased(each) for each in found.erased[-MOST_LINES:]],
                len(found.erased),
            ),
        )
        return tuple(section for section in sections if section.lines)

    def confirmed(self, key: str) -> str:
        """What is said when a value is still right."""
        return self.tr("{name}: still right.").format(name=self._overview.shops.label(key))

    def _section(self, title: str, text: str, lines: Sequence[ReviewLine], count: int) -> ReviewSection:
        rest = count - len(lines)
        more = self._overview.counted(rest, self.tr("And 1 more."), self.tr("And {count} more.")) if rest else ""
        return ReviewSection(title, text, tuple(lines), more)

    def _ending(self, each: Ending, now: datetime) -> ReviewLine:
        return self._of_shop(each.host, self._overview.ends_on(each.until, now))

    def _used(self, each: Used) -> ReviewLine:
        counts = self.tr("Shared {held}, used {used}.").format(held=each.held, used=each.used)
        asked = self.tr("You asked on {date}.").format(date=self._sentences.date(each.asked))
        return self._of_shop(each.host, f"{counts} {asked}")

    def _erased(self, each: Erased) -> ReviewLine:
        one, more = self.tr("Promised 1 day,"), self.tr("Promised {count} days,")
        promised = self._overview.counted(each.promised, one, more)
        one, more = self.tr("deleted within 1 day."), self.tr("deleted within {count} days.")
        took = self._overview.counted(each.took, one, more)
        return self._of_shop(each.host, f"{promised} {took}")

    def _of_shop(self, host: str, text: str) -> ReviewLine:
        name = self.tr("Look at {host}").format(host=host)
        return ReviewLine(host, host, host, text, Act.SHOP, self.tr("Look"), name)

    def _unconfirmed(self, each: OldValue) -> ReviewLine:
        key = each.kept.entry.key
        name = self._overview.shops.label(key)
        shops = self._overview.counted(len(each.hosts), self.tr("With 1 shop."), self.tr("With {count} shops."))
        right = self.tr("{name} is still right").format(name=name)
        return ReviewLine(key, "", name, f"{self._since(each)} {shops}", Act.RIGHT, self.tr("Still right"), right)

    def _old(self, each: OldValue) -> ReviewLine:
        key = each.kept.entry.key
        name = self._overview.shops.label(key)
        change = self.tr("Look at {name} and change it").format(name=small(name))
        return ReviewLine(key, "", name, self._since(each), Act.CHANGE, self.tr("Look"), change)

    def _since(self, each: OldValue) -> str:
        return self.tr("Last looked at in {month}.").format(month=self._overview.month(each.looked_at))
