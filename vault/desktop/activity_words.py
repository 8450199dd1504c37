"""The words of the activity page: each history entry as an icon and two lines. Of any thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from unicodedata import combining, normalize

from PySide6.QtCore import QDate, QLocale, QObject

from vault.core.consent import ItemEvent, ItemState
from vault.core.sentences import Sentences
from vault.customer.history import HistoryEntry
from vault.customer.holdings import ShopView
from vault.desktop.activity_sentences import EventTeller
from vault.desktop.activity_state import EventLine, Segment
from vault.desktop.shops_words import ShopsWords

_LOOKS = {
    "asked": ("tray", Segment.ALL),
    "request_ended": ("tray", Segment.ALL),
    "refused": ("hand-palm", Segment.REFUSED),
    "preference_set": ("pencil-simple", Segment.CHANGED),
    "preference_removed": ("trash", Segment.CHANGED),
    "exported": ("export", Segment.SECURITY),
    "imported": ("upload-simple", Segment.SECURITY),
    "merged": ("upload-simple", Segment.SECURITY),
    "vault_created": ("lock-key", Segment.SECURITY),
    "backup_saved": ("hard-drives", Segment.SECURITY),
    "restored": ("clock-counter-clockwise", Segment.SECURITY),
    "salvaged": ("warning", Segment.SECURITY),
    "change_accepted": ("warning", Segment.SECURITY),
    "states_mended": ("shield-check", Segment.SECURITY),
    "passphrase_changed": ("key", Segment.SECURITY),
    "passphrase_recovered": ("key", Segment.SECURITY),
    "recovery_made": ("key", Segment.SECURITY),
    "recovery_removed": ("key", Segment.SECURITY),
    "quick_unlock_on": ("desktop", Segment.SECURITY),
    "quick_unlock_off": ("desktop", Segment.SECURITY),
    "key_renewed": ("arrows-clockwise", Segment.SECURITY),
    "people_changed": ("pencil-simple", Segment.CHANGED),
    "wishes_changed": ("pencil-simple", Segment.CHANGED),
    "letter_made": ("file-text", Segment.ALL),
    "letter_sent": ("envelope-simple", Segment.ALL),
    "letter_answered": ("file-text", Segment.ALL),
    "suggestions_answered": ("upload-simple", Segment.CHANGED),
    ItemEvent.SHARED: ("arrow-up-right", Segment.SHARED),
    ItemEvent.DELIVERED: ("check-circle", Segment.SHARED),
    ItemEvent.NOT_DELIVERED: ("minus-circle", Segment.SHARED),
    ItemEvent.UNCERTAIN: ("hourglass-medium", Segment.SHARED),
    ItemEvent.DENIED: ("minus-circle", Segment.STOPPED),
    ItemEvent.STOPPED: ("prohibit", Segment.STOPPED),
    ItemEvent.STOP_UNDONE: ("clock-counter-clockwise", Segment.STOPPED),
    ItemEvent.TOLD: ("paper-plane-tilt", Segment.STOPPED),
    ItemEvent.ERASED: ("checks", Segment.STOPPED),
    ItemEvent.GAVE_UP: ("warning", Segment.STOPPED),
    ItemEvent.OVERDUE: ("file-text", Segment.STOPPED),
    ItemEvent.EXPIRED: ("hourglass-medium", Segment.STOPPED),
    ItemEvent.STOPPED_THERE: ("prohibit", Segment.STOPPED),
    ItemEvent.UNREAD: ("checks", Segment.STOPPED),
    ItemEvent.REFRESHED: ("arrows-clockwise", Segment.SHARED),
    ItemEvent.SUPERSEDED: ("arrows-clockwise", Segment.SHARED),
    "held_asked": ("file-text", Segment.SHARED),
    "feedback_given": ("arrow-up-right", Segment.SHARED),
}


def folded(text: str) -> str:
    """Without accents and case, so that "Café" is found by "cafe"."""
    if text.isascii():
        return text.lower()
    return "".join(letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))


def words_pass(shops: Iterable[ShopView]) -> bool:
    """Whether some rows may say something else soon, though nothing happens: when a shop is told again."""
    return any(item.state is ItemState.STOPPING for shop in shops for item in shop.items)


def _receipt_of(entry: HistoryEntry, shares: Sequence[HistoryEntry]) -> int | None:
    """The newest share before ``entry`` with this shop that had one of its preferences."""
    keys = set(entry.keys)
    found = (each.seq for each in reversed(shares) if each.host == entry.host and keys.intersection(each.keys))
    return next(found, None)


class ActivityWords(QObject):
    """Rows for a whole history at once: some lines say how long after another thing they happened."""

    def __init__(self, sentences: Sentences, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._shops = sentences, shops
        self._locale = QLocale(sentences.language)
        self._place = {key: place for place, key in enumerate(shops.catalogue.entries)}

    def lines(self, history: Iterable[HistoryEntry], shops: Sequence[ShopView], now: datetime) -> Iterator[EventLine]:
        """One for each entry, oldest first."""
        teller = EventTeller(self._sentences, self._shops, shops, now)
        days: dict[date, tuple[str, str]] = {}
        shares: list[HistoryEntry] = []
        for entry in history:
            local = entry.at.astimezone()
            on, at = local.date(), f"{local.hour:02}:{local.minute:02}"
            if on not in days:
                days[on] = self._day(QDate(on.year, on.month, on.day), now), self._sentences.date(entry.at)
            day, full = days[on]
            icon, segment = _LOOKS.get(entry.kind, ("question", Segment.ALL))
            names = tuple(self._shops.label(key) for key in sorted(entry.keys, key=self._place_of))
            title, more = teller.tell(entry, names)
            unsaid = (name for name in names if name not in title and name not in more)
            if entry.kind == ItemEvent.SHARED:
                shares.append(entry)
            yield EventLine(
                entry.seq,
                day,
                at,
                f"{full}, {at}",
                icon,
                title,
                more,
                segment,
                entry.host or "",
                names,
                entry.kind == ItemEvent.SHARED,
                folded(" ".join((title, more, *unsaid))),
                _receipt_of(entry, shares) if entry.kind == ItemEvent.ERASED else None,
            )

    def _place_of(self, key: str) -> int:
        """In the catalogue's order, so that the same share always reads the same; what it does not know is last."""
        return self._place.get(key, len(self._place))

    def _day(self, date: QDate, now: datetime) -> str:
        """``Today, 12 May``, ``Saturday 9 May``, and with the year if it is another one."""
        here = now.astimezone()
        today = QDate(here.year, here.month, here.day)
        if date == today:
            return self.tr("Today, {date}").format(date=self._locale.toString(date, "d MMMM"))
        if date == today.addDays(-1):
            return self.tr("Yesterday, {date}").format(date=self._locale.toString(date, "d MMMM"))
        text = self._locale.toString(date, "dddd d MMMM" if date.year() == today.year() else "dddd d MMMM yyyy")
        return text[:1].upper() + text[1:]
