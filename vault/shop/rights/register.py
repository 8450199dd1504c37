"""Every table of the store and what it means to a customer: where ``access`` shows it, and what a stop leaves of it.

It is for whoever writes the record of GDPR art. 30, which says more than a database knows. A test holds the store to
it, so a new table does not come without a line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class OfCustomers:
    """A table with rows of customers. ``section`` is the member of an access file that has them.

    ``stays`` says why a stop of everything leaves the row, and until when; None where it leaves nothing.
    """

    section: str
    stays: str | None = None


@dataclass(frozen=True)
class OfNobody:
    """A table that says nothing of a customer, or nothing that another does not say."""

    why: str


_PROOF: Final = "Proof that there was consent, without the value, until proof_until (GDPR art. 7(1))."

TABLES: Final[Mapping[str, OfCustomers | OfNobody]] = {
    "content": OfCustomers("items"),
    "customer": OfCustomers("customer", "The key and stop code, without the number, until the last proof goes."),
    "item": OfCustomers("items", _PROOF),
    "consent": OfCustomers("consents", _PROOF),
    "receipt": OfCustomers("consents", _PROOF),
    "terms": OfCustomers("terms", "The same text for everybody, until nobody's proof needs it."),
    "own_item": OfCustomers("own_items", _PROOF),
    "reading": OfCustomers("readings", "A year's log of what was read for what, without values (GDPR art. 5(2))."),
    "stop": OfCustomers("stops", "The stop itself with its erasure receipt, 90 days."),
    "suppression": OfCustomers("objections", "A no to being contacted, so that it is respected (GDPR art. 21)."),
    "feedback": OfCustomers("feedback"),
    "session": OfCustomers("sessions", "A day at most, so that a page can say that all is erased."),
    "request": OfCustomers("requests", "A day past its end, so that an answer sent twice gets its reply."),
    "status_reference": OfCustomers("status"),
    "status_end": OfCustomers("status"),
    "incident_item": OfCustomers("incidents", "A leak cannot be taken back; it goes with the proof."),
    "incident": OfCustomers("incidents", "A leak is of several customers, and is shown to an authority."),
    "sent": OfCustomers("sent", "What another system has, until it was told to delete it and did."),
    "group_report": OfNobody("Counts of groups of 20 or more, with noise."),
    "refresh": OfNobody("A hash that finds a receipt again, which is shown; it goes with that receipt."),
    "spent_nonce": OfNobody("Random numbers against replays; they go within minutes."),
    "early_stop": OfNobody("Stops by keys that shared nothing here; they go within hours."),
    "erased_key": OfNobody("Random ids of what is erased, from that moment until its key is deleted."),
    "status_fetch": OfNobody("Addresses of lists at other hosts, and when they are asked again."),
}


def sections() -> frozenset[str]:
    """The members of an access file that have rows of tables."""
    return frozenset(each.section for each in TABLES.values() if isinstance(each, OfCustomers))
