"""The record of each consent, one by one: to see, and to take along as JSON-LD that anybody can check offline.

A share has one consent, and one more for each sealed item. A record names what was agreed, never a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vault.core.consent_record import AgreedItem, consent_record
from vault.core.errors import ChoiceError
from vault.core.record_file import ItemNow, write_record_file
from vault.core.terms import Terms, parse_terms
from vault.customer.receipt_file import numbered_shares
from vault.customer.receipt_proof import proof_parts, signed_records
from vault.storage import consents, journal
from vault.tokens import preference_token

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.consent import ItemState
    from vault.core.value import Precision
    from vault.customer.session import Session
    from vault.storage.connection import Reader
    from vault.storage.consents import Consent, ConsentItem


@dataclass(frozen=True)
class RecordItem:
    """One preference of a record, with what is true of it now. Those of a bundle have one ``jti``."""

    jti: str
    key: str
    precision: Precision
    purpose: str | None
    until: datetime
    state: ItemState
    since: datetime


@dataclass(frozen=True)
class ConsentRecord:
    """One consent. ``number`` is that of the receipt; the second consent of one share ends in ``-2``, and so on.

    ``terms`` is None where a shop asked without any: then there is a line in the list and no record to export.
    ``visit``: the shop was to store nothing.
    """

    number: str
    consent: str
    host: str
    agreed: datetime
    until: datetime
    visit: bool
    items: tuple[RecordItem, ...]
    terms: Terms | None = field(repr=False)

    @property
    def calls_itself(self) -> str:
        """The shop's name in its terms, else its host."""
        return self.terms.controller.name if self.terms is not None else self.host


@dataclass(frozen=True)
class TakenRecord:
    """One record to take along. ``records`` are as the shop signed them, or the vault's own; then ``proof`` is empty.

    ``at`` is the moment it was made.
    """

    record: ConsentRecord
    records: tuple[dict[str, Any], ...] = field(repr=False)
    proof: tuple[str, ...] = field(repr=False)
    at: datetime

    @property
    def signed(self) -> bool:
        """Whether the shop's own signature is in it."""
        return bool(self.proof)

    def json_ld(self) -> bytes:
        """The file that programs read and ``preference-shop receipt check`` checks."""
        now = {item.jti: ItemNow(item.jti, item.state, item.since) for item in self.record.items}
        return write_record_file(self.records, self.record.consent, now.values(), self.proof, self.at)


def list_records(session: Session) -> tuple[ConsentRecord, ...]:
    """Every consent of this vault, oldest first."""
    numbers = _numbers(session)
    with session.database.read() as reader:
        return tuple(_record(reader, each, numbers.get(each.id, each.id)) for each in consents.consents(reader))


def take_record(session: Session, number: str) -> TakenRecord:
    """The record of this number, ready to be written.

    Raises :class:`ChoiceError` ``record_number_unknown``, or ``record_without_terms``.
    """
    record = next((each for each in list_records(session) if each.number == number), None)
    if record is None:
        raise ChoiceError("record_number_unknown")
    now = session.clock.now()
    with session.database.read() as reader:
        consent = consents.consent(reader, record.consent)
        if consent is None or record.terms is None:
            raise ChoiceError("record_without_terms", host=record.host)
        signed = tuple(signed_records(reader, consent))
        proof = proof_parts(reader, [consent], now) if signed else ()
        return TakenRecord(record, signed or (_own(reader, consent, record.terms),), proof, now)


def _own(reader: Reader, consent: Consent, terms: Terms) -> dict[str, Any]:
    """What the vault itself wrote down: only the customer's word."""
    agreed: list[AgreedItem] = []
    holder = ""
    for item in consents.items(reader, consent.id):
        token = consents.token(reader, item.jti)
        if token is not None and item.item is not None:
            holder = preference_token.verify(token.jwt, aud=consent.client_id).did
            agreed.append(AgreedItem(item.item, item.jti, item.precision, item.until))
    return consent_record(
        terms, consent=consent.id, host=consent.host, holder=holder, given=consent.created, items=agreed
    )


def _record(reader: Reader, consent: Consent, number: str) -> ConsentRecord:
    items = consents.items(reader, consent.id)
    return ConsentRecord(
        number,
        consent.id,
        consent.host,
        consent.created,
        consent.until,
        consent.keep is not None,
        tuple(each for item in items for each in _parts(item)),
        parse_terms(consent.terms) if consent.terms is not None else None,
    )


def _parts(item: ConsentItem) -> list[RecordItem]:
    return [
        RecordItem(item.jti, part.key, part.precision, item.purpose, item.until, item.state, item.changed_at)
        for part in item.parts
    ]


def _numbers(session: Session) -> dict[str, str]:
    """The number of each consent, by its id, from the history of shares."""
    numbers = {share.seq: share.number for share in numbered_shares(session)}
    found: dict[str, str] = {}
    with session.database.read() as reader:
        for entry in journal.walk(reader, kinds={"shared"}):
            items = entry.body.get("items")
            ids = (
                [str(each.get("consent")) for each in items if isinstance(each, dict)]
                if isinstance(items, list)
                else []
            )
            number = numbers.get(entry.seq, "")
            for place, consent in enumerate(dict.fromkeys(ids), 1):
                found.setdefault(consent, number if place == 1 else f"{number}-{place}")
    return found
