"""The shop's tables. All times are seconds since 1970 (RFC 7519 §2), all hashes SHA-256.

What a customer said (values, disclosures, key bindings) stands in ``content`` alone, one row an item, encrypted under a
key of that item, which is not in this database (:mod:`vault.shop.key_store`).

A change here is a migration in ``migrations/versions`` too.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from vault.shop.tables_beside import WHOLE
from vault.shop.tables_beside import group_report as group_report
from vault.shop.tables_beside import incident as incident
from vault.shop.tables_beside import incident_item as incident_item
from vault.shop.tables_beside import metadata as metadata
from vault.shop.tables_beside import sent as sent
from vault.shop.tables_beside import status_end as status_end
from vault.shop.tables_beside import status_fetch as status_fetch
from vault.shop.tables_beside import status_reference as status_reference

bookkeeping = MetaData()
"""Tables about the database itself; nothing in them is of a customer."""

terms = Table(
    "terms",
    metadata,
    Column("hash", String(43), primary_key=True),
    Column("raw", Text, nullable=False),
)

customer = Table(
    "customer",
    metadata,
    Column("id", WHOLE, primary_key=True),
    Column("thumbprint", String(43), nullable=False, unique=True),  # the pinned pairwise key, RFC 7638
    Column("did", Text, nullable=False),
    Column("stop_code", String(14), nullable=False, index=True),
    Column("number", String(36), index=True),  # of the shop's other systems; gone with the last item
    Column("owner", String(64), nullable=False),  # keyed hash of the number, which stays on proof
    Column("first_seen", WHOLE, nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("nonce", String(22), nullable=False, unique=True),
    Column("state", String(22), nullable=False, unique=True),
    Column("session_hash", String(64), nullable=False),
    Column("terms", ForeignKey("terms.hash"), nullable=False),
    Column("created", WHOLE, nullable=False),
    Column("expires", WHOLE, nullable=False, index=True),
    Column("agreement_key", LargeBinary(32)),  # gone once answered, so that no copy of the answer can be opened
    Column("answered", WHOLE),
    Column("answer_hash", String(64)),  # of the JWE or refusal that spent the nonce
    Column("code_hash", String(64), unique=True),  # of the response code
    Column("outcome", String(16)),  # shared, visit or declined
    Column("customer", ForeignKey("customer.id", ondelete="SET NULL")),
    Column("brought", WHOLE),  # when the browser brought the response code, which is spent by it
    Index("request_open", "answer_hash", "expires"),
    Index("request_session", "session_hash"),
    Index("request_terms", "terms"),
    Index("request_customer", "customer"),
)

session = Table(
    "session",
    metadata,
    Column("session_hash", String(64), primary_key=True),
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires", WHOLE, nullable=False, index=True),
)

consent = Table(
    "consent",
    metadata,
    Column("id", String(45), primary_key=True),
    Column("customer", ForeignKey("customer.id"), index=True),  # until the last item of it is erased
    Column("owner", String(64), nullable=False, index=True),
    Column("terms", ForeignKey("terms.hash"), nullable=False, index=True),
    Column("given", WHOLE, nullable=False),
)

item = Table(
    "item",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id"), nullable=False),
    Column("customer", ForeignKey("customer.id")),  # until it is erased
    Column("owner", String(64), nullable=False),
    Column("number", WHOLE, nullable=False),  # its place in the terms
    Column("key", String(80), nullable=False),
    Column("purpose", String(120), nullable=False),
    Column("iat", WHOLE, nullable=False),
    Column("exp", WHOLE, nullable=False),
    Column("presented", WHOLE, nullable=False),  # iat of the key binding
    Column("objection", Boolean, nullable=False),  # marked as one: no stop of everything ends it
    Column("state", String(10), nullable=False),  # held, stopped, expired, superseded or unread
    Column("erased", WHOLE),
    Column("proof_until", WHOLE),
    Column("jwt", Text, nullable=False),  # the signed part, which proves consent without the value
    Index("item_read", "customer", "key"),
    Index("item_end", "state", "exp"),
    Index("item_consent", "consent"),
    Index("item_owner", "owner", "key"),
    Index("item_proof", "proof_until"),
)

content = Table(
    "content",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),  # see vault.shop.contents
)

erased_key = Table(  # keys to be deleted, now that what they opened is
    "erased_key",
    metadata,
    Column("jti", String(45), primary_key=True),
)

key_store = Table(  # where the keys are
    "key_store",
    bookkeeping,
    Column("id", String(22), primary_key=True),
)

version = Table(  # Alembic's own, under its own name
    "alembic_version",
    bookkeeping,
    Column("version_num", String(32), primary_key=True),
)

own_item = Table(  # what the shop had already, by a consent of its own and without a vault
    "own_item",
    metadata,
    Column("id", String(45), primary_key=True),
    Column("number", String(64)),  # of the customer, as the shop's other systems have it; until it is erased
    Column("owner", String(64), nullable=False),
    Column("key", String(80), nullable=False),
    Column("purpose", String(120), nullable=False),
    Column("given", WHOLE, nullable=False),
    Column("imported", WHOLE, nullable=False),
    Column("exp", WHOLE, nullable=False),
    Column("proof_hash", String(64), nullable=False),  # of the shop's words on how consent was given
    Column("sealed", LargeBinary),  # value and those words, under a key of this item; gone when it is erased
    Column("state", String(10), nullable=False),  # as in item
    Column("erased", WHOLE),
    Column("proof_until", WHOLE),
    UniqueConstraint("owner", "key", "purpose", "given"),  # the same line comes once, also after it was stopped
    Index("own_item_read", "number", "key"),
    Index("own_item_end", "state", "exp"),
    Index("own_item_proof", "proof_until"),
)

suppression = Table(
    "suppression",
    metadata,
    Column("customer", ForeignKey("customer.id"), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("since", WHOLE, nullable=False),
    Column("until", WHOLE, nullable=False, index=True),
)

receipt = Table(
    "receipt",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("request", ForeignKey("request.id", ondelete="SET NULL"), index=True),
    Column("place", WHOLE, nullable=False),  # in the reply
    Column("jwt", Text, nullable=False),
)

stop = Table(
    "stop",
    metadata,
    Column("thumbprint", String(43), primary_key=True),
    Column("jti", String(128), primary_key=True),  # of the event, or made here for a stop by code
    Column("did", Text, nullable=False),
    Column("token", String(128)),  # None is everything
    Column("issued", WHOLE, nullable=False),
    Column("received", WHOLE, nullable=False),
    Column("location_hash", String(64), nullable=False, unique=True),
    Column("erased", Text, nullable=False),  # JSON list of jti
    Column("kept_until", WHOLE),  # of the proof; None if nothing is kept
    Column("kid", String(43), nullable=False),  # the receipt key that the terms promised
    Column("promised", WHOLE, nullable=False),  # until when the terms let it take
    Column("number", String(36)),  # whom to name downstream, until that is done
    Column("told", Text, nullable=False, default="[]"),  # JSON list of the systems that were told
    Column("keys", Text, nullable=False),  # JSON list of catalogue keys
    Column("recipients", Text, nullable=False, default="[]"),  # JSON list of who else had it, by the terms
    Column("no_until", WHOLE),  # of a "no" to being contacted, which outlives the stop; None without
    Column("done", WHOLE, index=True),
    Column("receipt", Text),
)

early_stop = Table(  # by a key that had shared nothing here: its answer may still come
    "early_stop",
    metadata,
    Column("id", WHOLE, primary_key=True),
    Column("thumbprint", String(43), nullable=False),
    Column("jti", String(128), nullable=False),
    Column("token", String(128)),
    Column("issued", WHOLE, nullable=False),
    Column("received", WHOLE, nullable=False, index=True),
    UniqueConstraint("thumbprint", "jti"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", WHOLE, primary_key=True),
    Column("jti", String(45), index=True),  # of the item read; never its value
    Column("key", String(80), nullable=False),
    Column("purpose", String(120)),
    Column("at", WHOLE, nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
)

spent_nonce = Table(  # an unspent one is stored nowhere
    "spent_nonce",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", WHOLE, nullable=False, index=True),
)

refresh = Table(  # so that a refresh that comes again gets the same reply
    "refresh",
    metadata,
    Column("tokens", String(64), primary_key=True),  # hash of the new tokens' jti
    Column("receipt", ForeignKey("receipt.jti", ondelete="CASCADE"), nullable=False, index=True),
)

feedback = Table(
    "feedback",
    metadata,
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(64), primary_key=True),  # a catalogue key, or a reference of the shop's own
    Column("says", String(16), nullable=False),
    Column("at", WHOLE, nullable=False),
)
