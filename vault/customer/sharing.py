"""Share, or say no: from a decision to tokens, consents, history and a letter in the outbox, in one transaction.

What is sealed needs a :class:`SealedPermission` for each item, which only :meth:`Session.permit` gives: after the
passphrase, for the explicit words that :func:`ask_sealed` was shown. No screen can leave that out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from vault.core.clock import to_text
from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences
from vault.core.value import Json, Precision
from vault.customer.answering import by_hand, by_post, require_sealed_answer
from vault.customer.choosing import Choices, DecidedItem, Decision, check_sealed_request, decide, explicit_words
from vault.customer.gift import OTHER
from vault.customer.objecting import end_of_objection, objects
from vault.customer.proposal import Proposal
from vault.customer.review import lay_out_now
from vault.customer.session import PassphraseCheck, SealedQuestion, Session
from vault.customer.status_pool import Places
from vault.customer.stopping import after_stops
from vault.customer.waiting import ANSWERED, DECLINED, WAITING
from vault.openid4vp.response import make_answer, make_refusal
from vault.storage import consents, journal, outbox, requests, shops
from vault.storage.connection import Transaction
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import IssuedToken, TokenClaims, issue, issue_bundle
from vault.tokens.presentation import present

SALT_BYTES = 16
"""128 bits, so that nobody finds a value by trying (RFC 9901 §9.3)."""


@dataclass(frozen=True)
class Shared:
    """What was agreed: the shop, the consents (several if something sealed is among it), and the end."""

    host: str
    consents: tuple[str, ...]
    items: tuple[str, ...]
    until: datetime
    answer: str = field(default="", repr=False)
    """What goes into the file, if it leaves by hand."""


@dataclass(frozen=True)
class _Signed:
    """One decided item with its consent and its token."""

    decided: DecidedItem
    number: int | None
    claims: TokenClaims
    token: IssuedToken


def ask_sealed(
    session: Session,
    proposal: Proposal,
    credential_id: str,
    precision: Precision,
    days: int,
    words: str,
    sentences: Sentences,
) -> PassphraseCheck:
    """Ask for the passphrase before one sealed item leaves, with the words of :func:`explicit_words` as shown.

    What :meth:`PassphraseCheck.prove` makes of the passphrase is what :meth:`Session.permit` takes. Raises
    :class:`ChoiceError` ``choice_unknown``, ``words_differ`` or as :func:`check_sealed_request`.
    """
    item = proposal.item(credential_id)
    if item is None or item.step(precision) is None:
        raise ChoiceError("choice_unknown")
    check_sealed_request(proposal, item)
    if words != explicit_words(proposal, item, days, session.clock.now(), session.catalogue, sentences):
        raise ChoiceError("words_differ")
    return session.ask_passphrase(SealedQuestion(proposal.id, credential_id, precision, days, words))


def share(session: Session, proposal: Proposal, choices: Choices, *, in_file: bool = False) -> Shared:
    """Agree to ``choices``: sign one token for each item and put the answer in the outbox, or give it for a file.

    Raises :class:`ChoiceError` as :func:`decide`, ``proposal_changed`` or ``request_answered``, and ``in_file``
    ``answer_not_encrypted``. Either everything is kept or nothing.
    """
    now = session.clock.now()
    if in_file:
        require_sealed_answer(proposal)
    with session.database.transaction() as transaction:
        _take(transaction, proposal, ANSWERED)
        decision = decide(_still(transaction, session, proposal, choices), choices, session.catalogue, now)
        for decided in decision.items:
            if decided.permission is not None:
                session.spend(decided.permission, decided.item.key)
        key = _pairwise_key(transaction, session, proposal)
        places = Places(transaction, session.random)
        signed = _sign(session, proposal, decision, key, places)
        presented_at = after_stops(transaction, proposal.host, now)
        body = make_answer(proposal.request, _presented(proposal, signed, key, presented_at))
        ids = _keep(transaction, proposal, decision, signed, now)
        places.keep(transaction)
        journal.append(transaction, now, ItemEvent.SHARED, _entry(proposal, decision, signed))
        jtis, answer = tuple(each.claims.jti for each in signed), ""
        if in_file:
            answer = by_hand(transaction, proposal, body, jtis, now)
        else:
            about: dict[str, Json] = {"items": list(jtis)}
            by_post(transaction, proposal, outbox.OutboxKind.ANSWER, body, now, consent=ids[0], about=about)
    session.commit_anchor()
    return Shared(proposal.host, ids, jtis, decision.until, answer)


def _still(transaction: Transaction, session: Session, proposal: Proposal, choices: Choices) -> Proposal:
    """The proposal as it would be now. What was shown must still be so, or the person has to look again."""
    fresh = lay_out_now(transaction, session, proposal.request, person=proposal.person)
    for choice in choices.items:
        shown, now = proposal.item(choice.credential_id), fresh.item(choice.credential_id)
        if shown is None or now is None:
            continue  # decide() says so
        step = choice.precision
        if (shown.level, shown.parts, shown.step(step)) != (now.level, now.parts, now.step(step)):
            raise ChoiceError("proposal_changed", host=proposal.host)
    return fresh


def refuse(session: Session, proposal: Proposal, *, never_ask: bool = False) -> None:
    """Say no. The shop hears the same two words whatever the reason; with ``never_ask`` it is not heard again.

    Raises :class:`ChoiceError` ``request_answered``.
    """
    now = session.clock.now()
    with session.database.transaction() as transaction:
        _take(transaction, proposal, DECLINED)
        if never_ask:
            _pairwise_key(transaction, session, proposal)
            shops.set_never_ask(transaction, proposal.host, never_ask=True)
        body: dict[str, Json] = {"host": proposal.host, "request": proposal.id, "never_ask": never_ask}
        journal.append(transaction, now, "refused", body)
        by_post(transaction, proposal, outbox.OutboxKind.REFUSAL, make_refusal(proposal.request), now)


def _take(transaction: Transaction, proposal: Proposal, state: str) -> None:
    """A request is answered once."""
    stored = requests.find_request(transaction, proposal.id)
    if stored is None or stored.state != WAITING:
        raise ChoiceError("request_answered", host=proposal.host)
    requests.set_request_state(transaction, proposal.id, state)


def _pairwise_key(transaction: Transaction, session: Session, proposal: Proposal) -> SigningKey:
    """The key that only this shop sees, fresh on first meeting. It is what keeps two shops from comparing notes."""
    known = shops.shop(transaction, proposal.host)
    key = SigningKey.from_private_bytes(known.pairwise_key) if known else SigningKey.generate()
    terms = proposal.request.terms
    shops.put_shop(
        transaction,
        shops.Shop(
            host=proposal.host,
            client_id=proposal.request.client_id,
            name=terms.controller.name if terms else proposal.host,
            signed_once=proposal.request.signed,
            pairwise_key=key.private_bytes(),
            first_seen=known.first_seen if known else session.clock.now(),
            never_ask=known.never_ask if known else False,
        ),
    )
    return key


def _sign(session: Session, proposal: Proposal, decision: Decision, key: SigningKey, places: Places) -> list[_Signed]:
    """One token an item, a bundle too. What is sealed has a consent of its own, shared with no other item.

    What the shop keeps names a place on a status list, if there is one: a visit is over soon, an objection is not ended
    by a stop.
    """
    terms, ordinary, now = proposal.request.terms, session.urn(), session.clock.now()
    signed = []
    for decided in decision.items:
        number = terms.credential_ids.index(decided.item.credential_id) if terms else None
        jti, no = session.urn(), objects(decided, decision)
        claims = TokenClaims(
            jti=jti,
            consent=session.urn() if decided.permission else ordinary,
            item=number,
            aud=proposal.request.client_id,
            iat=now,
            exp=end_of_objection(now) if no else decision.until,
            terms=terms.hash if terms else None,
            keep="session" if decision.visit else None,
            objection=no,
            subject=OTHER if proposal.person is not None else None,
            status=None if no or decision.visit else places.take(jti),
        )
        signed.append(_Signed(decided, number, claims, _issue(session, decided, claims, key)))
    return signed


def _issue(session: Session, decided: DecidedItem, claims: TokenClaims, key: SigningKey) -> IssuedToken:
    values = [(part.key, value.to_json()) for part, value in decided.values]
    salts = [session.random(SALT_BYTES) for _ in values]
    if len(values) == 1:
        return issue(claims, *values[0], key, *salts)
    return issue_bundle(claims, values, key, salts)


def _presented(proposal: Proposal, signed: list[_Signed], key: SigningKey, now: datetime) -> Mapping[str, str]:
    """The presentations by query id; the first answered id, in the terms' order, carries the hash of the terms."""
    by_id = {each.decided.item.credential_id: each for each in signed}
    order = [query_id for query_id in proposal.request.dcql.ids if query_id in by_id]
    terms, nonce = proposal.request.terms, proposal.request.nonce
    return {
        query_id: present(
            by_id[query_id].token,
            key,
            client_id=proposal.request.client_id,
            nonce=nonce,
            now=now,
            terms_hash=terms.hash if terms and query_id == order[0] else None,
        )
        for query_id in order
    }


def _keep(
    transaction: Transaction, proposal: Proposal, decision: Decision, signed: list[_Signed], now: datetime
) -> tuple[str, ...]:
    terms = proposal.request.terms
    ids = tuple(dict.fromkeys(each.claims.consent for each in signed))
    for consent_id in ids:
        consents.add_consent(
            transaction,
            consents.Consent(
                id=consent_id,
                host=proposal.host,
                client_id=proposal.request.client_id,
                terms=terms.raw if terms else None,
                terms_hash=terms.hash if terms else None,
                created=now,
                until=decision.until,
                keep="session" if decision.visit else None,
                subject=OTHER if proposal.person is not None else None,
            ),
        )
    for each in signed:
        first, *others = (consents.SharedPart(part.key, value.precision) for part, value in each.decided.values)
        item = consents.ConsentItem(
            jti=each.claims.jti,
            consent=each.claims.consent,
            item=each.number,
            key=first.key,
            precision=first.precision,
            level=each.decided.level,
            purpose=each.decided.item.purpose,
            until=each.claims.exp,
            state=ItemState.SENDING,
            changed_at=now,
            also=tuple(others),
        )
        token = consents.StoredToken(each.claims.jti, each.token.jwt, each.token.disclosure)
        consents.add_item(transaction, item, token)
    return ids


def _entry(proposal: Proposal, decision: Decision, signed: list[_Signed]) -> dict[str, Json]:
    """The history entry: items (of a bundle each part), precisions, purposes, the explicit words; never a value.

    A gift answer is for somebody else; who that is, the history does not say.
    """
    items: list[Json] = [
        {
            "jti": each.claims.jti,
            "consent": each.claims.consent,
            "key": part.key,
            "precision": value.precision.word,
            "purpose": each.decided.item.purpose,
            "words": each.decided.permission.words if each.decided.permission else None,
        }
        for each in signed
        for part, value in each.decided.values
    ]
    until = to_text(decision.until)
    told: dict[str, Json] = {
        "host": proposal.host,
        "request": proposal.id,
        "items": items,
        "until": until,
        "visit": decision.visit,
    }
    return told if proposal.person is None else {**told, "subject": OTHER}
