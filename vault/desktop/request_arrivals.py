"""What comes to the request page: links that are followed, and requests that wait, also over a locked vault."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_bytes
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.clock import Clock
from vault.customer.offline import fetch_given
from vault.customer.review import waiting_requests
from vault.customer.trust import Trust
from vault.desktop.request_state import Fetching, WaitingLine
from vault.desktop.request_waiting import Waiting, WaitingRequests
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.openid4vp.request_object import VerifiedRequest


@dataclass(frozen=True)
class Unfinished:
    """What the window remembers of the request page while the vault is locked: nothing from the vault.

    ``links`` were not followed yet; ``fetching`` is the one that just was, and ``nonce`` that of the request that was
    open, if there was one.
    """

    links: tuple[str, ...] = ()
    fetching: str = ""
    nonce: str = ""


class RequestArrivals(QObject):
    """Follows one link at a time; the others wait in ``queue``, with what the vault still wants an answer to.

    ``fetched`` carries the request of the link, ``not_fetched`` what is wrong with it. ``reopened`` carries the number
    in it of the request that was open when the vault was locked. ``changed`` says that there is something else to show.
    """

    fetched = Signal(object)
    not_fetched = Signal(object)
    reopened = Signal(int)
    changed = Signal()

    def __init__(
        self, tasks: Tasks, fetcher: Fetcher, trust: Trust, words: RequestWords, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._tasks, self._fetcher, self._trust, self._clock = tasks, fetcher, trust, clock
        self.queue = WaitingRequests()
        self.link = ""
        """The link that was followed last, until :meth:`drop`."""
        self.fetching: Fetching | None = None
        self._wanted = ""
        self._links: tuple[str, ...] = ()

    def drop(self) -> None:
        """Something else is on the page; what is being fetched is not wanted any more."""
        self.link, self.fetching = "", None

    def settle(self) -> None:
        """What was fetched is on the page."""
        self.fetching = None

    def fetch(self, link: str, host: str) -> None:
        """Follow a link, or open a file. ``host`` is what it claims, or empty."""
        self.link = link
        self.fetching = Fetching(host, self.tr("Asking the shop what it wants to see."))
        self.changed.emit()
        fetcher, trust, clock = self._fetcher, self._trust, self._clock
        self._tasks.outside(
            lambda: fetch_given(link, fetcher=fetcher, trust=trust, clock=clock, random=token_bytes),
            lambda request: self._fetched(link, request),
            lambda problem: self._not_fetched(link, problem),
            owner=self,
        )

    def unfinished(self, opened: VerifiedRequest | None) -> Unfinished:
        """What to remember while the vault is locked."""
        links = tuple(each.link for each in self.queue.current(self._clock.now()) if each.request is None)
        fetching = self.link if self.fetching is not None else ""
        return Unfinished(links, fetching, opened.nonce if opened is not None else "")

    def resume(self, unfinished: Unfinished) -> None:
        """Let the links wait again, and look for the request that was open."""
        self._wanted, self._links = unfinished.nonce, unfinished.links
        self.look()

    def look(self) -> None:
        """Read which requests wait in the vault."""
        trust = self._trust
        self._tasks.vault(lambda session: waiting_requests(session, trust), self._found, self._not_found, owner=self)

    def waiting(self, opened: VerifiedRequest | None) -> tuple[Waiting, ...]:
        """Those that wait now: neither over, nor the one that is ``opened``."""
        if opened is not None:
            self.queue.drop(opened.nonce)
        return self.queue.current(self._clock.now())

    def lines(self, waiting: tuple[Waiting, ...]) -> tuple[WaitingLine, ...]:
        """A line for each that waits."""
        return tuple(self._line(each) for each in waiting)

    def _fetched(self, link: str, request: VerifiedRequest) -> None:
        if link == self.link:
            self.fetched.emit(request)

    def _not_fetched(self, link: str, problem: VaultError) -> None:
        if link == self.link:
            self.not_fetched.emit(problem)

    def _found(self, requests: tuple[VerifiedRequest, ...]) -> None:
        wanted, self._wanted = self._wanted, ""
        links, self._links = self._links, ()
        for request in (each for each in requests if each.nonce == wanted):
            self.queue.add_request(request)
            again = self.queue.find(wanted)
            if again is not None:
                self.reopened.emit(again.number)  # before the others fill the queue
        for request in (each for each in requests if each.nonce != wanted):
            self.queue.add_request(request)
        for link in links:
            self.queue.add_link(link)
        if requests or links:
            self.changed.emit()

    def _not_found(self, problem: VaultError) -> None:
        """What is wrong with the vault is said where it is needed."""
        self._found(())

    def _line(self, waiting: Waiting) -> WaitingLine:
        host = waiting.host or self.tr("a shop")
        if waiting.request is None:
            text = self.tr("Not looked at yet.")
        else:
            until = waiting.request.expires
            time = f"{until.astimezone():%H:%M}"
            if waiting.request.evidence.in_file:  # for thirty days
                time = self._words.shops.moment(until, self._clock.now())
            text = self.tr("You can answer until {time}.").format(time=time)
        return WaitingLine(waiting.number, host, text, self.tr("Open the request of {host}").format(host=host))
