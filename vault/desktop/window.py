"""The window: the gate while the vault is locked, and behind it the rail and one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.outcomes import Delivered
    from vault.desktop.inside import Inside
    from vault.desktop.lock_reasons import Locker
    from vault.desktop.pages import Page, World
    from vault.desktop.post import Post
    from vault.desktop.window_frame import WindowFrame

_UNSEEN_MS = 1000  # for a window that begins minimised, and so has no first picture

Gate = Callable[[str, Callable[[], None], QWidget], QWidget]
"""Makes the view before a locked vault, in the last argument, from the reason that it is locked; calls back once it is
open. A widget that is put into another later is gone through once more by Qt, with all that it has."""


class Window(QMainWindow):
    """The whole window. ``closing`` says that it takes no links any more, ``closed`` that the program may end.

    ``drawn`` comes once, behind the first picture: what that does not need is loaded then, and not before.
    """

    drawn = Signal()
    closing = Signal()
    closed = Signal()
    rescue_wanted = Signal(object, object)  # the key of a vault that was just locked, and what is wrong with it

    def __init__(self, world: World, gate: Gate, make_locker: Callable[[], Locker] | None = None) -> None:
        """Without a locker the vault never locks by itself."""
        super().__init__()
        self._make_locker = make_locker
        self.world, self._gate, self._reason = world, gate, ""
        self._links: list[str] = []
        self.is_open = False
        self._current = "overview"
        self._post: Post | None = None
        self.setWindowTitle("Preference Vault")
        self.setMinimumSize(880, 600)
        self.resize(1180, 780)
        self._outer = QStackedWidget()
        self.setCentralWidget(self._outer)
        self._before: QWidget | None = None
        self._until_drawn = QTimer(self)
        self._until_drawn.setSingleShot(True)
        self._until_drawn.timeout.connect(self.drawn)
        self._until_drawn.start(_UNSEEN_MS)
        self.show_gate("")

    @cached_property
    def inside(self) -> Inside:
        """What stands behind the gate: made in the quiet moment after the first picture, or when it is needed."""
        from vault.desktop.inside import Inside

        inside = Inside(self, self._listen, self._make_locker)
        self._outer.addWidget(inside.frame)
        inside.undo.due.connect(self._deliver)
        inside.undo.taken_back.connect(self._refresh)
        inside.undo.failed.connect(self._failed)
        inside.time.stale.connect(self._refresh)
        inside.time.passed.connect(self._count_waiting)
        inside.time.begun.connect(self._begin_post)
        inside.time.failed.connect(self._failed)
        inside.time.broken.connect(inside.foot.rescue)
        return inside

    @property
    def frame(self) -> WindowFrame:
        """The rail and the pages."""
        return self.inside.frame

    @property
    def _shown(self) -> bool:
        """Whether the vault is open, and its pages are seen."""
        return self.is_open and self._outer.currentWidget() is self.frame

    def show_gate(self, reason: str) -> None:
        """Stand before the locked vault. ``reason`` is one of :mod:`lock_reasons`, or the code of a problem."""
        self._reason = reason
        self.stand_before(self._gate(reason, self.enter, self._outer))

    def stand_before(self, view: QWidget) -> None:
        """Show this instead of the open vault, and of what stood before it."""
        old, self._before = self._before, view
        self._outer.addWidget(view)
        self._outer.setCurrentWidget(view)
        if old is not None:
            self._outer.removeWidget(old)
            old.deleteLater()

    def enter(self, *, ready: bool = True) -> None:
        """The vault is open. Once all is ``ready``, show a page; then what is over ends, and what waits is sent."""
        self.is_open = True
        if self.inside.locker is not None:
            self.inside.locker.opened()
        if ready:
            self._entered()
            self.inside.time.begin()

    def _count_waiting(self, waiting: int) -> None:
        if "requests" not in self.inside.pages:  # that page counts the links too
            self.frame.rail.set_count("requests", waiting)

    def _entered(self) -> None:
        self._outer.setCurrentWidget(self.frame)
        self.inside.pages.resume()
        self.show_page(self._current)
        self.frame.rail.move_focus()
        getattr(self._page(self._current).view, "begin", lambda: None)()
        links, self._links = self._links, []
        for link in links:
            self.open_link(link)

    def _begin_post(self) -> None:
        """Nothing is sent before the vault is open, so the network is not loaded before that either."""
        from vault.desktop.post import Post

        if self._post is None:
            self._post = Post(self.world.tasks, self.world.fetcher, self.world.clock)
            self._post.setParent(self)  # else it may be collected on another thread, with its timer
            self._post.delivered.connect(self._delivered)
        self._post.begin()

    def _deliver(self) -> None:
        if self._post is not None and self._shown:
            self._post.deliver()

    def come_forward(self) -> None:
        """Be where the person looks: not minimised, above the others, and with the keyboard."""
        from PySide6.QtCore import Qt

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

    def renew(self, world: World, gate: Gate) -> None:
        """Show all there is once more, as the program looks now."""
        self.world, self._gate = world, gate
        if not self._shown:
            if not self.is_open:  # else its pages are about to be made
                if "inside" in self.__dict__:  # a page may have been made ahead
                    self.inside.pages.drop(self)
                self.show_gate(self._reason)
            return
        place = self.inside.pages.place(self._current)
        self.inside.pages.keep_draft()
        self.inside.undo.pages_gone()
        self.inside.pages.drop(self, carry=True)
        self.inside.pages.resume()
        self.show_page(self._current)
        self.inside.pages.go_to(self._current, place)

    def show_page(self, page_id: str) -> None:
        """Show a page, and read the vault anew for it."""
        if not self._shown:
            return
        self._current = page_id
        page = self._page(page_id)
        self.frame.show_view(page_id, page.view)
        self._fit_rail()
        self.inside.tidy_soon()
        getattr(page.presenter, "enter", page.presenter.start)()

    def presenter(self, page_id: str) -> Any:
        """The presenter of a page, made if it is not there yet."""
        return self._page(page_id).presenter

    def _page(self, page_id: str) -> Page:
        return self.inside.pages.page(page_id)

    def _listen(self, presenter: Any) -> None:
        """The few things that a page asks of the window."""
        self.inside.listen(presenter)
        for name, take in (
            ("stopped", self.inside.undo.offer_stop),
            ("deleted", self.inside.offer_undo_delete),
            ("navigate", self.show_page),
            ("waiting", lambda count: self.frame.rail.set_count("requests", count)),
            ("shared", lambda _: self._deliver()),
            ("rules_chosen", self.inside.locker and self.inside.locker.take_rules),
            ("flush_wanted", self._flush),
            ("post_wanted", self._begin_post),
            ("delete_wanted", self._delete),
        ):
            signal = getattr(presenter, name, None)
            if signal is not None and take is not None:
                signal.connect(take)

    def _delivered(self, outcome: Delivered) -> None:
        """The request page knows the way back to the shop; the page that is shown may say something new.

        While the vault is locked there is no page, and nothing to say.
        """
        if "requests" in self.inside.pages:
            self._page("requests").presenter.take_delivered(outcome)
        self._refresh()

    def _refresh(self) -> None:
        if self._shown:
            self._page(self._current).presenter.start()

    def ask(self, question: QWidget) -> None:
        """Put a question at the foot of every page, until it is deleted."""
        self.frame.ask(question)

    def lock(self, reason: str = "asked", *, at_once: bool = False) -> None:
        """Stand before the vault at once. Behind that pending stops are sent, and then the vault closes.

        ``at_once`` there is no time for them, as before a sleep: they go when the vault is open again.
        """
        if self.is_open:
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
        """Keep nothing of what was shown or typed. Returns what closes."""
        self.is_open = False
        self.inside.undo.forget()
        self.inside.time.stop()
        self.inside.care.stop()
        self.inside.pages.keep_draft()
        close = self.world.tasks.leave()
        self.inside.pages.drop(self)
        self.frame.rail.set_count("requests", 0)
        if self.inside.locker is not None:
            self.inside.locker.left()
            close = partial(self.inside.locker.close, close)
        return close

    def _delete(self, what: Any) -> None:
        """Close the vault, and delete it then."""
        from vault.desktop.vault_deletion import VaultDeletion

        if self._post is not None:
            self._post.end()
        VaultDeletion(self, what).start(self._leave())

    def _flush(self, then: Callable[[], None]) -> None:
        if self._post is not None:
            self._post.flush(then)
        else:
            then()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if self.is_open and event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.inside.time.wake()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing ends the undo time too; the window goes at once and the program when the stops are sent."""
        event.accept()
        self._until_drawn.stop()
        self.closing.emit()
        if self.is_open:
            self._flush(self._leave())
        if self._post is not None and self._post.flushing:
            self._post.flush(self.closed.emit)
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.is_open:
            self._fit_rail()

    def _fit_rail(self) -> None:
        self.frame.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        if self._until_drawn.isActive():
            self._until_drawn.start(0)
