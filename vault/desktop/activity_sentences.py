"""The two lines of each history entry, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from vault.core.clock import from_text
from vault.core.consent import ItemEvent, ItemState
from vault.core.sentences import Sentences
from vault.customer.feedback import Says
from vault.customer.gift import OTHER
from vault.customer.history import HistoryEntry
from vault.customer.holdings import ShopView
from vault.desktop.shops_told import PassedOnWords, passed_on_in
from vault.desktop.shops_words import ShopsWords

MOST_NAMES = 3
"""Names in one line; the rest are counted. The panel beside the list has them all."""

Lines = tuple[str, str]


class EventTeller(QObject):
    """Tells a history oldest first, and remembers what it told: a change needs to know what was there before."""

    def __init__(self, sentences: Sentences, words: ShopsWords, shops: Sequence[ShopView], now: datetime) -> None:
        super().__init__()
        self._sentences, self._words, self._now = sentences, words, now
        self._passed_on = PassedOnWords()
        self._waiting = {
            item.jti: shop.next_try for shop in shops for item in shop.items if item.state is ItemState.STOPPING
        }
        self._stopped_at: dict[str, datetime] = {}
        self._kept: set[str] = set()
        self._shares: dict[int, int] = {}
        self._telling: Mapping[str, Callable[[HistoryEntry, Sequence[str]], Lines]] = {
            "asked": self._asked,
            "refused": self._refused,
            "request_ended": self._request_ended,
            "preference_set": self._set,
            "preference_removed": self._removed,
            "exported": self._exported,
            "imported": self._imported,
            "merged": self._merged,
            "vault_created": self._plain,
            "backup_saved": self._plain,
            "restored": self._plain,
            "salvaged": self._plain,
            "change_accepted": self._plain,
            "states_mended": self._plain,
            "passphrase_changed": self._plain,
            "passphrase_recovered": self._plain,
            "recovery_made": self._plain,
            "recovery_removed": self._plain,
            "quick_unlock_on": self._plain,
            "quick_unlock_off": self._plain,
            "key_renewed": self._plain,
            "people_changed": self._plain,
            "wishes_changed": self._plain,
            "letter_made": self._letter,
            "letter_sent": self._letter,
            "letter_answered": self._letter,
            "suggestions_answered": self._plain,
            ItemEvent.SHARED: self._shared,
            ItemEvent.DELIVERED: self._delivered,
            ItemEvent.NOT_DELIVERED: self._not_delivered,
            ItemEvent.UNCERTAIN: self._uncertain,
            ItemEvent.DENIED: self._denied,
            ItemEvent.STOPPED: self._stopped,
            ItemEvent.STOP_UNDONE: self._stop_undone,
            ItemEvent.TOLD: self._told,
            ItemEvent.ERASED: self._erased,
            ItemEvent.GAVE_UP: self._gave_up,
            ItemEvent.OVERDUE: self._overdue,
            ItemEvent.EXPIRED: self._expired,
            ItemEvent.REFRESHED: self._refreshed,
            ItemEvent.SUPERSEDED: self._superseded,
            ItemEvent.STOPPED_THERE: self._stopped_there,
            ItemEvent.UNREAD: self._unread,
            "held_asked": self._held_asked,
            "feedback_given": self._feedback,
        }

    def tell(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        """Title and second line of ``entry``, which concerns the preferences called ``names``."""
        telling = self._telling.get(entry.kind)
        return telling(entry, names) if telling is not None else (self._sentences.say("events", "unknown"), "")

    def _shared(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        title = (
            self.tr("You shared 1 preference with {host}")
            if len(names) == 1
            else self.tr("You shared {count} preferences with {host}")
        )
        receipt = self.tr("Receipt {number}").format(number=self._number(entry))
        until = _moment(entry.facts.get("until"))
        if entry.facts.get("subject") == OTHER:
            end = self.tr("For somebody else, for this visit only.")
        elif entry.facts.get("visit") is True or until is None:
            end = self.tr("For this visit only.")
        else:
            end = self.tr("Until {date}.").format(date=self._sentences.date(until))
        return title.format(count=len(names), host=entry.host), f"{end} {receipt}"

    def _number(self, entry: HistoryEntry) -> str:
        year = entry.at.year
        self._shares[year] = self._shares.get(year, 0) + 1
        return f"{year}-{self._shares[year]:04}"

    def _asked(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        title = (
            self.tr("{host} asked to see 1 preference")
            if len(names) == 1
            else self.tr("{host} asked to see {count} preferences")
        )
        return title.format(count=len(names), host=entry.host), self._list(names)

    def _refused(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        never = entry.facts.get("never_ask") is True
        more = self.tr("The shop may not ask again.") if never else self.tr("The shop only hears “no”.")
        return self.tr("You shared nothing with {host}").format(host=entry.host), more

    def _request_ended(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        title = self.tr("The question of {host} ended").format(host=entry.host)
        return title, self.tr("You did not answer it. Nothing was shared.")

    def _delivered(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("{host} received what you shared").format(host=entry.host), self._list(names)

    def _not_delivered(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("{host} never received what you shared").format(host=entry.host), self._list(names)

    def _uncertain(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        title = self.tr("{host} did not confirm what you shared").format(host=entry.host)
        return title, self.tr("It may have it. You can stop it on the page of the shop.")

    def _denied(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("{host} says it has nothing of you").format(host=entry.host), self._list(names)

    def _stopped(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        """While the shop does not know it yet, that is said; later rows tell the rest."""
        jtis = _jtis(entry)
        self._stopped_at.update(dict.fromkeys(jtis, entry.at))
        title = (
            self.tr("You stopped sharing {item} with {host}").format(item=names[0], host=entry.host)
            if len(names) == 1
            else self.tr("You stopped sharing {count} preferences with {host}").format(
                count=len(names), host=entry.host
            )
        )
        waiting = [jti for jti in jtis if jti in self._waiting]
        if not waiting:
            return title, self._list(names) if len(names) > 1 else ""
        next_try = self._waiting[waiting[0]]
        if next_try is None or next_try <= self._now:
            return title, self.tr("Shop not reached yet")
        again = self._words.moment(next_try, self._now)
        return title, self.tr("Shop not reached yet. Trying again {moment}").format(moment=again)

    def _stop_undone(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        title = self.tr("You share with {host} again").format(host=entry.host)
        return title, self.tr("You took a stop back: {names}").format(names=self._list(names))

    def _told(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("{host} knows that you stopped").format(host=entry.host), self._list(names)

    def _erased(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        title = self.tr("{host} said it deleted this").format(host=entry.host)
        passed_on = passed_on_in(entry)
        more = self._erased_after(entry, names)
        return title, f"{more}. {self._passed_on.sentence(passed_on)}" if passed_on is not None else more

    def _erased_after(self, entry: HistoryEntry, names: Sequence[str]) -> str:
        stopped = [self._stopped_at[jti] for jti in _jtis(entry) if jti in self._stopped_at]
        if not stopped:
            return self._list(names)
        days = (entry.at.astimezone().date() - min(stopped).astimezone().date()).days
        after = {0: self.tr("on the day you stopped"), 1: self.tr("1 day after you stopped")}.get(days)
        after = after or self.tr("{days} days after you stopped").format(days=days)
        return self.tr("{names}, {after}").format(names=self._list(names), after=after)

    def _gave_up(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        title = self.tr("{host} could not be told to stop").format(host=entry.host)
        return title, self.tr("Use the code for this shop on its own page.")

    def _overdue(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        title = self.tr("{host} did not answer in time").format(host=entry.host)
        return title, self.tr("It did not say that it deleted: {names}").format(names=self._list(names))

    def _expired(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("Sharing with {host} ended by itself").format(host=entry.host), self._list(names)

    def _set(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        known = set(entry.keys) <= self._kept
        self._kept.update(entry.keys)
        title = self.tr("You changed {item}") if known else self.tr("You added {item}")
        return title.format(item=self._list(names)), self.tr("Kept on this computer only")

    def _removed(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        self._kept.difference_update(entry.keys)
        return self.tr("You removed {item}").format(item=self._list(names)), self.tr("From your vault only")

    def _exported(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        sealed = entry.facts.get("sealed") is True
        return self.tr("You took a copy of your data"), (
            self.tr("With sealed items. The file is not locked.")
            if sealed
            else self.tr("Without sealed items. The file is not locked.")
        )

    def _imported(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        return self.tr("You brought in your own copy"), self._history_of(entry)

    def _merged(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        """Of a history that was here already nothing came along."""
        return self.tr("You took in what a copy had more"), self._history_of(entry) if entry.facts.get(
            "entries"
        ) else ""

    def _history_of(self, entry: HistoryEntry) -> str:
        count = entry.facts.get("entries")
        one, several = self.tr("With its history of 1 entry"), self.tr("With its history of {count} entries")
        return (one if count == 1 else several.format(count=count)) if isinstance(count, int) else ""

    def _refreshed(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("You sent {host} a newer value").format(host=entry.host), self._list(names)

    def _superseded(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self.tr("{host} replaced the value from before").format(host=entry.host), self._list(names)

    def _stopped_there(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self._since(self.tr("Stopped at {host} itself, without your vault"), entry, names)

    def _unread(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        return self._since(self.tr("{host} deleted what it had not used for long"), entry, names)

    def _since(self, title: str, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        """The day is the one that the shop named; the vault learned of it later."""
        moment, more = _moment(entry.facts.get("since")), self._list(names)
        if moment is not None:
            more = self.tr("{names}. The shop says: on {date}.").format(names=more, date=self._sentences.date(moment))
        return title.format(host=entry.host), more

    def _held_asked(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        differs = bool(entry.facts.get("differences"))
        more = self.tr("Its answer differs from what your vault knows.") if differs else self.tr("Its answer fits.")
        if entry.facts.get("incidents"):
            more = " ".join((more, self.tr("It told of a leak.")))
        return self.tr("You asked {host} what it has").format(host=entry.host), more

    def _feedback(self, entry: HistoryEntry, names: Sequence[str]) -> Lines:
        titles: dict[str, str] = {
            Says.THANKS: self.tr("You told {host} that this helped"),
            Says.WRONG_FOR_ME: self.tr("You told {host} that this is not right"),
            Says.TOO_MUCH: self.tr("You told {host} that this is too much"),
        }
        title = titles.get(str(entry.facts.get("says")), self.tr("You told {host} what you think"))
        return title.format(host=entry.host), self._list(names)

    def _letter(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        """Which right, and which shop if the vault knows it."""
        right = self._sentences.texts["letter_kinds"].get(str(entry.facts.get("letter")))
        more = ", ".join(each for each in (right, entry.host) if each)
        return self._sentences.say("events", entry.kind), more

    def _plain(self, entry: HistoryEntry, _names: Sequence[str]) -> Lines:
        return self._sentences.say("events", entry.kind), ""

    def _list(self, names: Sequence[str]) -> str:
        if len(names) <= MOST_NAMES + 1:
            return ", ".join(names)
        shown = ", ".join(names[:MOST_NAMES])
        return self.tr("{names} and {count} more").format(names=shown, count=len(names) - MOST_NAMES)


def _jtis(entry: HistoryEntry) -> list[str]:
    items = entry.facts.get("items")
    return (
        [str(item["jti"]) for item in items if isinstance(item, dict) and "jti" in item]
        if isinstance(items, list)
        else []
    )


def _moment(text: object) -> datetime | None:
    """A history may come from another vault: what is no time is none."""
    try:
        return from_text(str(text))
    except ValueError:
        return None
