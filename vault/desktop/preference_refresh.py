"""Bringing the shops that hold an older value of the open preference up to date, and what became of that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.wording import describe
from vault.customer.refresh_progress import RefreshView, Stage, refresh_view
from vault.customer.refreshing import ask_sealed_refresh, call_off, refresh, refresh_words
from vault.desktop.preference_state import SealedUpdate, SentLine, Updates

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.choosing import SealedPermission
    from vault.customer.refreshing import RefreshOffer
    from vault.customer.session import PassphraseCheck, PassphraseProof, Session
    from vault.desktop.request_state import Sealed
    from vault.desktop.tasks import Tasks


@dataclass(frozen=True)
class Asking:
    """The passphrase is asked for one offer, with these words. Each question has a ``number`` of its own."""

    number: int
    offer: RefreshOffer
    words: str
    error: str = ""
    checking: bool = False


class PreferenceRefresh(QObject):
    """What the editor and the sealed dialog show of it, and what they ask for.

    ``changed`` says to show it anew; ``sent`` carries the hosts for which something waits to be delivered now.
    """

    changed = Signal()
    sent = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self._questions = 0
        self._start(None)

    def follow(self, key: str | None) -> None:
        """From now on this is about ``key``: the preference whose row is open, or none."""
        if key != self._key:
            self._start(key)

    def _start(self, key: str | None) -> None:
        self._key = key
        self._view: RefreshView | None = None
        self._asking: Asking | None = None
        self._busy = False
        self._failed = ""

    def look(self) -> None:
        """Read what shops hold of it, and how far what was sent came."""
        if self._key is not None:
            self._tasks.vault(partial(refresh_view, key=self._key), self.take, self._fail, owner=self)

    def take(self, view: RefreshView) -> None:
        """Show this, if it is still about the same preference."""
        if view.key != self._key:
            return
        if self._asking is not None and self._asking.offer not in view.offers:
            self._asking = None  # it is not what the shop would get any more
        self._view = view
        self.changed.emit()

    def updates(self, key: str) -> Updates:
        """What there is to say of this preference."""
        view = self._view
        if view is None or view.key != key:
            return Updates()
        together = dict.fromkeys(offer.host for offer in view.offers if not offer.sealed)
        alone = tuple(SealedUpdate(offer.host, offer.consent) for offer in view.offers if offer.sealed)
        return Updates(tuple(together), alone, _lines(view), self._busy, self._failed)

    def newer(self, key: str) -> dict[str, tuple[str, str]]:
        """For each shared item (``jti``) with an older value, the words of that and of what would take its place."""
        view = self._view
        if view is None or view.key != key:
            return {}
        entry, language = self._catalogue.entry(key), self._sentences.language
        return {
            item.jti: (describe(entry, item.before, language), describe(entry, item.after, language))
            for offer in view.offers
            for item in offer.items
            if item.key == key
        }

    def update(self) -> None:
        """Send the newer value to every shop that may have it without the passphrase."""
        self._send(tuple(offer for offer in self._offers() if not offer.sealed))

    def update_sealed(self, consent: str) -> None:
        """Ask for the passphrase, to send a sealed value to the one shop of this consent."""
        offer = next((each for each in self._offers() if each.sealed and each.consent == consent), None)
        if offer is not None and not self._busy:
            self._tasks.vault(
                lambda session: refresh_words(session, offer, self._sentences),
                lambda words: self._ask(offer, words),
                self._fail,
                owner=self,
            )

    def call_off(self) -> None:
        """Send nothing of what waits for later."""
        if self._key is not None:
            self._tasks.vault(partial(_call_off, key=self._key), self.take, self._fail, owner=self)

    def sealed(self) -> Sealed | None:
        """The question for the passphrase, if it is asked."""
        if self._asking is None:
            return None
        from vault.desktop.preference_refresh_words import AskingWords

        return AskingWords(self._sentences, self._catalogue).sealed(self._asking)

    def keep(self) -> None:
        """Send nothing: the shop keeps the value it has."""
        self._asking = None
        self.changed.emit()

    def permit(self, typed: str, words: str) -> None:
        """The passphrase as typed, and the words that were on the screen with it."""
        asking = self._asking
        if asking is None or asking.checking:
            return
        if not typed:
            self._now_asking(replace(asking, error=self.tr("Type your passphrase, or do not send it.")))
            return
        self._now_asking(replace(asking, checking=True, error=""))
        self._tasks.vault(
            lambda session: ask_sealed_refresh(session, asking.offer, words, self._sentences),
            lambda check: self._prove(asking.number, check, typed),
            lambda problem: self._not_permitted(asking.number, problem),
            owner=self,
        )

    def _prove(self, number: int, check: PassphraseCheck, typed: str) -> None:
        """Away from the vault, which goes on meanwhile."""
        from vault.customer.session import Passphrase

        if self._asks(number) is not None:
            self._tasks.derive(
                lambda: check.prove(Passphrase(typed)),
                lambda proof: self._proven(number, proof),
                lambda problem: self._not_permitted(number, problem),
                owner=self,
            )

    def _proven(self, number: int, proof: PassphraseProof) -> None:
        asking = self._asks(number)
        if asking is not None:
            self._tasks.vault(
                lambda session: _refresh(session, (asking.offer,), proof),
                self._sent,
                lambda problem: self._not_permitted(number, problem),
                owner=self,
            )

    def _asks(self, number: int) -> Asking | None:
        """What is asked, if it is still this."""
        return self._asking if self._asking is not None and self._asking.number == number else None

    def _ask(self, offer: RefreshOffer, words: str) -> None:
        if offer in self._offers():
            self._questions += 1
            self._now_asking(Asking(self._questions, offer, words))

    def _now_asking(self, asking: Asking) -> None:
        self._asking = asking
        self.changed.emit()

    def _not_permitted(self, number: int, problem: VaultError) -> None:
        asking = self._asks(number)
        if asking is not None and problem.code == "refresh_changed":
            self._asking = None
            self._not_sent(problem)
        elif asking is not None:
            self._now_asking(replace(asking, checking=False, error=self._sentences.error(problem)))

    def _offers(self) -> tuple[RefreshOffer, ...]:
        return self._view.offers if self._view is not None else ()

    def _send(self, wanted: tuple[RefreshOffer, ...]) -> None:
        if wanted and not self._busy:
            self._busy, self._failed = True, ""
            self.changed.emit()
            self._tasks.vault(partial(_refresh, wanted=wanted), self._sent, self._not_sent, owner=self)

    def _sent(self, view: RefreshView) -> None:
        self._busy, self._failed, self._asking = False, "", None
        self.take(view)
        self.sent.emit(tuple(each.host for each in view.sent))

    def _not_sent(self, problem: VaultError) -> None:
        self._fail(problem)
        self.look()  # the vault or a shop changed meanwhile

    def _fail(self, problem: VaultError) -> None:
        self._busy, self._failed = False, self._sentences.error(problem)
        self.changed.emit()


def _refresh(session: Session, wanted: tuple[RefreshOffer, ...], proof: PassphraseProof | None = None) -> RefreshView:
    permissions: Collection[SealedPermission] = () if proof is None else (session.permit(proof),)
    refresh(session, wanted, permissions)
    return refresh_view(session, wanted[0].items[0].key)


def _call_off(session: Session, key: str) -> RefreshView:
    call_off(session, key)
    return refresh_view(session, key)


def _lines(view: RefreshView) -> tuple[SentLine, ...]:
    """One line for each stage, the least settled first; a shop that has something older again is not told any more."""
    older = {offer.host for offer in view.offers}
    lines = []
    for stage in Stage:
        found = [each for each in view.sent if each.stage is stage and not (stage is Stage.TOLD and each.host in older)]
        if found:
            hosts = tuple(dict.fromkeys(each.host for each in found))
            lines.append(SentLine(stage, hosts, min(each.at for each in found), any(each.later for each in found)))
    return tuple(lines)
