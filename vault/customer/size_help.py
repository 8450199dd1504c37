"""Size help: tables to look a size up in, and the sizes that fit the customer at certain brands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sizes import SizeChart, parse_charts
from vault.core.value import is_short_text
from vault.customer.editing import list_preferences
from vault.storage import brand_sizes
from vault.storage.brand_sizes import BrandSize as BrandSize  # a screen shows it

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.value import Value
    from vault.customer.session import Session

MOST_BRANDS = 200
"""More than anybody wears; each is a row on the screen."""


@dataclass(frozen=True)
class Sizes:
    """What the customer keeps of sizes: their own by the key of the preference, and those at brands."""

    own: dict[str, Value]
    brands: tuple[BrandSize, ...]

    def __repr__(self) -> str:
        return f"Sizes(own={len(self.own)}, brands={len(self.brands)})"


def charts(catalogue: Catalogue) -> tuple[SizeChart, ...]:
    """The tables, in the order of the screen."""
    return parse_charts(bundled.read("sizes/charts.json"), catalogue)


def view_sizes(session: Session) -> Sizes:
    """All that is kept."""
    own = {each.entry.key: each.value for each in list_preferences(session) if each.entry.table is not None}
    with session.database.read() as reader:
        return Sizes(own, tuple(brand_sizes.brand_sizes(reader)))


def keep_brand_size(session: Session, key: str, brand: str, size: str, note: str = "") -> BrandSize:
    """Keep that ``size`` fits at ``brand``, in place of what was kept of that brand for the same kind of size.

    Raises :class:`ChoiceError` ``key_unknown``, ``brand_size_unread`` (with the ``field``: one to 60 printable
    characters, the note none to 60), or ``brand_sizes_many``.
    """
    if session.catalogue.entry(key).table is None:
        raise ChoiceError("key_unknown", key=key)
    said = {"brand": " ".join(brand.split()), "size": " ".join(size.split()), "note": " ".join(note.split())}
    for name, text in said.items():
        if not is_short_text(text) and not (name == "note" and not text):
            raise ChoiceError("brand_size_unread", field=name)
    with session.database.transaction() as transaction:
        kept = brand_sizes.brand_sizes(transaction)
        same = next(
            (each for each in kept if (each.key, each.brand.casefold()) == (key, said["brand"].casefold())), None
        )
        if same is None and len(kept) >= MOST_BRANDS:
            raise ChoiceError("brand_sizes_many", most=MOST_BRANDS)
        number = same.id if same is not None else brand_sizes.next_id(transaction)
        found = BrandSize(number, key, **said, updated_at=session.clock.now().replace(microsecond=0))
        brand_sizes.put(transaction, found)
    return found


def remove_brand_size(session: Session, number: int) -> None:
    """Forget a size at a brand."""
    with session.database.transaction() as transaction:
        brand_sizes.remove(transaction, number)


def put_back(session: Session, removed: BrandSize) -> None:
    """Keep again what was just removed."""
    with session.database.transaction() as transaction:
        if any(each.id == removed.id for each in brand_sizes.brand_sizes(transaction)):
            removed = replace(removed, id=brand_sizes.next_id(transaction))
        brand_sizes.put(transaction, removed)
