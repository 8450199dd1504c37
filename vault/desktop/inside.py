"""All that belongs to the open vault in the window: rail and pages, what can be taken back, keys, and the focus ring.

Apart from the window, because none of it is needed for the picture before a locked vault.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from vault.desktop.care_foot import CareFoot
from vault.desktop.help_way import HelpWay
from vault.desktop.open_pages import OpenPages
from vault.desktop.pages import FACTORIES, UNDER
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.passing_time import PassingTime
from vault.desktop.undo_offer import UndoOffer
from vault.desktop.vault_care import VaultCare
from vault.desktop.window_drop import WindowDrop
from vault.desktop.window_frame import WindowFrame

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from vault.desktop.lock_reasons import Locker
    from vault.desktop.pages import Page
    from vault.desktop.preference_state import Deleted
    from vault.desktop.window import Window


_HEAVY = "your_data"
"""The page that takes as long to make as to show; both in one turn of the event loop would be felt."""
_AHEAD_MS = 500
"""When it is made, after the vault is open and up to the moment: nobody is there sooner."""
_TIDY_MS = 300
"""After a page was shown: what was freed for it, and the pages of the database that were decrypted, wait for nobody."""


class Inside:
    """``listen`` hears what a page's presenter asks of the window; ``make_locker`` makes what locks by itself."""

    def __init__(self, window: Window, listen: Callable[[Any], None], make_locker: Callable[[], Locker] | None) -> None:
        world, self._window = window.world, window
        self.frame = WindowFrame(world.theme, world.icons)
        self.frame.rail.lock_asked.connect(window.lock)
        self.pages = OpenPages(self.frame, self._make_page, listen)
        self.help = HelpWay(window, self.frame, self.pages)
        self.undo = UndoOffer(world.tasks, self.frame.undo_bar, window)
        self.time = PassingTime(world.tasks, world.clock, window)
        self.care = VaultCare(world.tasks, lambda: window.world.sentences, window)
        self.time.passed.connect(self.care.soon)
        self._ahead = QTimer(window)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._make_heavy)
        self.time.begun.connect(lambda: self._ahead.start(_AHEAD_MS))
        self._tidy = QTimer(window)
        self._tidy.setSingleShot(True)
        self._tidy.timeout.connect(self._give_back)
        self.care.backed_up.connect(self._show_backups)
        self.foot = CareFoot(self.care, window)
        self.locker = None if make_locker is None else make_locker()
        if self.locker is not None:
            self.locker.lock_wanted.connect(window.lock)
            self.locker.rules_taken.connect(lambda rules: self.frame.rail.set_lock_after(rules.after_minutes))
        self._ring = FocusRing(world.theme, window)
        self._drop = WindowDrop(window, lambda: window.is_open)
        self._drop.link_dropped.connect(window.open_link)
        self._drop.file_dropped.connect(self.review_file)
        for number, page_id in enumerate((each for each in FACTORIES if each not in UNDER), start=1):
            QShortcut(
                QKeySequence(f"Ctrl+{number}"),
                window,
                lambda page_id=page_id: window.show_page(self.pages.meant(page_id)),
            )
        QShortcut(QKeySequence("Ctrl+K"), window, lambda: window.show_page("card"))
        QShortcut(QKeySequence("Ctrl+L"), window, window.lock)
        QShortcut(QKeySequence.StandardKey.Find, window, self.frame.search)
        QShortcut(QKeySequence("F6"), window, self.frame.next_area)

    def _make_heavy(self) -> None:
        if self._window.is_open and _HEAVY not in self.pages:
            getattr(self.pages.page(_HEAVY).view, "show_in_parts", lambda: None)()

    def tidy_soon(self) -> None:
        """A page is shown: once it has what it asked for, its memory is put in order."""
        self._tidy.start(_TIDY_MS)

    def _give_back(self) -> None:
        """Where the vault fails at this, nothing was asked of it that anybody waits for: the next reading tells."""
        from vault.customer.history import give_back

        if self._window.is_open:
            self._window.world.tasks.vault(give_back, lambda _: None, lambda _: None, owner=self._window)

    def _make_page(self, page_id: str, around: QWidget) -> Page:
        return FACTORIES[page_id](self._window.world, around)

    def listen(self, presenter: Any) -> None:
        """What a page asks of the others."""
        for name, take in (
            ("receipt_wanted", self.show_receipt),
            ("add_wanted", self.add_preference),
            ("sizes_wanted", self.start_with_sizes),
            ("shop_wanted", self.show_shop),
            ("matrix_wanted", self.show_matrix),
            ("request_wanted", self.show_request),
            ("answered", self.answered),
            ("copy_wanted", self.copy),
            ("removed", self.undo.offer_removed),
            ("links_settled", self.frame.links_settled),
            ("size_help_wanted", self.show_sizes),
            ("letter_wanted", self.write_letter),
            ("review_wanted", self.review_file),
            ("help_left", self.help.back),
        ):
            signal = getattr(presenter, name, None)
            if signal is not None:
                signal.connect(take)

    def show_shop(self, host: str) -> None:
        """Show this shop."""
        self._window.show_page("shops")
        self.pages.page("shops").presenter.select(host)

    def show_matrix(self) -> None:
        """Show who holds what."""
        self._window.show_page("shops")
        self.pages.page("shops").presenter.matrix.show()

    def show_request(self, nonce: str) -> None:
        """Show a request that waits."""
        self._window.show_page("requests")
        self.pages.page("requests").presenter.open_request(nonce)

    def answered(self, nonce: str) -> None:
        """A request got its answer on another page than its own."""
        if "requests" in self.pages:
            self.pages.page("requests").presenter.drop_request(nonce)
        self.time.look()  # there is one less that waits

    def start_with_sizes(self) -> None:
        """Begin a new vault with the sizes."""
        self._window.show_page("preferences")
        self.pages.page("preferences").presenter.start_with_sizes()

    def show_sizes(self, key: str) -> None:
        """Show the size table of this preference."""
        self._window.show_page("sizes")
        self.pages.page("sizes").presenter.choose_for(key)

    def write_letter(self, host: str, ready: bool) -> None:
        """Write to this shop; ``ready``: what is due after a stop without an answer."""
        self._window.show_page("letters")
        self.pages.page("letters").presenter.write_to(host, ready=ready)

    def review_file(self, path: Path) -> None:
        """Show what this file of a shop suggests."""
        self._window.show_page("import_review")
        self.pages.page("import_review").presenter.open(path)

    def copy(self, text: str, sealed: bool) -> None:
        """Put this on the clipboard: for a moment if it is sealed, else until the vault locks."""
        if self.locker is not None:
            self.locker.clipboard.put(text, lasting=not sealed)

    def show_receipt(self, seq: int) -> None:
        """Show the receipt that a shop's page asks for."""
        self._window.show_page("activity")
        self.pages.page("activity").presenter.open_receipt(seq)

    def _show_backups(self) -> None:
        """A page that counts them has one more, or says when the newest was made."""
        if "overview" in self.pages:
            self.pages.page("overview").presenter.start()
        if "your_data" in self.pages:
            self.pages.page("your_data").presenter.backups.start()

    def add_preference(self, key: str) -> None:
        """Begin with a value for this preference."""
        self._window.show_page("preferences")
        self.pages.page("preferences").presenter.pick(key)

    def offer_undo_delete(self, deleted: Deleted) -> None:
        """For a moment a deleted preference can be brought back, or its shops stopped."""
        presenter = self.pages.page("preferences").presenter
        self.undo.offer_delete(
            deleted, lambda: presenter.undo_delete(deleted), lambda: presenter.stop_sharing(deleted.kept.entry.key)
        )
