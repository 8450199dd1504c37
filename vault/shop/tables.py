"""The shop's tables. All times are seconds since 1970 (RFC 7519 §2), all hashes SHA-256.

What a customer said (values, disclosures, key bindings) stands in ``content`` alone, one row an item: erasing an item
is deleting that row, and a key for each row can be added there without touching any other table.
"""

from __future__ import annotations

from sqlalchemy import (
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

terms = Table(
    "terms",
    metadata,
    Column("hash", String(43), primary_key=True),
    Column("raw", Text, nullable=False),
)

customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("thumbprint", String(43), nullable=False, unique=True),  # the pinned pairwise key, RFC 7638
    Column("did", Text, nullable=False),
    Column("stop_code", String(14), nullable=False, index=True),
    Column("number", String(36)),  # what the shop's other systems call this customer; gone with the last item
    Column("owner", String(64), nullable=False),  # keyed hash of the number, which stays on proof
    Column("first_seen", Integer, nullable=False),
)

request = Table(
    "request",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("nonce", String(22), nullable=False, unique=True),
    Column("state", String(22), nullable=False, unique=True),
    Column("session_hash", String(64), nullable=False),
    Column("terms", ForeignKey("terms.hash"), nullable=False),
    Column("created", Integer, nullable=False),
    Column("expires", Integer, nullable=False, index=True),
    Column("agreement_key", LargeBinary(32)),  # gone once answered, so that no copy of the answer can be opened
    Column("answered", Integer),
    Column("answer_hash", String(64)),  # of the JWE or refusal that spent the nonce
    Column("code_hash", String(64), unique=True),  # of the response code
    Column("outcome", String(16)),  # shared, visit or declined
    Column("customer", ForeignKey("customer.id", ondelete="SET NULL")),
    Column("brought", Integer),  # when the browser brought the response code, which is spent by it
    Index("request_open", "answer_hash", "expires"),
    Index("request_session", "session_hash"),
)

session = Table(
    "session",
    metadata,
    Column("session_hash", String(64), primary_key=True),
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("expires", Integer, nullable=False, index=True),
)

consent = Table(
    "consent",
    metadata,
    Column("id", String(45), primary_key=True),
    Column("customer", ForeignKey("customer.id")),  # until the last item of it is erased
    Column("owner", String(64), nullable=False),
    Column("terms", ForeignKey("terms.hash"), nullable=False),
    Column("given", Integer, nullable=False),
)

item = Table(
    "item",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id"), nullable=False),
    Column("customer", ForeignKey("customer.id")),  # until it is erased
    Column("owner", String(64), nullable=False),
    Column("number", Integer, nullable=False),  # its place in the terms
    Column("key", String(80), nullable=False),
    Column("purpose", String(120), nullable=False),
    Column("iat", Integer, nullable=False),
    Column("exp", Integer, nullable=False),
    Column("presented", Integer, nullable=False),  # iat of the key binding
    Column("objection", Boolean, nullable=False),  # marked as one: no stop of everything ends it
    Column("state", String(10), nullable=False),  # held, stopped, expired, superseded or unread
    Column("erased", Integer),
    Column("proof_until", Integer),
    Column("jwt", Text, nullable=False),  # the signed part, which proves consent without the value
    Index("item_read", "customer", "key"),
    Index("item_end", "state", "exp"),
)

content = Table(
    "content",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("value", Text, nullable=False),
    Column("disclosure", Text, nullable=False),
    Column("key_binding", Text, nullable=False),
)

suppression = Table(
    "suppression",
    metadata,
    Column("customer", ForeignKey("customer.id"), primary_key=True),
    Column("key", String(80), primary_key=True),
    Column("since", Integer, nullable=False),
    Column("until", Integer, nullable=False, index=True),
)

receipt = Table(
    "receipt",
    metadata,
    Column("jti", String(45), primary_key=True),
    Column("consent", ForeignKey("consent.id", ondelete="CASCADE"), nullable=False),
    Column("request", ForeignKey("request.id", ondelete="SET NULL")),
    Column("place", Integer, nullable=False),  # in the reply
    Column("jwt", Text, nullable=False),
)

stop = Table(
    "stop",
    metadata,
    Column("thumbprint", String(43), primary_key=True),
    Column("jti", String(128), primary_key=True),  # of the event, or made here for a stop by code
    Column("did", Text, nullable=False),
    Column("token", String(128)),  # None is everything
    Column("issued", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("location_hash", String(64), nullable=False, unique=True),
    Column("erased", Text, nullable=False),  # JSON list of jti
    Column("kept_until", Integer),  # of the proof; None if nothing is kept
    Column("kid", String(43), nullable=False),  # the receipt key that the terms promised
    Column("promised", Integer, nullable=False),  # until when the terms let it take
    Column("number", String(36)),  # whom to name downstream, until that is done
    Column("told", Text, nullable=False, default="[]"),  # JSON list of the systems that were told
    Column("keys", Text, nullable=False),  # JSON list of catalogue keys
    Column("recipients", Text, nullable=False, default="[]"),  # JSON list of who else had it, by the terms
    Column("no_until", Integer),  # of a "no" to being contacted, which outlives the stop; None without
    Column("done", Integer, index=True),
    Column("receipt", Text),
)

early_stop = Table(  # by a key that had shared nothing here: its answer may still come
    "early_stop",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("thumbprint", String(43), nullable=False),
    Column("jti", String(128), nullable=False),
    Column("token", String(128)),
    Column("issued", Integer, nullable=False),
    Column("received", Integer, nullable=False, index=True),
    UniqueConstraint("thumbprint", "jti"),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("jti", String(45), index=True),  # of the item read; never its value
    Column("key", String(80), nullable=False),
    Column("purpose", String(120)),
    Column("at", Integer, nullable=False, index=True),
    Column("outcome", String(16), nullable=False),
)

spent_nonce = Table(  # an unspent one is stored nowhere
    "spent_nonce",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", Integer, nullable=False, index=True),
)

refresh = Table(  # so that a refresh that comes again gets the same reply
    "refresh",
    metadata,
    Column("tokens", String(64), primary_key=True),  # hash of the new tokens' jti
    Column("receipt", ForeignKey("receipt.jti", ondelete="CASCADE"), nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("customer", ForeignKey("customer.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(64), primary_key=True),  # a catalogue key, or a reference of the shop's own
    Column("says", String(16), nullable=False),
    Column("at", Integer, nullable=False),
)

status_reference = Table(  # of held items, at hosts that the settings list
    "status_reference",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("uri", Text, nullable=False, index=True),
    Column("idx", Integer, nullable=False),
)

status_fetch = Table(
    "status_fetch",
    metadata,
    Column("uri", Text, primary_key=True),
    Column("next_fetch", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
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
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("what", String(120), nullable=False),
    Column("advice", String(120), nullable=False),
)

incident_item = Table(
    "incident_item",
    metadata,
    Column("incident", ForeignKey("incident.id", ondelete="CASCADE"), primary_key=True),
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True, index=True),
)
