"""The only way off the GUI thread: one worker that owns the open vault, and a small pool for everything else.

Results come back on the GUI thread. A callback whose owner is gone, or whose task was overtaken by :meth:`Tasks.lock`,
is dropped. Expected failures go to ``on_error``; a bug goes to ``sys.excepthook``, like any other.
"""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from vault.core.errors import VaultError, VaultLocked

if TYPE_CHECKING:
    from vault.customer.session import Session

T = TypeVar("T")
POOL = 4
"""Threads for network, key derivation and files: one shop that hangs does not hold up another."""

Done = Callable[[Any], None]
Failed = Callable[[VaultError], None]


def gui_thread_forbidden() -> bool:
    """Whether this is the thread that draws the window, on which nothing may wait for disk, network or a key."""
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() == app.thread()


class _Courier(QObject):
    """Carries results to the GUI thread, in the order in which they came."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


class Tasks:
    """Runs work elsewhere and brings back what came of it. Made and used on the GUI thread."""

    def __init__(self) -> None:
        self._courier = _Courier()
        self._generation = 0
        self._session: Session | None = None
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="vault", daemon=False)
        self._worker.start()
        self._pool = ThreadPoolExecutor(POOL, thread_name_prefix="outside")

    def vault(
        self, work: Callable[[Session], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject
    ) -> None:
        """Run ``work`` with the open vault, after everything asked of it before.

        ``on_error`` gets :class:`VaultLocked` if there is none.
        """
        self._jobs.put(self._job(lambda: work(self._opened()), on_done, on_error, owner))

    def outside(self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject) -> None:
        """Run ``work`` without the vault: network, key derivation, files."""
        self._pool.submit(self._job(work, on_done, on_error, owner))

    def open_session(
        self, factory: Callable[[], Session], on_done: Callable[[None], None], on_error: Failed, *, owner: QObject
    ) -> None:
        """Open a vault on the worker, which owns it from then on."""

        def work() -> None:
            self._close()
            self._session = factory()

        self._jobs.put(self._job(work, on_done, on_error, owner))

    def lock(self, on_done: Callable[[None], None], *, owner: QObject) -> None:
        """Close the vault after what is under way; results of earlier tasks are dropped."""
        self._generation += 1
        self._jobs.put(self._job(self._close, on_done, lambda problem: None, owner))

    def shut_down(self) -> None:
        """Lock and end every thread. Waits for what is under way."""
        self._generation += 1
        self._jobs.put(self._close)
        self._jobs.put(None)
        self._worker.join()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _opened(self) -> Session:
        if self._session is None:
            raise VaultLocked
        return self._session

    def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.lock()

    def _job(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Failed, owner: QObject
    ) -> Callable[[], None]:
        generation = self._generation

        def back(call: Callable[[], None]) -> None:
            def deliver() -> None:
                if shiboken6.isValid(owner) and generation == self._generation:
                    call()

            self._courier.arrived.emit(deliver)

        def job() -> None:
            try:
                result = work()
            except VaultError as problem:
                failed = problem
                back(lambda: on_error(failed))
            except Exception:
                sys.excepthook(*sys.exc_info())
            else:
                back(lambda: on_done(result))

        return job


class InlineTasks(Tasks):
    """Runs everything at once on the calling thread, for tests of presenters and for pictures."""

    def __init__(self, session: Session | None = None) -> None:
        self._session = session

    def vault(
        self, work: Callable[[Session], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject
    ) -> None:
        self.outside(lambda: work(self._opened()), on_done, on_error, owner=owner)

    def outside(self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject) -> None:
        try:
            result = work()
        except VaultError as problem:
            on_error(problem)
        else:
            on_done(result)

    def open_session(
        self, factory: Callable[[], Session], on_done: Callable[[None], None], on_error: Failed, *, owner: QObject
    ) -> None:
        def work() -> None:
            self._close()
            self._session = factory()

        self.outside(work, on_done, on_error, owner=owner)

    def lock(self, on_done: Callable[[None], None], *, owner: QObject) -> None:
        self._close()
        on_done(None)

    def shut_down(self) -> None:
        self._close()
