"""How an answer goes to its shop: by post from the outbox, or by hand in a file.

What was given by hand may arrive at any moment up to the request's own end, or never. So its items are *uncertain* at
once: they count as held, and can be stopped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from vault.core.clock import to_text
from vault.core.consent import ItemEvent
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer import happened
from vault.customer.proposal import Proposal
from vault.openid4vp.answer_file import answer_text
from vault.storage import outbox
from vault.storage.connection import Transaction

FORM = "application/x-www-form-urlencoded"


def by_post(
    transaction: Transaction,
    proposal: Proposal,
    kind: outbox.OutboxKind,
    body: bytes,
    now: datetime,
    *,
    consent: str | None = None,
    about: Mapping[str, Json] | None = None,
) -> None:
    """Past the request's own end the shop takes no answer, so nothing is tried longer than that."""
    outgoing = outbox.Outgoing(
        host=proposal.host,
        kind=kind,
        url=proposal.request.response_uri,
        body=body,
        content_type=FORM,
        created=now,
        not_before=now,
        given_up_after=proposal.request.expires,
        consent=consent,
        about=about or {},
    )
    outbox.enqueue(transaction, outgoing)


def goes_by_hand(proposal: Proposal) -> bool:
    """Whether an answer goes back the way the request came: in a file. One that cannot be locked is posted."""
    return proposal.request.evidence.in_file and proposal.request.encryption is not None


def require_sealed_answer(proposal: Proposal) -> None:
    """A file lies about, so what is in it has to be encrypted. Raises :class:`ChoiceError` ``answer_not_encrypted``."""
    if proposal.request.encryption is None:
        raise ChoiceError("answer_not_encrypted", host=proposal.host)


def by_hand(transaction: Transaction, proposal: Proposal, body: bytes, jtis: Sequence[str], now: datetime) -> str:
    """Note that an answer leaves by hand, and give the line of its file."""
    until = to_text(proposal.request.expires)
    happened.note(transaction, proposal.host, ItemEvent.UNCERTAIN, jtis, now, by=happened.BY_HAND, until=until)
    return answer_text(body)
