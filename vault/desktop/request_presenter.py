"""The request page's logic: follow a link, lay the request out, keep the choices, decide, and tell the shop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import ChoiceError, VaultError, VaultLocked
from vault.core.sentences import Sentences
from vault.core.value import Precision
from vault.customer.choosing import SealedPermission
from vault.customer.outcomes import OutboxKind
from vault.customer.proposal import Proposal
from vault.customer.review import fetch_request, propose
from vault.customer.session import Passphrase
from vault.customer.sharing import Shared, permit_sealed, refuse, share
from vault.customer.trust import Trust
from vault.desktop.request_choices import (
    Picked,
    as_choices,
    bundles,
    first_picks,
    still_fitting,
    to_permit,
)
from vault.desktop.request_layout import Asking, Open, RequestLayout
from vault.desktop.request_outcome import Outcome, OutcomeWords, code_of, states_of
from vault.desktop.request_sending import RequestSending
from vault.desktop.request_state import Fetching, Nothing, Refused, RequestState, WaitingLine
from vault.desktop.request_waiting import Waiting, WaitingRequests
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.core.consent import ItemState
    from vault.customer.outcomes import Delivered
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks
    from vault.net.fetcher import Fetcher
    from vault.openid4vp.request_object import VerifiedRequest

ARMED_AFTER = 1000
"""Milliseconds after a request appears before it can be shared: a click meant for what was there shares nothing."""
_SOONEST = 1000
_OVER = frozenset({"request_over", "request_answered", "request_refused", "shop_never_ask", "unsigned_after_signed"})
"""Failures after which the request cannot be answered any more."""


class RequestPresenter(QObject):
    """Emits a :data:`RequestState` for each change.

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
        self._tasks, self._fetcher, self._trust, self._clock = tasks, fetcher, trust, clock
        self._sentences, self._catalogue, self._open_address = sentences, catalogue, open_address
        self._words = RequestWords(sentences, catalogue)
        self._layout = RequestLayout(self._words)
        self._outcomes = OutcomeWords(self._words)
        self._queue = WaitingRequests()
        self._sending = RequestSending(tasks, fetcher, self)
        self._sending.outcome.connect(self.take_delivered)
        self._sending.over.connect(self._sent)
        self._sending.failed.connect(self._sending_failed)
        self._armed = self._timer(self._arm)
        self._end = self._timer(self._check_end)
        self._asked_passphrases = 0
        self._reset()

    def _timer(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(call)
        return timer

    def _reset(self) -> None:
        self._link = ""
        self._open: Open | None = None
        self._state: RequestState | None = None
        self._asking: Asking | None = None
        self._wanted: dict[str, Picked] = {}
        self._outcome: Outcome | None = None
        self._armed.stop()
        self._end.stop()

    def forget(self) -> None:
        """Drop everything, here and on the page, when the vault locks."""
        self._queue.clear()
        self._reset()
        self._show()

    def start(self) -> None:
        """Look again at what is open, and each time the page is shown: the vault may have changed."""
        if self._open is not None and not self._open.sharing:
            self._propose(self._open.proposal.request)
        elif self._outcome is not None and self._outcome.jtis:
            jtis = self._outcome.jtis
            self._tasks.vault(lambda session: states_of(session, jtis), self._found, self._ignore, owner=self)
        self._show()

    # ---- links and requests that wait ----

    def open_link(self, text: str) -> None:
        """A shop's link, opened or pasted. While another request is open it waits."""
        link = text.strip()
        if link == self._link and (self._open is not None or isinstance(self._state, Fetching)):
            return  # the same button pressed twice
        if self._open is not None or isinstance(self._state, Fetching):
            self._queue.add_link(link)
            self._show()
            return
        self._fetch(link, "")

    def open_waiting(self, number: int) -> None:
        """Open one of the requests that wait."""
        waiting = self._queue.take(number)
        if waiting is None:
            self._show()
        elif waiting.request is not None:
            self._reset()
            self._propose(waiting.request)
        else:
            self._fetch(waiting.link, waiting.host)

    def _fetch(self, link: str, host: str) -> None:
        self._reset()
        self._link = link
        self._state = Fetching(host, self.tr("Asking the shop what it wants to see."))
        self._show()
        fetcher, trust, clock = self._fetcher, self._trust, self._clock
        self._tasks.outside(
            lambda: fetch_request(link, fetcher=fetcher, trust=trust, clock=clock),
            lambda request: self._fetched(link, request),
            lambda problem: self._not_fetched(link, problem),
            owner=self,
        )

    def _fetched(self, link: str, request: VerifiedRequest) -> None:
        if link == self._link:
            self._propose(request)

    def _not_fetched(self, link: str, problem: VaultError) -> None:
        if link == self._link:
            self._refuse_to_show("", problem)

    def _propose(self, request: VerifiedRequest) -> None:
        self._tasks.vault(
            lambda session: (propose(session, request), code_of(session, request.host)),
            self._proposed,
            lambda problem: self._not_proposed(request, problem),
            owner=self,
        )

    def _proposed(self, found: tuple[Proposal, str]) -> None:
        proposal, code = found
        now = self._open
        if now is not None and now.proposal.id == proposal.id:
            picks = still_fitting(proposal, now.picks, self._catalogue)
            self._open = replace(now, proposal=proposal, picks=picks, code=code)
        elif now is not None or self._outcome is not None:
            return  # decided or replaced meanwhile
        elif proposal.check.refused:
            self._open = Open(proposal, first_picks(proposal), self._trust.is_test(proposal.host), code)
            self._state = Refused(
                proposal.host,
                self.tr("We refuse this request for you"),
                self._words.refusals(proposal),
                self.tr("If you close this, the shop only hears “no”."),
            )
            self._watch_end(proposal)
            self._show()
            return
        else:
            self._open = Open(proposal, first_picks(proposal), self._trust.is_test(proposal.host), code)
            self._armed.start(ARMED_AFTER)
        if not isinstance(self._state, Refused):
            self._state = None
        self._watch_end(proposal)
        self._show()

    def _not_proposed(self, request: VerifiedRequest, problem: VaultError) -> None:
        if isinstance(problem, VaultLocked):
            self._reset()
            self._queue.add_request(request)
            self._show()
            return
        if self._outcome is None:
            self._refuse_to_show(request.host, problem)

    def _refuse_to_show(self, host: str, problem: VaultError) -> None:
        self._reset()
        title = self.tr("This request cannot be answered")
        self._state = Refused(host, title, (self._sentences.error(problem),))
        self._show()

    # ---- time ----

    def _arm(self) -> None:
        if self._open is not None:
            self._open = replace(self._open, armed=True)
            self._show()

    def _watch_end(self, proposal: Proposal) -> None:
        wait = proposal.request.expires - self._clock.now()
        self._end.start(max(_SOONEST, round(wait.total_seconds() * 1000)))

    def _check_end(self) -> None:
        """The request's own end: past it the shop takes no answer."""
        open_ = self._open
        if open_ is None or open_.sharing:
            return
        if self._clock.now() < open_.proposal.request.expires:
            self._watch_end(open_.proposal)
            return
        self._refuse_to_show(open_.proposal.host, ChoiceError("request_over", host=open_.proposal.host))

    # ---- choosing ----

    def switch(self, item_id: str, on: bool) -> None:
        """Turn an item on or off; of a bundle, all of it."""
        open_ = self._open
        if open_ is None or open_.sharing:
            return
        ids = next((ids for ids in bundles(open_.proposal) if item_id in ids), (item_id,))
        if not on:
            self._change(replace(open_, picks=open_.picks.drop(ids)))
            self._announce_choice(self.tr("Not shared"), ids)
            return
        wanted = {}
        for each in ids:
            item = open_.proposal.item(each)
            if item is None or item.off is not None or item.start is None:
                self._show()
                return
            wanted[each] = Picked(item.start)
        self._want(wanted)

    def pick(self, item_id: str, precision: Precision) -> None:
        """Share an item that is on more or less precisely."""
        open_ = self._open
        if open_ is not None and not open_.sharing and item_id in open_.picks.items:
            self._want({item_id: Picked(precision, open_.picks.items[item_id].permission)})

    def choose_days(self, days: int) -> None:
        """Share for this long. A sealed item was permitted for another time, so it goes off."""
        open_ = self._open
        if open_ is None or open_.sharing:
            return
        picks = replace(open_.picks, days=days)
        kept = still_fitting(open_.proposal, picks, self._catalogue)
        off = tuple(each for each in picks.items if each not in kept.items)
        why = self.tr("The time changed, so this went off.")
        self._change(replace(open_, picks=kept), tuple((each, why) for each in off))
        if off:
            self.announced.emit(why)

    def set_never_ask(self, never: bool) -> None:
        """With "share nothing": the shop may not ask again."""
        if self._open is not None:
            self._open = replace(self._open, never_ask=never)
            self._show()

    def add(self, key: str) -> None:
        """Add to the vault what the shop asks and the vault does not have."""
        self.add_wanted.emit(key)

    def _want(self, wanted: Mapping[str, Picked]) -> None:
        """Turn items on, after the passphrase for each that is sealed, alone or together with the others."""
        open_ = self._open
        if open_ is None:
            return
        self._wanted = dict(wanted)
        precisions = {each: picked.precision for each, picked in wanted.items()}
        sealed = to_permit(open_.proposal, open_.picks.add(wanted), precisions, self._catalogue)
        if not sealed:
            self._wanted = {}
            self._asking = None
            self._change(replace(open_, picks=open_.picks.add(wanted)))
            self._announce_choice("", tuple(wanted))
            return
        item = open_.proposal.item(sealed[0])
        if item is None:
            return
        if not open_.proposal.request.signed:
            problem = ChoiceError("sealed_not_signed", item=self._words.label(item))
            self._wanted = {}
            self._change(open_, tuple((each, self._sentences.error(problem)) for each in wanted))
            return
        known = self._wanted.get(sealed[0]) or open_.picks.items[sealed[0]]
        self._asked_passphrases += 1
        self._asking = Asking(self._asked_passphrases, item, known.precision)
        self._show()

    def _change(self, open_: Open, told: tuple[tuple[str, str], ...] = ()) -> None:
        self._open = replace(open_, told=told, failed="")
        self._show()

    def _announce_choice(self, instead: str, ids: tuple[str, ...]) -> None:
        """The new line of the preview, and what the share button says now."""
        open_ = self._open
        if open_ is None:
            return
        lines = []
        for each in ids:
            item, picked = open_.proposal.item(each), open_.picks.items.get(each)
            if item is not None:
                value = self._layout.value(item, picked.precision) if picked is not None else instead
                lines.append(f"{self._words.label(item)}: {value}.")
        decision = self._layout.asked(open_, None, self._clock.now()).decision
        self.announced.emit(" ".join([*lines, f"{decision.reason or decision.share}."]))

    # ---- sealed items ----

    def pick_sealed(self, precision: Precision) -> None:
        """Another step for the item whose passphrase is asked; the words change with it."""
        asking = self._asking
        if asking is not None and not asking.checking and asking.item.step(precision) is not None:
            self._asking = replace(asking, precision=precision, error="")
            self._show()

    def keep_off(self) -> None:
        """Leave the sealed item, and what was to be turned on with it, as it was."""
        self._asking = None
        self._wanted = {}
        self._show()

    def permit(self, typed: str, words: str) -> None:
        """The passphrase for the item that is asked, and the words that were on the screen with it."""
        open_, asking = self._open, self._asking
        if open_ is None or asking is None or asking.checking:
            return
        if not typed:
            self._asking = replace(asking, error=self.tr("Type your passphrase, or keep it off."))
            self._show()
            return
        proposal, item, days = open_.proposal, asking.item.credential_id, open_.picks.days
        precision, sentences, number = asking.precision, self._sentences, asking.number
        self._asking = replace(asking, checking=True, error="")
        self._show()
        self._tasks.vault(
            lambda session: permit_sealed(
                session, proposal, item, precision, days, Passphrase(typed), words, sentences
            ),
            lambda permission: self._permitted(number, permission),
            lambda problem: self._not_permitted(number, problem),
            owner=self,
        )

    def _permitted(self, number: int, permission: SealedPermission) -> None:
        open_, asking = self._open, self._asking
        if open_ is None or asking is None or asking.number != number:
            return  # kept off meanwhile
        self._asking = None
        picked = Picked(permission.precision, permission)
        self._want({**self._wanted, permission.credential_id: picked})

    def _not_permitted(self, number: int, problem: VaultError) -> None:
        if self._asking is not None and self._asking.number == number:
            self._asking = replace(self._asking, checking=False, error=self._sentences.error(problem))
            self._show()

    # ---- deciding ----

    def share(self) -> None:
        """Share what is on."""
        open_ = self._open
        if open_ is None or not self._layout.asked(open_, None, self._clock.now()).decision.able:
            return
        proposal, picks = open_.proposal, open_.picks
        choices = as_choices(proposal, picks)
        self._open = replace(open_, sharing=True, failed="")
        self._show()

        def work(session: Session) -> tuple[Shared, str]:
            return share(session, proposal, choices), code_of(session, proposal.host)

        self._tasks.vault(work, self._shared, self._decision_failed, owner=self)

    def _shared(self, done: tuple[Shared, str]) -> None:
        if self._open is not None:
            shared, code = done
            self._decided(self._outcomes.shared(self._open.proposal, self._open.picks, shared, code))

    def refuse(self) -> None:
        """Share nothing. Always possible while the request is open."""
        open_ = self._open
        if open_ is None or open_.sharing:
            return
        proposal, never = open_.proposal, open_.never_ask
        self._open = replace(open_, sharing=True, failed="")
        self._tasks.vault(
            lambda session: refuse(session, proposal, never_ask=never),
            lambda _: self._decided(self._outcomes.refused(proposal, never_ask=never)),
            self._decision_failed,
            owner=self,
        )

    def _decided(self, outcome: Outcome) -> None:
        refused_for_them = isinstance(self._state, Refused)
        self._reset()
        self._outcome = None if refused_for_them else outcome
        self._show()
        self._sending.start()

    def _decision_failed(self, problem: VaultError) -> None:
        open_ = self._open
        if open_ is None:
            return
        if problem.code in _OVER:
            self._refuse_to_show(open_.proposal.host, problem)
            return
        self._open = replace(open_, sharing=False, failed=self._sentences.error(problem))
        self._show()
        self._propose(open_.proposal.request)

    def later(self) -> None:
        """Decide later: the request waits until its own end."""
        open_ = self._open
        if open_ is None or open_.sharing or isinstance(self._state, Refused):
            return
        self._reset()
        self._queue.add_request(open_.proposal.request)
        self._show()

    def close(self) -> None:
        """Close what cannot be answered, or is decided. A request that we refuse is answered with "no"."""
        if isinstance(self._state, Refused) and self._open is not None:
            self.refuse()
            return
        self._reset()
        self._show()

    def go_back(self) -> None:
        """Open the shop's page once more."""
        if self._outcome is not None and self._outcome.back:
            self._open_address(self._outcome.back)

    def take_delivered(self, delivered: Delivered) -> None:
        """What came of a try to bring something to a shop, by this page or by the window's post."""
        outcome = self._outcome
        if outcome is None or delivered.host != outcome.host:
            return
        if delivered.kind != (OutboxKind.ANSWER if outcome.jtis else OutboxKind.REFUSAL):
            return
        if delivered.state == "superseded":
            self.start()
            return
        self._outcome = self._outcomes.delivered(outcome, delivered, self._clock.now())
        self.announced.emit(self._outcome.status)
        if delivered.redirect_uri:
            self._open_address(delivered.redirect_uri)
        self._show()

    def _found(self, states: frozenset[ItemState]) -> None:
        outcome = self._outcome
        if outcome is not None and outcome.kind == "busy" and states:
            self._outcome = self._outcomes.found(outcome, states)
            self._show()

    def _sent(self) -> None:
        self.shared.emit(self._outcome.host if self._outcome is not None else "")

    def _sending_failed(self, problem: VaultError) -> None:
        if self._outcome is not None:
            self._outcome = replace(self._outcome, problem=self._sentences.error(problem))
            self._show()

    def _ignore(self, problem: VaultError) -> None:
        """What was read stays as it is; the page that needs the vault says that it is locked."""

    # ---- state ----

    def _show(self) -> None:
        waiting = self._queue.current(self._clock.now())
        open_ = 1 if self._open is not None else 0
        self.waiting.emit(len(waiting) + open_)
        self.changed.emit(self._now(waiting))

    def _now(self, waiting: tuple[Waiting, ...]) -> RequestState:
        if self._state is not None:
            return self._state
        if self._open is not None:
            return self._layout.asked(self._open, self._asking, self._clock.now())
        if self._outcome is not None:
            return self._outcomes.state(self._outcome)
        return Nothing(tuple(self._line(each) for each in waiting))

    def _line(self, waiting: Waiting) -> WaitingLine:
        host = waiting.host or self.tr("a shop")
        if waiting.request is None:
            text = self.tr("Not looked at yet.")
        else:
            until = waiting.request.expires.astimezone()
            text = self.tr("You can answer until {time}.").format(time=f"{until:%H:%M}")
        return WaitingLine(waiting.number, host, text, self.tr("Open the request of {host}").format(host=host))
