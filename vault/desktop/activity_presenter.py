"""The activity page's logic: what is shown of the history, the receipt that is open, and the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.checking import Checked, start_checking
from vault.customer.history import count_history, give_back, history_mark, walk_history
from vault.customer.holdings import view_shops
from vault.customer.shop_detail import ShareReceipt, stop_receipt, view_receipt
from vault.customer.stopping import UNDO_SECONDS
from vault.desktop.activity_receipt_words import ReceiptWords
from vault.desktop.activity_search import Happened
from vault.desktop.activity_state import ActivityState, CheckState, DayLine, EventLine, Segment
from vault.desktop.activity_words import ActivityWords, words_pass
from vault.desktop.receipt_saving import ReceiptSaving
from vault.desktop.shops_words import ShopsWords

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.tasks import Tasks


SEEN = 5
"""Rows that any window shows without scrolling: a share among them is opened first, for its receipt."""
ROWS = 160
"""Shown at first, and more whenever one comes to the last of them."""


@dataclass(frozen=True)
class _Whole:
    """A check, and how many entries the history had then."""

    checked: Checked
    entries: int


class ActivityPresenter(QObject):
    """Emits an :class:`ActivityState` for each change; ``stopped`` carries a tuple for the window's undo bar, and
    ``navigate`` the id of another page."""

    changed = Signal(object)
    stopped = Signal(object)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, clock: Clock) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue, self._clock = tasks, sentences, catalogue, clock
        shops = ShopsWords(sentences, catalogue)
        self._words = ActivityWords(sentences, shops)
        self._receipts = ReceiptWords(sentences, catalogue, shops)
        self.saving = ReceiptSaving(tasks, sentences, catalogue, self)
        self.saving.changed.connect(self._show)
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self.changed.emit(ActivityState())

    def _reset(self) -> None:
        self._happened: Happened | None = None
        self._receipt: ShareReceipt | None = None
        self._rows: tuple[DayLine | EventLine, ...] = ()
        self._most, self._more = ROWS, False
        self._segment, self._search = Segment.ALL, ""
        self._open: int | None = None
        self._into = self._from_shop = False
        self._check: CheckState | None = None
        self._failed = ""
        self.saving.forget()

    def start(self) -> None:
        """Read the history, and again each time the page is shown. The first time the vault is checked too."""
        known = self._happened
        self._tasks.vault(lambda session: self._read(session, known), self._take, self._fail, owner=self)
        if self._check is None:
            self.check()

    def choose_segment(self, segment: str) -> None:
        """Show only rows of this kind."""
        self._segment, self._most = Segment(segment), ROWS
        self._filter()

    def search(self, text: str) -> None:
        """Show only rows that have every word of ``text``."""
        self._search, self._most = text, ROWS
        self._filter()

    def show_more(self) -> None:
        """Show older rows too."""
        if self._more:
            self._most += ROWS
            self._filter()

    def open_event(self, seq: int) -> None:
        """Choose a row and go into it, also where there is room for one thing only."""
        self._into = True
        self.choose(seq)

    def open_receipt(self, seq: int) -> None:
        """Show the receipt that a shop's page asked for; :meth:`leave` goes back there."""
        self.open_event(seq)
        self._from_shop = True
        self._show()

    def leave(self) -> None:
        """Back to the shop whose receipt this is, if it was opened there, or else to the list."""
        from_shop, self._from_shop = self._from_shop, False
        self._into = False
        self._show()
        if from_shop:
            self.navigate.emit("shops")

    def choose(self, seq: int) -> None:
        """Show what this row tells of; of a share that is its receipt. A row that the filter hides is brought back."""
        if seq != self._open:
            self._open, self._receipt = seq, None
            self._from_shop = False
            self.saving.forget()
        if self._happened is None:
            return  # asked for before the history is read; that opens it
        if not self._open_stands():
            self._segment, self._search = Segment.ALL, ""
            self._most = max(self._most, (self._happened.place(seq) or 0) + ROWS)
            self._pick_rows()
        event = self._event()
        if event is not None and event.is_share:
            self._read_receipt(seq)
        self._show()

    def stop(self) -> None:
        """Stop what the shop still holds of the share whose receipt is open."""
        receipt = self._receipt
        if receipt is not None:
            self._tasks.vault(
                lambda session: stop_receipt(session, receipt, undo_seconds=UNDO_SECONDS),
                self._stopped,
                self._fail,
                owner=self,
            )

    def save(self, path: Path) -> None:
        """Write the open receipt as the shop signed it to a new file."""
        if self._receipt is not None:
            self.saving.save(self._receipt, path)

    def check(self) -> None:
        """Look again whether the history, and the vault around it, is whole."""
        if self._check is not None and self._check.busy:
            return
        self._check = CheckState(self.tr("Checking your history"), self.tr("This takes a moment"), busy=True)
        self._show()
        self._tasks.vault(_begin_check, self._check_beside, self._check_failed, owner=self)

    def _check_beside(self, run: Callable[[], _Whole]) -> None:
        """The vault goes on meanwhile."""
        self._tasks.outside(run, self._checked, self._check_failed, owner=self)

    def _read(self, session: Session, known: Happened | None) -> Happened:
        """On the vault's thread: thousands of sentences take longer than a frame, and are made only if they differ."""
        shops, now = view_shops(session), self._clock.now()
        mark = None if words_pass(shops) else (history_mark(session), f"{now.astimezone():%Y-%m-%d %z}")
        if known is not None and mark is not None and known.mark == mark:
            return known
        happened = Happened(self._words.lines(walk_history(session), shops, now), mark)
        give_back(session)
        return happened

    def _take(self, happened: Happened) -> None:
        first = self._happened is None
        self._happened, self._failed = happened, ""
        if first and self._open is not None:
            self._pick_rows()
            self.choose(self._open)  # asked for before anything was read
            return
        event = self._event()
        if event is not None and event.is_share:
            self._read_receipt(event.seq)
        self._filter()

    def _read_receipt(self, seq: int) -> None:
        self._tasks.vault(lambda session: view_receipt(session, seq), self._take_receipt, self._fail, owner=self)

    def _take_receipt(self, receipt: ShareReceipt | None) -> None:
        if receipt is not None and receipt.seq == self._open:
            self._receipt = receipt
            self._show()

    def _stopped(self, stopped: tuple[Stopped, ...]) -> None:
        if stopped:
            self.stopped.emit(stopped)
        self.start()

    def _checked(self, found: _Whole) -> None:
        if found.checked.whole:
            words = (
                self.tr("1 entry, checked {time}") if found.entries == 1 else self.tr("{count} entries, checked {time}")
            )
            more = words.format(count=found.entries, time=f"{self._clock.now().astimezone():%H:%M}")
            self._check = CheckState(self.tr("History intact"), more)
        else:
            wrong = self.tr("Not so: {what}")
            lines = [self._sentences.say("checks", line.code) for line in found.checked.lines if not line.whole]
            more = " ".join([*(wrong.format(what=f"{line}.") for line in lines), self.tr("Put a backup back.")])
            self._check = CheckState(self.tr("Your vault is damaged"), more, whole=False)
        self._show()

    def _check_failed(self, problem: VaultError) -> None:
        more = self._sentences.error(problem)
        self._check = CheckState(self.tr("Your vault could not be checked"), more, whole=False)
        self._show()

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _event(self) -> EventLine | None:
        place = self._happened.place(self._open) if self._happened is not None else None
        return self._happened.event(place) if self._happened is not None and place is not None else None

    def _filter(self) -> None:
        self._pick_rows()
        seen = list(islice((row for row in self._rows if isinstance(row, EventLine)), SEEN))
        if seen and not self._open_stands():  # what is told beside the list is one of its rows
            self.choose(next((row for row in seen if row.is_share), seen[0]).seq)
        else:
            self._show()

    def _open_stands(self) -> bool:
        """Whether the row that is told of is among those that are shown."""
        return any(isinstance(row, EventLine) and row.seq == self._open for row in self._rows)

    def _pick_rows(self) -> None:
        """No more than somebody may scroll through: of years of history, all would take seconds to lay out."""
        matching = () if self._happened is None else self._happened.matching(self._search, self._segment)
        found = list(islice(matching, self._most + 1))
        self._more = len(found) > self._most
        rows = _by_day(found[: self._most])
        if rows != self._rows:
            self._rows = rows

    def _show(self) -> None:
        if self._happened is None and not self._failed:
            return  # nothing is read yet
        event = self._event() if self._open_stands() else None
        receipt = None
        if event is not None and self._receipt is not None:
            receipt = self._receipts.state(self._receipt, self.saving.said, self.saving.failed)
        empty = "" if self._rows else self.tr("Nothing here matches.")
        self.changed.emit(
            ActivityState(
                self._rows,
                self._segment,
                self._search,
                event,
                receipt,
                self._into,
                self._check,
                empty,
                self._failed,
                self._from_shop,
                self._more,
            )
        )


def _begin_check(session: Session) -> Callable[[], _Whole]:
    checking, entries = start_checking(session), count_history(session)
    return lambda: _Whole(checking.run(), entries)


def _by_day(events: Sequence[EventLine]) -> tuple[DayLine | EventLine, ...]:
    rows: list[DayLine | EventLine] = []
    day = ""
    for event in events:
        if event.day != day:
            day = event.day
            rows.append(DayLine(day))
        rows.append(event)
    return tuple(rows)
