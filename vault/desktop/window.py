"""The window: the gate while the vault is locked, and behind it the rail and one page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from vault.desktop import pages
from vault.desktop.pages import Page, World
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.passing_time import PassingTime
from vault.desktop.undo_offer import UndoOffer
from vault.desktop.window_frame import WindowFrame

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.outcomes import Delivered
    from vault.desktop.lock_reasons import Locker
    from vault.desktop.post import Post
    from vault.desktop.request_arrivals import Unfinished

_FACTORIES: Mapping[str, Callable[[World], Page]] = {
    "requests": pages.requests_page,
    "preferences": pages.preferences_page,
    "shops": pages.shops_page,
    "activity": pages.activity_page,
    "your_data": pages.your_data_page,
}


Gate = Callable[[str, Callable[[], None]], QWidget]
"""Makes the view before a locked vault from the reason that it is locked; calls back once it is open."""


class Window(QMainWindow):
    """The whole window. ``closing`` says that it takes no links any more, ``closed`` that the program may end."""

    closing = Signal()
    closed = Signal()

    def __init__(self, world: World, gate: Gate, locker: Locker | None = None) -> None:
        """Without a ``locker`` the vault never locks by itself."""
        super().__init__()
        self._locker = locker
        if locker is not None:
            locker.lock_wanted.connect(self.lock)
        self.world, self._gate = world, gate
        self._pages: dict[str, Page] = {}
        self._links: list[str] = []
        self._unfinished: Unfinished | None = None
        self._open = False
        self._current = "preferences"
        self._post: Post | None = None
        self.setWindowTitle("Preference Vault")
        self.setMinimumSize(880, 600)
        self.resize(1180, 780)
        self.frame = WindowFrame(world.theme, world.icons)
        self.frame.rail.chosen.connect(self.show_page)
        self.frame.rail.lock_asked.connect(self.lock)
        self._undo = UndoOffer(world.tasks, self.frame.undo_bar, self)
        self._undo.due.connect(self._deliver)
        self._undo.taken_back.connect(self._refresh)
        self._undo.failed.connect(self._failed)
        self._time = PassingTime(world.tasks, world.clock, self)
        self._time.passed.connect(self._time_passed)
        self._time.failed.connect(self._failed)
        self._outer = QStackedWidget()
        self._outer.addWidget(self.frame)
        self.setCentralWidget(self._outer)
        self._shortcuts()
        self._ring = FocusRing(world.theme, self)
        self.show_gate("")

    def _shortcuts(self) -> None:
        for number, page_id in enumerate(_FACTORIES, start=1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, lambda page_id=page_id: self.show_page(page_id))
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        QShortcut(QKeySequence.StandardKey.Find, self, self._search)
        QShortcut(QKeySequence("F6"), self, self._next_area)

    @property
    def _shown(self) -> bool:
        """Whether the vault is open, and its pages are seen."""
        return self._open and self._outer.currentWidget() is self.frame

    def show_gate(self, reason: str) -> None:
        """Stand before the locked vault. ``reason`` is one of :mod:`lock_reasons`, or the code of a problem."""
        view = self._gate(reason, self.enter)
        old = self._outer.widget(1)
        self._outer.addWidget(view)
        self._outer.setCurrentWidget(view)
        if old is not None:
            self._outer.removeWidget(old)
            old.deleteLater()

    def enter(self) -> None:
        """The vault is open: bring what is over to its end, send what waits, and show a page."""
        self._open = True
        if self._locker is not None:
            self._locker.opened()
        self._time.look()

    def _time_passed(self, waiting: int) -> None:
        """The vault is up to the moment: right after it was opened, and from time to time."""
        if self._shown:
            self._refresh()
        else:
            self._entered()
        if "requests" not in self._pages:  # that page counts the links too
            self.frame.rail.set_count("requests", waiting)

    def _entered(self) -> None:
        self._outer.setCurrentWidget(self.frame)
        unfinished, self._unfinished = self._unfinished, None
        if unfinished is not None:
            self._page("requests").presenter.resume(unfinished)
        self.show_page(self._current)
        self._begin_post()
        links, self._links = self._links, []
        for link in links:
            self.open_link(link)

    def _begin_post(self) -> None:
        """Nothing is sent before the vault is open, so the network is not loaded before that either."""
        from vault.desktop.post import Post

        if self._post is None:
            self._post = Post(self.world.tasks, self.world.fetcher, self.world.clock)
            self._post.delivered.connect(self._delivered)
        self._post.begin()

    def _deliver(self) -> None:
        if self._post is not None and self._shown:
            self._post.deliver()

    def come_forward(self) -> None:
        """Be where the person looks: not minimised, above the others, and with the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def open_link(self, link: str) -> None:
        """A shop's link, from the browser or pasted. While the vault is locked it waits."""
        self.come_forward()
        if not self._shown:
            self._links = [*self._links[-4:], link]
            return
        self.show_page("requests")
        self._page("requests").presenter.open_link(link)

    def show_page(self, page_id: str) -> None:
        """Show a page, and read the vault anew for it."""
        if not self._shown:
            return
        self._current = page_id
        page = self._page(page_id)
        self.frame.show_view(page_id, page.view)
        self._fit_rail()
        page.presenter.start()

    def presenter(self, page_id: str) -> Any:
        """The presenter of a page, made if it is not there yet."""
        return self._page(page_id).presenter

    def _page(self, page_id: str) -> Page:
        if page_id not in self._pages:
            page = _FACTORIES[page_id](self.world)
            self._pages[page_id] = page
            self.frame.add_view(page.view)
            self._listen(page.presenter)
        return self._pages[page_id]

    def _listen(self, presenter: Any) -> None:
        """The few things that a page asks of the window."""
        for name, take in (
            ("stopped", self._undo.offer_stop),
            ("deleted", self._offer_undo_delete),
            ("navigate", self.show_page),
            ("receipt_wanted", self._show_receipt),
            ("add_wanted", self._add_preference),
            ("waiting", lambda count: self.frame.rail.set_count("requests", count)),
            ("shared", lambda _: self._deliver()),
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

    def _offer_undo_delete(self, deleted: Any) -> None:
        presenter = self._page("preferences").presenter
        self._undo.offer_delete(
            deleted, lambda: presenter.undo_delete(deleted), lambda: presenter.stop_sharing(deleted.kept.entry.key)
        )

    def _delivered(self, outcome: Delivered) -> None:
        """The request page knows the way back to the shop; the page that is shown may say something new.

        While the vault is locked there is no page, and nothing to say.
        """
        if "requests" in self._pages:
            self._pages["requests"].presenter.take_delivered(outcome)
        self._refresh()

    def _refresh(self) -> None:
        if self._shown:
            self._page(self._current).presenter.start()

    def _search(self) -> None:
        focus = getattr(self._page(self._current).view, "focus_search", None) if self._shown else None
        if focus is not None:
            focus()

    def _next_area(self) -> None:
        if self._shown:
            self.frame.next_area()

    def ask(self, question: QWidget) -> None:
        """Put a question at the foot of every page, until it is deleted."""
        self.frame.ask(question)

    def lock(self, reason: str = "asked", *, at_once: bool = False) -> None:
        """Stand before the vault at once. Behind that pending stops are sent, and then the vault closes.

        ``at_once`` there is no time for them, as before a sleep: they go when the vault is open again.
        """
        if self._open:
            close = self._leave()
            self.show_gate(reason)
            if self._post is not None and (at_once or reason == "sleep"):
                self._post.end()
                close()
            else:
                self._flush(close)

    def _failed(self, problem: VaultError) -> None:
        self.lock(problem.code, at_once=True)

    def _leave(self) -> Callable[[], None]:
        """Keep nothing of what was shown or typed; the request page may say where to go on. Returns what closes."""
        self._open = False
        self._undo.forget()
        self._time.stop()
        if "preferences" in self._pages:  # as long as the vault can be asked
            self._pages["preferences"].presenter.keep_draft()
        close = self.world.tasks.leave()
        if "requests" in self._pages:
            self._unfinished = self._pages["requests"].presenter.unfinished()
        for page in self._pages.values():
            page.presenter.forget()
            page.presenter.setParent(self)  # else it may be collected on another thread before that
            page.presenter.deleteLater()
            self.frame.remove_view(page.view)
        self._pages.clear()
        self.frame.rail.set_count("requests", 0)
        if self._locker is not None:
            self._locker.left()
            close = partial(self._locker.close, close)
        return close

    def _flush(self, then: Callable[[], None]) -> None:
        if self._post is not None:
            self._post.flush(then)
        else:
            then()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._time.wake()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing ends the undo time too; the window goes at once and the program when the stops are sent."""
        event.accept()
        self.closing.emit()
        if self._open:
            self._flush(self._leave())
        if self._post is not None and self._post.flushing:
            self._post.flush(self.closed.emit)
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_rail()

    def _fit_rail(self) -> None:
        self.frame.fit(self.width(), self._current)
