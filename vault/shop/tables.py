"""The shop's tables. All times are seconds since 1970 (RFC 7519 §2), all hashes SHA-256.

What a customer said (values, disclosures, key bindings) stands in ``content`` alone, one row an item, encrypted under a
key of that item, which is not in this database (:mod:`vault.shop.key_store`).

A change here is a migration in ``migrations/versions`` too.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
bookkeeping = MetaData()
"""Tables about the database itself; nothing in them is of a customer."""

_Whole = BigInteger().with_variant(Integer(), "sqlite")
"""PostgreSQL's ``INTEGER`` ends in 2038. SQLite's numbers its rows itself only where the column is called so."""

terms = Table(
    "terms",
    metadata,
    Column("hash", String(43), primary_key=True),
    Column("raw", Text, nullable=False),
)

customer = Table(
    "customer",
    metadata,
    Column("id", _Whole, primary_key=True),
    Column("thumbprint", String(43), nullable=False, unique=True),  # the pinned pairwise key, RFC 7638
    Column("did", Text, nullable=False),
    Column("stop_code", String(14), nullable=False, index=True),
    Column("number", String(36), index=True),  # of the shop's other systems; gone with the last item
    Column("owner", String(64), nullable=False),  # keyed hash of the number, which stays on proof
    Column("first_seen", _Whole, nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("nonce", String(22), nullable=False, unique=True),
    Column("state", String(22), nullable=False, unique=True),
    Column("session_hash", String(64), nullable=False),
    Column("terms", ForeignKey("terms.hash"), nullable=False),
    Column("created", _Whole, nullable=False),
    Column("expires", _Whole, nullable=False, index=True),
    Column("agreement_key", LargeBinary(32)),  # gone once answered, so that no copy of the answer can be opened
    Column("answered", _Whole),
    Column("answer_hash", String(64)),  # of the JWE or refusal that spent the nonce
    Column("code_hash", String(64), unique=True),  # of the response code
    Column("outcome", String(16)),  # shared, visit or declined
    Column("customer", ForeignKey("customer.id", ondelete="SET NULL")),
    Column("brought", _Whole),  # when the browser brought the response code, which is spent by it
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
    Column("expires", _Whole, nullable=False, index=True),
)

consent = Table(
    "consent",
    metadata,
    Column("id", String(45), primary_key=True),
    Column("customer", ForeignKey("customer.id"), index=True),  # until the last item of it is erased
    Column("owner", String(64), nullable=False, index=True),
    Column("terms", ForeignKey("terms.hash"), nullable=False, index=True),
    Column("given", _Whole, nullable=False),
)

item = Table(
    "item",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id"), nullable=False),
    Column("customer", ForeignKey("customer.id")),  # until it is erased
    Column("owner", String(64), nullable=False),
    Column("number", _Whole, nullable=False),  # its place in the terms
    Column("key", String(80), nullable=False),
    Column("purpose", String(120), nullable=False),
    Column("iat", _Whole, nullable=False),
    Column("exp", _Whole, nullable=False),
    Column("presented", _Whole, nullable=False),  # iat of the key binding
    Column("objection", Boolean, nullable=False),  # marked as one: no stop of everything ends it
    Column("state", String(10), nullable=False),  # held, stopped, expired, superseded or unread
    Column("erased", _Whole),
    Column("proof_until", _Whole),
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
    Column("given", _Whole, nullable=False),
    Column("imported", _Whole, nullable=False),
    Column("exp", _Whole, nullable=False),
    Column("proof_hash", String(64), nullable=False),  # of the shop's words on how consent was given
    Column("sealed", LargeBinary),  # value and those words, under a key of this item; gone when it is erased
    Column("state", String(10), nullable=False),  # as in item
    Column("erased", _Whole),
    Column("proof_until", _Whole),
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
    Column("since", _Whole, nullable=False),
    Column("until", _Whole, nullable=False, index=True),
)

receipt = Table(
    "receipt",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("request", ForeignKey("request.id", ondelete="SET NULL"), index=True),
    Column("place", _Whole, nullable=False),  # in the reply
    Column("jwt", Text, nullable=False),
)

stop = Table(
    "stop",
    metadata,
    Column("thumbprint", String(43), primary_key=True),
    Column("jti", String(128), primary_key=True),  # of the event, or made here for a stop by code
    Column("did", Text, nullable=False),
    Column("token", String(128)),  # None is everything
    Column("issued", _Whole, nullable=False),
    Column("received", _Whole, nullable=False),
    Column("location_hash", String(64), nullable=False, unique=True),
    Column("erased", Text, nullable=False),  # JSON list of jti
    Column("kept_until", _Whole),  # of the proof; None if nothing is kept
    Column("kid", String(43), nullable=False),  # the receipt key that the terms promised
    Column("promised", _Whole, nullable=False),  # until when the terms let it take
    Column("number", String(36)),  # whom to name downstream, until that is done
    Column("told", Text, nullable=False, default="[]"),  # JSON list of the systems that were told
    Column("keys", Text, nullable=False),  # JSON list of catalogue keys
    Column("recipients", Text, nullable=False, default="[]"),  # JSON list of who else had it, by the terms
    Column("no_until", _Whole),  # of a "no" to being contacted, which outlives the stop; None without
    Column("done", _Whole, index=True),
    Column("receipt", Text),
)

early_stop = Table(  # by a key that had shared nothing here: its answer may still come
    "early_stop",
    metadata,
    Column("id", _Whole, primary_key=True),
    Column("thumbprint", String(43), nullable=False),
    Column("jti", String(128), nullable=False),
    Column("token", String(128)),
    Column("issued", _Whole, nullable=False),
    Column("received", _Whole, nullable=False, index=True),
    UniqueConstraint("thumbprint", "jti"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", _Whole, primary_key=True),
    Column("jti", String(45), index=True),  # of the item read; never its value
    Column("key", String(80), nullable=False),
    Column("purpose", String(120)),
    Column("at", _Whole, nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
)

spent_nonce = Table(  # an unspent one is stored nowhere
    "spent_nonce",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", _Whole, nullable=False, index=True),
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
    Column("at", _Whole, nullable=False),
)

status_reference = Table(  # of held items, at hosts that the settings list
    "status_reference",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("uri", Text, nullable=False, index=True),
    Column("idx", _Whole, nullable=False),
)

status_fetch = Table(
    "status_fetch",
    metadata,
    Column("uri", Text, primary_key=True),
    Column("next_fetch", _Whole, nullable=False),
    Column("failures", _Whole, nullable=False),
)

status_end = Table(  # items that a list ended, until the customer's stop names them too
    "status_end",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("thumbprint", String(43), nullable=False, index=True),
)

incident = Table(  # a leak that customers are told of (GDPR art. 34)
    "incident",
    metadata,
    Column("id", _Whole, primary_key=True),
    Column("at", _Whole, nullable=False),
    Column("what", String(120), nullable=False),
    Column("advice", String(120), nullable=False),
    Column("noticed", _Whole),  # when the shop learned of it, from which art. 33 counts; None before there was this
)

incident_item = Table(
    "incident_item",
    metadata,
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True, index=True),
)

sent = Table(  # what other systems have, or may have, by their name as recipients
    "sent",
    metadata,
    Column("target", String(120), primary_key=True),
    Column("number", String(64), primary_key=True),  # of the customer; gone when the target has nothing more
    Column("field", String(64), primary_key=True),
    Column("key", String(80), nullable=False),
    Column("jti", String(45), nullable=False, index=True),  # of the item whose value it is
    Column("there", Boolean, nullable=False),  # False: it may be, and is sent again
    Column("going", _Whole),  # since when somebody is sending it
)

group_report = Table(  # one report's numbers, so that asking again on the same day tells nothing new
    "group_report",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("numbers", Text, nullable=False),  # JSON, with noise
)
