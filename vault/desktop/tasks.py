"""The only way off the GUI thread: one worker that owns the open vault, one for keys, and a small pool for the rest.

Results come back on the GUI thread. A callback whose owner is gone, or whose task was overtaken by
:meth:`Tasks.leave`, is dropped. Expected failures go to ``on_error``; a bug goes to ``sys.excepthook``, like any other.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, Slot

from vault.core.errors import VaultError, VaultLocked

if TYPE_CHECKING:
    import queue
    from concurrent.futures import ThreadPoolExecutor

    from vault.customer.session import Session

T = TypeVar("T")
POOL = 4
"""Threads for network and files: one shop that hangs does not hold up another."""

Done = Callable[[Any], None]
Failed = Callable[[VaultError], None]
Opening = Callable[[], "Session"]
"""Opens a vault whose key is there already."""


def gui_thread_forbidden() -> bool:
    """Whether this is the thread that draws the window, on which nothing may wait for disk, network or a key."""
    app = QCoreApplication.instance()
    return app is not None and QThread.currentThread() == app.thread()


def _ignore(_: object) -> None:
    """Nobody waits for it."""


def _work(jobs: queue.SimpleQueue[Callable[[], None] | None]) -> None:
    while (job := jobs.get()) is not None:
        job()


def _pool(threads: int, name: str) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(threads, thread_name_prefix=name)


class _Courier(QObject):
    """Carries results to the GUI thread, in the order in which they came."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.arrived.connect(self._deliver)  # queued, because it is emitted on other threads alone

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        call()


class Tasks:
    """Runs work elsewhere and brings back what came of it. Made and used on the GUI thread.

    Each thread begins with the first work for it: the first picture of a window needs none.
    """

    def __init__(self) -> None:
        sys.setswitchinterval(0.0005)  # the window's thread waits for its turn with nearly each call of Qt
        self._courier = _Courier()
        self._generation = self._openings = 0
        self._left = True
        self.opening = False
        """Whether a vault is being opened: what can wait does, since all threads share one interpreter."""
        self._session: Session | None = None
        self._worker: threading.Thread | None = None
        self._over = False

    @cached_property
    def _jobs(self) -> queue.SimpleQueue[Callable[[], None] | None]:
        import queue

        jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=_work, args=(jobs,), name="vault", daemon=False)
        self._worker.start()
        return jobs

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return _pool(POOL, "outside")

    @cached_property
    def _keys(self) -> ThreadPoolExecutor:
        return _pool(1, "keys")

    def vault(
        self,
        work: Callable[[Session], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        *,
        owner: QObject,
        lasting: bool = False,
    ) -> None:
        """Run ``work`` with the open vault, after everything asked of it before.

        ``on_error`` gets :class:`VaultLocked` if there is none. A ``lasting`` task outlives :meth:`leave`; any other
        gets :class:`VaultLocked` from then on, also while the vault is still open for the lasting ones.
        """
        opened = self._shut if self._left and not lasting else self._opened
        self._jobs.put(self._job(lambda: work(opened()), on_done, on_error, owner, lasting=lasting))

    def outside(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        *,
        owner: QObject,
        lasting: bool = False,
    ) -> None:
        """Run ``work`` without the vault: network and files. ``lasting`` as for :meth:`vault`."""
        if not self._over:
            self._pool.submit(self._job(work, on_done, on_error, owner, lasting=lasting))

    def derive(self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject) -> None:
        """Run ``work`` that derives a key: one at a time, for each takes much memory, and never behind a shop."""
        if not self._over:
            self._keys.submit(self._job(work, on_done, on_error, owner))

    def open_session(
        self, prepare: Callable[[], Opening], on_done: Callable[[None], None], on_error: Failed, *, owner: QObject
    ) -> None:
        """Open a vault: ``prepare`` derives its key away from the worker, and what it gives runs on the worker, which
        owns the vault from then on. One that is still open is closed just before that.
        """

        def opening(open_: Opening) -> None:
            def work() -> None:
                self._close()
                try:
                    self._session = open_()
                finally:
                    self.opening = False

            self._openings += 1
            self._left = False
            self._jobs.put(self._job(work, on_done, on_error, owner))

        def failed(problem: VaultError) -> None:
            self.opening = False
            on_error(problem)

        self.opening = True
        self.derive(prepare, opening, failed, owner=owner)

    def leave(self) -> Callable[[], None]:
        """The vault is being left: results of tasks asked so far are dropped, but for the lasting ones.

        What is returned closes the vault after what is under way, unless it was opened anew by then.
        """
        self._generation += 1
        self._left, self.opening = True, False
        openings = self._openings

        def close() -> None:
            if openings == self._openings:
                self._jobs.put(self._job(self._close, _ignore, _ignore, self._courier))

        return close

    def shut_down(self) -> None:
        """Lock and end every thread. Waits for what is under way; what is asked from now on is not done."""
        self.leave()()
        self._over = True
        self._jobs.put(None)
        if self._worker is not None:
            self._worker.join()
        self._keys.shutdown(wait=True, cancel_futures=True)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _opened(self) -> Session:
        if self._session is None:
            raise VaultLocked
        return self._session

    @staticmethod
    def _shut() -> Session:
        raise VaultLocked

    def _close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.lock()

    def _job(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        owner: QObject,
        *,
        lasting: bool = False,
    ) -> Callable[[], None]:
        generation = self._generation

        def back(call: Callable[[], None]) -> None:
            def deliver() -> None:
                if shiboken6.isValid(owner) and (lasting or generation == self._generation):
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
        self._left = self.opening = False

    def vault(
        self,
        work: Callable[[Session], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        *,
        owner: QObject,
        lasting: bool = False,
    ) -> None:
        opened = self._shut if self._left and not lasting else self._opened
        self.outside(lambda: work(opened()), on_done, on_error, owner=owner, lasting=lasting)

    def outside(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Failed,
        *,
        owner: QObject,
        lasting: bool = False,
    ) -> None:
        try:
            result = work()
        except VaultError as problem:
            on_error(problem)
        else:
            on_done(result)

    def derive(self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Failed, *, owner: QObject) -> None:
        self.outside(work, on_done, on_error, owner=owner)

    def open_session(
        self, prepare: Callable[[], Opening], on_done: Callable[[None], None], on_error: Failed, *, owner: QObject
    ) -> None:
        def opening(open_: Opening) -> None:
            def work() -> None:
                self._close()
                self._session = open_()

            self._left = False
            self.outside(work, on_done, on_error, owner=owner)

        self.derive(prepare, opening, on_error, owner=owner)

    def leave(self) -> Callable[[], None]:
        self._left = True
        session = self._session

        def close() -> None:
            if self._session is session:
                self._close()

        return close

    def shut_down(self) -> None:
        self._close()
