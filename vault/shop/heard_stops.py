"""What a stop ends where it could not reach it: an answer still on its way, or a visit in another process's memory.

A stop may overtake its answer. So every stop is looked up when an answer comes in and when a visit is read, also one
by a key that was not known here yet: that one got the refusal of RFC 8935 §2.3, and is noted all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, union_all

from vault.core.clock import to_seconds
from vault.shop import tables
from vault.shop.conflicts import insert_or
from vault.shop.visits import Visit, Visits
from vault.tokens.claims import SKEW
from vault.tokens.preference_claims import MAX_SESSION

EARLY_KEPT = MAX_SESSION + SKEW
"""How long a stop by an unknown key is noted: the longest that a visit lasts, which is far longer than a request."""
MAX_EARLY = 10_000
"""Such stops at once; past that the oldest goes. Anybody can make a key, so they may not fill the disk."""


_OF = union_all(
    *(
        select(each.thumbprint, each.token, each.issued).where(each.thumbprint.in_(bindparam("keys", expanding=True)))
        for each in (tables.stop.c, tables.early_stop.c)
    )
)
"""Made once: each answer needs it."""


@dataclass(frozen=True)
class Stop:
    """One stop that was heard. ``token`` None is everything presented up to ``issued``, in seconds."""

    token: str | None
    issued: int

    def ends(self, jti: str, presented: datetime) -> bool:
        """Whether it ends what was presented then.

        Of the very second in which everything was stopped, what comes in later is a new share: a vault sends in order.
        """
        return self.token == jti if self.token is not None else self.issued > to_seconds(presented)

    def ends_visit(self, jti: str, presented: datetime) -> bool:
        """The same for what is in memory already: within that second nobody knows which came first, so it is gone."""
        return self.token == jti if self.token is not None else self.issued >= to_seconds(presented)


def note_early(
    connection: Connection, *, thumbprint: str, jti: str, token: str | None, issued: datetime, now: datetime
) -> None:
    """Note a stop by a key that shared nothing here, for the answer that may still come."""
    early = tables.early_stop
    oldest = select(early.c.id).order_by(early.c.id.desc()).offset(MAX_EARLY - 1)
    connection.execute(delete(early).where(early.c.id.in_(oldest)))
    found = insert_or(connection, early).values(
        thumbprint=thumbprint, jti=jti, token=token, issued=to_seconds(issued), received=to_seconds(now)
    )
    connection.execute(found.on_conflict_do_nothing())


def stops_of(connection: Connection, thumbprints: Sequence[str]) -> Mapping[str, list[Stop]]:
    """Every stop that was heard of these keys."""
    rows = connection.execute(_OF, {"keys": list(thumbprints)}).all()
    found: dict[str, list[Stop]] = {}
    for row in rows:
        found.setdefault(row.thumbprint, []).append(Stop(row.token, row.issued))
    return found


def forget_stopped(connection: Connection, visits: Visits, mine: Sequence[Visit]) -> int:
    """Forget what of these visits was stopped, wherever the stop came in. Returns how many items went."""
    if not mine:
        return 0
    heard = stops_of(connection, sorted({visit.thumbprint for visit in mine}))
    count = 0
    for visit in mine:
        stops = heard.get(visit.thumbprint, ())
        gone = {i.jti for i in visit.items if any(stop.ends_visit(i.jti, i.presented) for stop in stops)}
        if gone:
            visits.drop(visit.request, gone)
            count += len(gone)
    return count


def drop_past(connection: Connection, now: datetime) -> None:
    """Forget early stops that nothing can come after any more."""
    early = tables.early_stop
    connection.execute(delete(early).where(early.c.received <= to_seconds(now - EARLY_KEPT)))
