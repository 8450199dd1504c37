"""A preference changed: offer to bring what shops hold of it up to date, and do it, without asking them anew.

Never wider: the same consent, terms and end, never more precise. To several shops it goes at random times within the
hour, so that they cannot match what they hear. What is sealed goes alone, after the passphrase, as when it is shared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from vault.core.catalogue import Entry
from vault.core.clock import to_text
from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.precision import coarsen, steps_open
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.terms import parse_terms
from vault.core.value import Json, Value, value_from_json
from vault.core.wording import in_language
from vault.customer import happened as life
from vault.customer.choosing import SealedPermission
from vault.customer.delivery import random_time
from vault.customer.editing import kept_as
from vault.customer.proposal import Kept
from vault.customer.refresh_outcomes import asking
from vault.customer.session import PassphraseCheck, SealedQuestion, Session
from vault.customer.sharing import SALT_BYTES
from vault.customer.status_pool import Places, stop_places
from vault.customer.stopping import superseded
from vault.storage import consents, journal, outbox, preferences, shops
from vault.storage.connection import Reader, Transaction
from vault.storage.outbox import OutboxKind, OutboxRow
from vault.tokens import preference_token
from vault.tokens.did_jwk import did_of
from vault.tokens.disclosure import read_disclosure
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue

TRIED = timedelta(days=7)
"""How long a refresh is tried; then the shop keeps the older value, and the screen says so."""


@dataclass(frozen=True)
class RefreshItem:
    """One shared item (``jti``) that would be replaced: what the shop has, and what it would have."""

    jti: str
    key: str
    number: int
    level: Level
    before: Value = field(repr=False)
    after: Value = field(repr=False)


@dataclass(frozen=True)
class RefreshOffer:
    """What one shop holds under one consent and could have anew, until the end that was agreed."""

    host: str
    consent: str
    until: datetime
    items: tuple[RefreshItem, ...]

    @property
    def sealed(self) -> bool:
        """Whether it takes the passphrase."""
        return any(item.level is Level.SEALED for item in self.items)


def offers(session: Session, key: str) -> tuple[RefreshOffer, ...]:
    """What shops hold of a preference that is not what the vault holds, by shop. Raises ``key_unknown``."""
    session.catalogue.entry(key)
    with session.database.read() as reader:
        found = _offers(reader, session, key, session.clock.now())
    return tuple(sorted(found, key=lambda offer: offer.host))


def refresh_words(session: Session, offer: RefreshOffer, sentences: Sentences) -> str:
    """The words of GDPR art. 9(2)(a) for a sealed item, as when it was shared."""
    item = offer.items[0]
    with session.database.read() as reader:
        stored = consents.item(reader, item.jti)
    purpose = session.catalogue.purposes.get((stored.purpose if stored else None) or "")
    return sentences.say(
        "sharing",
        "explicit_words",
        host=offer.host,
        label=in_language(session.catalogue.entry(item.key).label, sentences.language),
        purpose=in_language(purpose.label, sentences.language) if purpose else "",
        date=sentences.date(offer.until),
    )


def ask_sealed_refresh(session: Session, offer: RefreshOffer, words: str, sentences: Sentences) -> PassphraseCheck:
    """Ask for the passphrase before a sealed item is refreshed, with the words of :func:`refresh_words` as shown.

    Raises :class:`ChoiceError` ``words_differ``.
    """
    if words != refresh_words(session, offer, sentences):
        raise ChoiceError("words_differ")
    return session.ask_passphrase(_question(offer, words))


def refresh(
    session: Session, wanted: Sequence[RefreshOffer], permissions: Collection[SealedPermission] = ()
) -> tuple[str, ...]:
    """Sign the new tokens and put a letter for each offer into the outbox; the hosts. Either all or nothing.

    Raises :class:`ChoiceError` ``refresh_changed`` if an offer is not what it was when it was shown, or
    ``sealed_needs_passphrase``.
    """
    now = session.clock.now()
    hosts = tuple(dict.fromkeys(offer.host for offer in wanted))
    times = {host: now if len(hosts) == 1 else now + random_time(session) for host in hosts}
    with session.database.transaction() as transaction:
        for offer in wanted:
            if offer not in _offers(transaction, session, offer.items[0].key, now):
                raise ChoiceError("refresh_changed", host=offer.host)
            words = _spend(session, offer, permissions)
            put(transaction, session, offer, words, now, times[offer.host])
    session.commit_anchor()
    return hosts


def call_off(session: Session, key: str) -> None:
    """Take back what was to go of a preference and did not leave yet; its shops keep the value they have."""
    now = session.clock.now()
    with session.database.transaction() as transaction:
        about = {item.jti for item in consents.items(transaction) if item.key == key}
        take_back(transaction, outbox.waiting(transaction), about, now)
    session.commit_anchor()


def _offers(reader: Reader, session: Session, key: str, now: datetime) -> tuple[RefreshOffer, ...]:
    stored, entry = preferences.preference(reader, key), session.catalogue.entry(key)
    if stored is None or stored.value.value in entry.objection:
        return ()
    kept, going = kept_as(entry, stored), under_way(reader)
    found: list[RefreshOffer] = []
    for consent in consents.consents(reader):
        agreed = consents.items(reader, consent.id)
        mine = [item for item in agreed if item.key == key and item.until > now and item.jti not in going]
        if not mine or not takes_refreshes(consent):
            continue
        items = [each for each in (_replaceable(reader, entry, kept, consent, item) for item in mine) if each]
        alone = len({each.item for each in agreed}) == 1
        if items and (alone or all(item.level is not Level.SEALED for item in items)):
            # What is sealed now and was not when it was shared needs a consent of its own.
            jtis = {item.jti for item in items}
            until = min(item.until for item in agreed if item.jti in jtis)
            found.append(RefreshOffer(consent.host, consent.id, until, tuple(items)))
    return tuple(found)


def takes_refreshes(consent: consents.Consent) -> bool:
    """Whether what was agreed lets the shop be sent something in the place of what it has."""
    if consent.terms is None or consent.keep is not None:
        return False
    return {"nonce", "refresh"} <= parse_terms(consent.terms).endpoints.keys()


def value_there(reader: Reader, consent: consents.Consent, item: consents.ConsentItem) -> Value | None:
    """The value that a shop has of an item which something can take the place of; None of any other item."""
    token, shop = consents.token(reader, item.jti), shops.shop(reader, consent.host)
    if item.state is not ItemState.ACTIVE or item.also or item.item is None:
        return None
    if token is None or token.disclosure is None or shop is None:
        return None
    signed = preference_token.verify(token.jwt, aud=consent.client_id)
    own = did_of(SigningKey.from_private_bytes(shop.pairwise_key).public)
    if signed.did != own or signed.claims.objection:
        return None
    return value_from_json(read_disclosure(token.disclosure)[1])


def _replaceable(
    reader: Reader, entry: Entry, kept: Kept, consent: consents.Consent, item: consents.ConsentItem
) -> RefreshItem | None:
    """What would take the place of one shared item, if that is something else; never more precise than it was."""
    steps = steps_open(entry, item.precision, kept.most)
    before = value_there(reader, consent, item) if steps else None
    if before is None or item.item is None:
        return None
    try:
        after = coarsen(entry, kept.value, steps[0])
    except ChoiceError:  # this very value has no such step
        return None
    level = max(kept.level, item.level)
    return None if after == before else RefreshItem(item.jti, item.key, item.item, level, before, after)


def under_way(reader: Reader) -> set[str]:
    """Items whose refresh may have reached the shop: what comes after it has to wait for the answer."""
    rows = [row for row in outbox.waiting(reader) if row.outgoing.kind in {OutboxKind.NONCE, OutboxKind.REFRESH}]
    left = [row for row in rows if row.outgoing.kind is OutboxKind.REFRESH or row.outgoing.about.get("sent")]
    return {jti for row in left for jti in superseded(row)}


def _question(offer: RefreshOffer, words: str) -> SealedQuestion:
    item = offer.items[0]
    return SealedQuestion(offer.consent, item.jti, item.after.precision, 0, words)


def _spend(session: Session, offer: RefreshOffer, permissions: Collection[SealedPermission]) -> str | None:
    """The explicit words of a sealed item, whose permission is used up; None for any other."""
    if not offer.sealed:
        return None
    item = offer.items[0]
    asked = (offer.consent, item.jti, item.after.precision)
    for each in permissions:
        if (each.request_id, each.credential_id, each.precision) == asked:
            session.spend(each, item.key)
            return each.words
    raise ChoiceError("sealed_needs_passphrase", item=item.key)


def take_back(transaction: Transaction, rows: Collection[OutboxRow], jtis: Collection[str], now: datetime) -> bool:
    """A refresh of these items that has not gone yet is not wanted any more. Whether there was one."""
    found = False
    for row in rows:
        unsent = row.outgoing.kind is OutboxKind.NONCE and not row.outgoing.about.get("sent")
        if unsent and not set(jtis).isdisjoint(superseded(row)):
            found = True
            outbox.remove(transaction, row.id)
            items = row.outgoing.about.get("items")
            if isinstance(items, list):
                gone = life.note(transaction, row.outgoing.host, ItemEvent.NOT_DELIVERED, map(str, items), now)
                stop_places(transaction, gone, now)
    return found


def put(
    transaction: Transaction,
    session: Session,
    offer: RefreshOffer,
    words: str | None,
    now: datetime,
    not_before: datetime,
) -> None:
    """Sign what is offered and let it wait, instead of what waits of the same items. Raises ``refresh_changed``."""
    take_back(transaction, outbox.waiting(transaction, offer.host), {each.jti for each in offer.items}, now)
    consent, shop = consents.consent(transaction, offer.consent), shops.shop(transaction, offer.host)
    if consent is None or consent.terms is None or shop is None:
        raise ChoiceError("refresh_changed", host=offer.host)
    key, places = SigningKey.from_private_bytes(shop.pairwise_key), Places(transaction, session.random)
    told: list[Json] = []
    new: list[Json] = []
    for item in offer.items:
        old = consents.item(transaction, item.jti)
        if old is None:
            raise ChoiceError("refresh_changed", host=offer.host)
        jti = session.urn()
        claims = TokenClaims(
            jti=jti,
            consent=consent.id,
            item=item.number,
            aud=consent.client_id,
            iat=now,
            exp=old.until,
            terms=consent.terms_hash,
            status=places.take(jti),
        )
        token = issue(claims, item.key, item.after.to_json(), key, session.random(SALT_BYTES))
        fresh = consents.ConsentItem(
            jti=jti,
            consent=consent.id,
            item=item.number,
            key=item.key,
            precision=item.after.precision,
            level=item.level,
            purpose=old.purpose,
            until=old.until,
            state=ItemState.SENDING,
            changed_at=now,
        )
        consents.add_item(transaction, fresh, consents.StoredToken(jti, token.jwt, token.disclosure))
        new.append(jti)
        told.append(
            {
                "jti": jti,
                "consent": consent.id,
                "key": item.key,
                "precision": item.after.precision.word,
                "purpose": old.purpose,
                "words": words,
            }
        )
    places.keep(transaction)
    journal.append(transaction, now, ItemEvent.REFRESHED, {"host": offer.host, "items": told})
    about: dict[str, Json] = {
        "items": new,
        "supersedes": [item.jti for item in offer.items],
        "until": to_text(min(offer.until, now + TRIED)),
    }
    terms = parse_terms(consent.terms)
    outbox.enqueue(transaction, asking(offer.host, terms, consent.id, about, now, not_before))
