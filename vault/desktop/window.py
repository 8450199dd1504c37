"""The window: the gate while the vault is locked, and behind it the rail and one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.desktop import pages
from vault.desktop.pages import Page, World
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.rail import Rail, RailPage
from vault.desktop.undo_bar import UndoBar

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.ending import Ended
    from vault.customer.outcomes import Delivered
    from vault.customer.session import Session
    from vault.customer.stopping import Stopped
    from vault.desktop.post import Post

WIDE = 1080
"""Pixels from which the rail has words."""
_FACTORIES: Mapping[str, Callable[[World], Page]] = {
    "requests": pages.requests_page,
    "preferences": pages.preferences_page,
    "shops": pages.shops_page,
    "activity": pages.activity_page,
    "your_data": pages.your_data_page,
}


Gate = Callable[[str, Callable[[], None]], QWidget]
"""Makes the view before a locked vault from the reason that it is locked; calls back once it is open."""


class Window(QWidget):
    """The whole window. ``closed`` says that the program may end."""

    closed = Signal()

    def __init__(self, world: World, gate: Gate) -> None:
        super().__init__()
        self.world, self._gate = world, gate
        self._pages: dict[str, Page] = {}
        self._links: list[str] = []
        self._open = False
        self._current = "preferences"
        self._undoing: tuple[Callable[[], None], QTimer] | None = None
        self.setWindowTitle("Preference Vault")
        self.setMinimumSize(880, 600)
        self.resize(1180, 780)
        self._rail = Rail(world.theme, world.icons, self._rail_pages())
        self._rail.chosen.connect(self.show_page)
        self._rail.lock_asked.connect(self.lock)
        self._undo_bar = UndoBar(world.theme)
        self._undo_bar.undone.connect(self._undo)
        self._stack = QStackedWidget()
        self._outer = QStackedWidget()
        self._build()
        self._shortcuts()
        self._ring = FocusRing(world.theme, self)
        self.show_gate("")

    @cached_property
    def _post(self) -> Post:
        """Nothing is sent before the vault is open, so the network is not loaded before that either."""
        from vault.desktop.post import Post

        made = Post(self.world.tasks, self.world.fetcher, self.world.clock)
        made.delivered.connect(self._delivered)
        return made

    def _rail_pages(self) -> tuple[RailPage, ...]:
        return (
            RailPage("requests", "tray", self.tr("Requests")),
            RailPage("preferences", "sliders-horizontal", self.tr("Preferences")),
            RailPage("shops", "storefront", self.tr("Shops")),
            RailPage("activity", "clock-counter-clockwise", self.tr("Activity")),
            RailPage("your_data", "export", self.tr("Your data")),
        )

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(32, 0, 32, 0)
        right.addLayout(self._foot)
        right.addWidget(self._undo_bar)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self._inside = inside
        self._outer.addWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._outer)

    def _shortcuts(self) -> None:
        for number, page_id in enumerate(_FACTORIES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda page_id=page_id: self.show_page(page_id))
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search)
        QShortcut(QKeySequence("F6"), self, self._next_area)

    def show_gate(self, reason: str) -> None:
        """Stand before the locked vault. ``reason`` is a word of the unlock page, such as ``locked``."""
        view = self._gate(reason, self.enter)
        old = self._outer.widget(1)
        self._outer.addWidget(view)
        self._outer.setCurrentWidget(view)
        if old is not None:
            self._outer.removeWidget(old)
            old.deleteLater()

    def enter(self) -> None:
        """The vault is open: bring what is over to its end, send what waits, and show a page."""
        from vault.customer.ending import end_what_is_over

        self._open = True
        self.world.tasks.vault(end_what_is_over, self._entered, self._failed, owner=self)

    def _entered(self, _: Ended) -> None:
        self._outer.setCurrentWidget(self._inside)
        self.show_page(self._current)
        self._post.deliver()
        links, self._links = self._links, []
        for link in links:
            self.open_link(link)

    def _failed(self, problem: VaultError) -> None:
        self._lock_now(problem.code)

    def open_link(self, link: str) -> None:
        """A shop's link, from the browser or pasted. While the vault is locked it waits."""
        self.raise_()
        self.activateWindow()
        if not self._open:
            self._links = [*self._links[-4:], link]
            return
        self.show_page("requests")
        self._page("requests").presenter.open_link(link)

    def show_page(self, page_id: str) -> None:
        """Show a page, and read the vault anew for it."""
        if not self._open:
            return
        self._current = page_id
        page = self._page(page_id)
        self._stack.setCurrentWidget(page.view)
        self._rail.set_chosen(page_id)
        self._fit_rail()
        page.presenter.start()

    def presenter(self, page_id: str) -> Any:
        """The presenter of a page, made if it is not there yet."""
        return self._page(page_id).presenter

    def _page(self, page_id: str) -> Page:
        if page_id not in self._pages:
            page = _FACTORIES[page_id](self.world)
            self._pages[page_id] = page
            self._stack.addWidget(page.view)
            self._listen(page.presenter)
        return self._pages[page_id]

    def _listen(self, presenter: Any) -> None:
        """The few things that a page asks of the window."""
        for name, take in (
            ("stopped", self._offer_undo_stop),
            ("deleted", self._offer_undo_delete),
            ("navigate", self.show_page),
            ("receipt_wanted", self._show_receipt),
            ("add_wanted", self._add_preference),
            ("waiting", lambda count: self._rail.set_count("requests", count)),
            ("shared", lambda _: self._post.deliver()),
        ):
            signal = getattr(presenter, name, None)
            if signal is not None:
                signal.connect(take)

    def _show_receipt(self, seq: int) -> None:
        self.show_page("activity")
        self._page("activity").presenter.open_event(seq)

    def _add_preference(self, key: str) -> None:
        self.show_page("preferences")
        self._page("preferences").presenter.pick(key)

    def _offer_undo_stop(self, stopped: tuple[Stopped, ...]) -> None:
        hosts = ", ".join(dict.fromkeys(each.host for each in stopped))
        if not all(each.letters for each in stopped):
            # What may or may not have arrived, or never left, cannot be given back.
            self._post.deliver()
            return
        text = self.tr("You stopped sharing with {hosts}. We tell the shop in 10 seconds.").format(hosts=hosts)

        def take_back(session: Session) -> None:
            from vault.customer.stopping import undo

            for each in stopped:
                undo(session, each)

        self._offer(text, lambda: self.world.tasks.vault(take_back, self._undone, self._failed, owner=self))

    def _offer_undo_delete(self, deleted: Any) -> None:
        presenter = self._page("preferences").presenter
        self._offer(self.tr("Deleted from your vault."), lambda: presenter.undo_delete(deleted))

    def _offer(self, text: str, take_back: Callable[[], None]) -> None:
        from vault.customer.stopping import UNDO_SECONDS

        if self._undoing is not None:
            self._undoing[1].stop()
        over = QTimer(self)
        over.setSingleShot(True)
        over.timeout.connect(self._undo_over)
        over.start(UNDO_SECONDS * 1000)
        self._undoing = (take_back, over)
        self._undo_bar.offer(text)

    def _undo(self) -> None:
        if self._undoing is not None:
            take_back, over = self._undoing
            over.stop()
            self._undoing = None
            self._undo_bar.hide()
            take_back()

    def _undone(self, _: None) -> None:
        self._refresh()

    def _undo_over(self) -> None:
        self._undoing = None
        self._undo_bar.hide()
        self._post.deliver()

    def _delivered(self, outcome: Delivered) -> None:
        """The request page knows the way back to the shop; the page that is shown may say something new."""
        if "requests" in self._pages:
            self._pages["requests"].presenter.take_delivered(outcome)
        self._refresh()

    def _refresh(self) -> None:
        if self._open:
            self._page(self._current).presenter.start()

    def _search(self) -> None:
        focus = getattr(self._page(self._current).view, "focus_search", None) if self._open else None
        if focus is not None:
            focus()

    def _next_area(self) -> None:
        """From the rail into the page, from the page to the rail."""
        if not self._open:
            return
        focused = self.focusWidget()
        if focused is None or not self._rail.isAncestorOf(focused):
            self._rail.take_focus()
            return
        page = self._page(self._current).view
        first = next((each for each in _in_tab_order(page) if _takes_tab(each)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self, question: QWidget) -> None:
        """Put a question at the foot of every page, until it is deleted."""
        self._foot.addWidget(question)
        question.show()

    def lock(self) -> None:
        """Send pending stops, close the vault, and stand before it."""
        if self._open:
            self._undo_bar.hide()
            self._post.flush(lambda: self._lock_now("locked"))

    def _lock_now(self, reason: str) -> None:
        self._open = False
        self._undoing = None
        self._post.forget()
        for page in self._pages.values():
            page.presenter.forget()
        self.world.tasks.lock(lambda _: self.show_gate(reason), owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing ends the undo time too; the window goes at once and the program when the stops are sent."""
        event.accept()
        if self._open:
            self._open = False
            self._post.flush(self.closed.emit)
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        self._rail.set_narrow(self.width() < WIDE or self._current == "requests")


def _in_tab_order(area: QWidget) -> Iterator[QWidget]:
    """Every widget inside ``area``, as Tab goes through them."""
    each = area.nextInFocusChain()
    while each is not None and each is not area:
        if area.isAncestorOf(each):
            yield each
        each = each.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
