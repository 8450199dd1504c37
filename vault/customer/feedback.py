"""Tell a shop what one thinks of something it showed: its next page changes. By hand, one thing at a time.

The steps are :func:`prepare`, :func:`send` away from the session, and :func:`record`.
"""

from __future__ import annotations

from dataclasses import dataclass

from vault.core.clock import Clock
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.session import Session
from vault.customer.shop_letters import Correspondence, correspond, fetch_nonce, post
from vault.net.fetcher import Fetcher
from vault.storage import journal
from vault.tokens.customer_letter import MAX_ABOUT, feedback
from vault.tokens.customer_letter import Says as Says  # who gives feedback says it


@dataclass(frozen=True)
class Word:
    """What is to be said to a shop about ``about``: a key of the catalogue or a reference of the shop."""

    to: Correspondence
    about: str
    says: Says


def prepare(session: Session, host: str, about: str, says: Says) -> Word:
    """Begin to say something. Raises :class:`ChoiceError` ``feedback_about_refused``, or as :func:`correspond`."""
    if not 0 < len(about) <= MAX_ABOUT or not about.isprintable():
        raise ChoiceError("feedback_about_refused", most=MAX_ABOUT)
    return Word(correspond(session, host, "feedback"), about, says)


def send(word: Word, fetcher: Fetcher, clock: Clock) -> None:
    """Say it. Needs no session. Raises :class:`NetworkError`."""
    to, nonce = word.to, fetch_nonce(word.to, fetcher)
    letter = feedback(
        to.signing_key,
        aud=to.client_id,
        iat=clock.now(),
        jti=to.jti,
        nonce=nonce,
        about=word.about,
        says=word.says,
    )
    post(to, letter, fetcher)


def record(session: Session, word: Word) -> None:
    """Write down that the shop heard it."""
    host, about = word.to.host, word.about
    items: list[Json] = [{"key": about}] if about in session.catalogue.entries else []
    with session.database.transaction() as transaction:
        body: dict[str, Json] = {"host": host, "items": items, "says": word.says.value}
        journal.append(transaction, session.clock.now(), "feedback_given", body)


def give_feedback(session: Session, host: str, about: str, says: Says, fetcher: Fetcher) -> None:
    """All three steps, for programs that have one thread."""
    word = prepare(session, host, about, says)
    send(word, fetcher, session.clock)
    record(session, word)
