"""Which items a list ended before their customer's stop came: the receipt of that stop names them all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from vault.core.clock import from_seconds, to_seconds
from vault.shop import tables
from vault.shop.erasure import Erased


@dataclass(frozen=True)
class EndedByList:
    """Items that were erased, until when their proof is kept, and the terms they were shared under."""

    jtis: tuple[str, ...]
    proof_until: datetime | None
    terms: tuple[str, ...]

    def with_those(self, erased: Erased) -> Erased:
        """What was erased now and what a list ended before, for one receipt."""
        ends = [each for each in (erased.proof_until, self.proof_until) if each is not None]
        terms = tuple(dict.fromkeys((*erased.terms, *self.terms)))
        return replace(erased, proof_until=max(ends, default=None), terms=terms)


def note(connection: Connection, thumbprint: str, jtis: Sequence[str]) -> None:
    """These were ended by a list; their stop may still come."""
    for jti in jtis:
        connection.execute(insert(tables.status_end).values(jti=jti, thumbprint=thumbprint))


def claim(connection: Connection, thumbprint: str, token: str | None, issued: datetime) -> EndedByList:
    """Those that a stop means, once: one token, or with None everything presented up to ``issued``."""
    end, item = tables.status_end, tables.item
    meant = (
        item.c.jti == token
        if token is not None
        else item.c.objection.is_(False) & (item.c.presented <= to_seconds(issued))
    )
    mine = (
        select(item.c.jti, item.c.proof_until, tables.terms.c.raw)
        .join(end, end.c.jti == item.c.jti)
        .join(tables.consent, tables.consent.c.id == item.c.consent)
        .join(tables.terms)
    )
    rows = connection.execute(mine.where(end.c.thumbprint == thumbprint, meant)).all()
    connection.execute(delete(end).where(end.c.jti.in_([row.jti for row in rows])))
    ends = [from_seconds(row.proof_until) for row in rows if row.proof_until is not None]
    return EndedByList(tuple(row.jti for row in rows), max(ends, default=None), tuple(row.raw for row in rows))
