"""The request page's logic: follow a link, lay the request out, decide, and tell the shop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import ChoiceError, VaultError
from vault.core.sentences import Sentences
from vault.customer.answering import goes_by_hand
from vault.customer.sharing import Shared, refuse, share
from vault.customer.trust import Trust
from vault.desktop.request_after import RequestAfter
from vault.desktop.request_arrivals import RequestArrivals, Unfinished
from vault.desktop.request_choices import as_choices
from vault.desktop.request_choosing import RequestChoosing
from vault.desktop.request_end import RequestEnd
from vault.desktop.request_outcome import code_of
from vault.desktop.request_state import Nothing, Refused, RequestState
from vault.desktop.request_waiting import Waiting
from vault.desktop.request_whom import LaidOut, lay_out
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.customer.outcomes import Delivered
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.openid4vp.request_object import VerifiedRequest

_OVER = frozenset({"request_over", "request_answered", "request_refused", "shop_never_ask", "unsigned_after_signed"})
"""Failures after which the request cannot be answered any more."""


class RequestPresenter(QObject):
    """Emits a :data:`RequestState` for each change; what is chosen goes to :attr:`choosing`.

    ``announced`` has a sentence for screen readers; ``waiting`` how many requests want an answer; ``shared`` the host
    of a decision once it was tried to bring it there; ``add_wanted`` the key of a preference to add to the vault.
    """

    changed = Signal(object)
    announced = Signal(str)
    waiting = Signal(int)
    shared = Signal(str)
    add_wanted = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        fetcher: Fetcher,
        trust: Trust,
        sentences: Sentences,
        catalogue: Catalogue,
        clock: Clock,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._tasks, self._trust = tasks, trust
        self._words = RequestWords(sentences, catalogue)
        self._arrivals = RequestArrivals(tasks, fetcher, trust, self._words, clock, self)
        self._arrivals.fetched.connect(self._propose)
        self._arrivals.not_fetched.connect(partial(self._give_up, ""))
        self._arrivals.reopened.connect(self._reopen)
        self._arrivals.changed.connect(self._show)
        self.choosing = RequestChoosing(tasks, self._words, catalogue, clock, self)
        self.choosing.changed.connect(self._show)
        self.choosing.announced.connect(self.announced)
        self._after = RequestAfter(tasks, fetcher, self._words, clock, open_address, self)
        self._after.changed.connect(self._show)
        self._after.announced.connect(self.announced)
        self._after.tried.connect(self.shared)
        self.by_hand = self._after.by_hand
        self._end = RequestEnd(clock, self)
        self._end.over.connect(self._ended)
        self._reset()

    def _reset(self) -> None:
        self._arrivals.drop()
        self._message: Refused | None = None
        self._after.close()
        self.choosing.close()
        self._end.stop()

    def forget(self) -> None:
        """Drop everything, here and on the page, when the vault locks."""
        self._arrivals.queue.clear()
        self._reset()
        self._show()

    def unfinished(self) -> Unfinished:
        """What the window gives to :meth:`resume` once the vault is open again."""
        return self._arrivals.unfinished(self.choosing.request)

    def resume(self, unfinished: Unfinished) -> None:
        """Go on where the page was before the vault was locked."""
        if unfinished.fetching:
            self.open_link(unfinished.fetching)
        self._arrivals.resume(unfinished)

    def start(self) -> None:
        """Look again at what is open, and each time the page is shown: the vault may have changed."""
        self._arrivals.look()
        open_ = self.choosing.open
        if open_ is not None and not open_.sharing:
            self._propose(open_.proposal.request)
        self._after.look_again()
        self._show()

    # ---- links and requests that wait ----

    @property
    def _busy(self) -> bool:
        return self.choosing.open is not None or self._arrivals.fetching is not None

    def open_link(self, text: str) -> None:
        """A shop's link, opened or pasted. While another request is open it waits."""
        link = text.strip()
        if not self._busy:
            self._fetch(link, "")
        elif link != self._arrivals.link:  # or the same button was pressed twice
            self._arrivals.queue.add_link(link)
            self._show()

    def open_waiting(self, number: int) -> None:
        """Open one of the requests that wait."""
        waiting = self._arrivals.queue.take(number)
        if waiting is None:
            self._show()
        elif waiting.request is not None:
            self._reset()
            self._propose(waiting.request)
        else:
            self._fetch(waiting.link, waiting.host)

    def open_request(self, nonce: str) -> None:
        """Open one that waits, from another page; what is open waits then."""
        if self.unfinished().nonce != nonce:
            self.later()
            self._arrivals.resume(Unfinished(nonce=nonce))

    def drop_request(self, nonce: str) -> None:
        """It was answered on another page."""
        if self.unfinished().nonce == nonce:
            self._reset()
        self._arrivals.queue.drop(nonce)
        self._show()

    def _reopen(self, number: int) -> None:
        if not self._busy:
            self.open_waiting(number)

    def _fetch(self, link: str, host: str) -> None:
        self._reset()
        self._arrivals.fetch(link, host)

    # ---- laying out ----

    def _propose(self, request: VerifiedRequest) -> None:
        before = self.choosing.open.proposal if self.choosing.open is not None else None
        self._tasks.vault(
            partial(lay_out, request=request, before=before),
            self._proposed,
            lambda problem: self._not_proposed(request, problem),
            owner=self,
        )

    def _proposed(self, found: LaidOut) -> None:
        proposal = found.proposal
        open_ = self.choosing.open
        if open_ is not None and open_.proposal.id == proposal.id:
            self.choosing.refresh(found)
        elif open_ is not None or self._after.decided:
            return  # decided, or another one is open by now
        else:
            self._arrivals.settle()
            self._message = None
            self.choosing.begin(found, test_shop=self._trust.is_test(proposal.host))
        if proposal.check.refused:
            self._message = Refused(
                proposal.host,
                self.tr("We refuse this request for you"),
                self._words.refusals(proposal),
                self.tr("If you close this, the shop only hears “no”."),
            )
        self._end.watch(proposal.request.expires)
        self._show()

    def _not_proposed(self, request: VerifiedRequest, problem: VaultError) -> None:
        if not self._after.decided:
            self._give_up(request.host, problem)

    def _give_up(self, host: str, problem: VaultError) -> None:
        self._reset()
        self._message = Refused(host, self.tr("This request cannot be answered"), (self._words.error(problem),))
        self._show()

    def _ended(self) -> None:
        open_ = self.choosing.open
        if open_ is not None and not open_.sharing:
            self._give_up(open_.proposal.host, ChoiceError("request_over", host=open_.proposal.host))

    # ---- deciding ----

    def share(self) -> None:
        """Share what is on."""
        open_, state = self.choosing.open, self.choosing.asked()
        if open_ is None or state is None or self._message is not None or not state.decision.able:
            return
        proposal, picks = open_.proposal, open_.picks
        choices = as_choices(proposal, picks)

        def work(session: Session) -> tuple[Shared, str]:
            return share(session, proposal, choices, in_file=goes_by_hand(proposal)), code_of(session, proposal.host)

        def done(result: tuple[Shared, str]) -> None:
            self._reset()
            self._after.begin_shared(proposal, picks, *result)

        self.choosing.set_deciding(True)
        self._tasks.vault(work, done, self._decision_failed, owner=self)

    def refuse(self) -> None:
        """Share nothing. Always possible while the request is open."""
        open_ = self.choosing.open
        if open_ is None or open_.sharing:
            return
        proposal, never = open_.proposal, open_.never_ask
        ours = self._message is not None  # what we refuse for the customer is no decision of theirs to show

        def done(_: None) -> None:
            self._reset()
            self._after.begin_refused(proposal, never_ask=never, show=not ours)

        self.choosing.set_deciding(True)
        self._tasks.vault(
            lambda session: refuse(session, proposal, never_ask=never), done, self._decision_failed, owner=self
        )

    def _decision_failed(self, problem: VaultError) -> None:
        open_ = self.choosing.open
        if open_ is None:
            return
        if problem.code in _OVER or self._message is not None:
            self._give_up(open_.proposal.host, problem)
            return
        failed = self._words.error(problem)
        self.choosing.set_deciding(False, failed)
        self.announced.emit(failed)
        self._propose(open_.proposal.request)

    def later(self) -> None:
        """Decide later: the request waits until its own end."""
        open_ = self.choosing.open
        if open_ is not None and not open_.sharing and self._message is None:
            self._reset()
            self._arrivals.queue.add_request(open_.proposal.request)
            self._show()

    def close(self) -> None:
        """Close what cannot be answered, or is decided. A request that we refuse is answered with "no"."""
        if self.choosing.open is not None:
            self.refuse()
            return
        self._reset()
        self._show()

    def add(self, key: str) -> None:
        """Add to the vault what the shop asks and the vault does not have."""
        self.add_wanted.emit(key)

    # ---- after the decision ----

    def go_back(self) -> None:
        """Open the shop's page once more."""
        self._after.go_back()

    def take_delivered(self, delivered: Delivered) -> None:
        """What came of a try to bring something to a shop by the window's post."""
        self._after.take_delivered(delivered)

    def _show(self) -> None:
        waiting = self._arrivals.waiting(self.choosing.request)
        self.waiting.emit(len(waiting) + (1 if self.choosing.open is not None else 0))
        self.changed.emit(self._now(waiting))

    def _now(self, waiting: tuple[Waiting, ...]) -> RequestState:
        asked = self.choosing.asked()
        message = self._message or self._arrivals.fetching
        if message is not None:
            return message
        if asked is not None:
            return asked
        return self._after.state() or Nothing(self._arrivals.lines(waiting))
