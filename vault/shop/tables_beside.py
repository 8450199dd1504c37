"""The shop's tables beside its customers' own: status lists, leaks, what other systems have, and reports.

They are part of :mod:`vault.shop.tables`, through which all code names them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""PostgreSQL's ``INTEGER`` ends in 2038. SQLite's numbers its rows itself only where the column is called so."""

status_reference = Table(  # of held items, at hosts that the settings list
    "status_reference",
    metadata,
    Column("jti", ForeignKey("item.jti", ondelete="CASCADE"), primary_key=True),
    Column("uri", Text, nullable=False, index=True),
    Column("idx", WHOLE, nullable=False),
)

status_fetch = Table(
    "status_fetch",
    metadata,
    Column("uri", Text, primary_key=True),
    Column("next_fetch", WHOLE, nullable=False),
    Column("failures", WHOLE, nullable=False),
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
    Column("id", WHOLE, primary_key=True),
    Column("at", WHOLE, nullable=False),
    Column("what", String(120), nullable=False),
    Column("advice", String(120), nullable=False),
    Column("noticed", WHOLE),  # when the shop learned of it, from which art. 33 counts; None before there was this
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
    Column("going", WHOLE),  # since when somebody is sending it
)

group_report = Table(  # one report's numbers, so that asking again on the same day tells nothing new
    "group_report",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("numbers", Text, nullable=False),  # JSON, with noise
)
