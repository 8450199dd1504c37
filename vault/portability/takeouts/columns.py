"""Which column is which, by its name in English, Dutch or German."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Final

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "at": (
        "orderdate", "dateordered", "purchasedate", "datepurchased", "dateofpurchase", "orderedon", "ordertime",
        "orderplaced", "orderplaceddate", "orderplaceddatetime", "transactiondate", "creationdate", "createdat",
        "besteldatum", "bestellingsdatum", "datumbestelling", "aankoopdatum", "besteldop", "orderdatum",
        "bestelldatum", "kaufdatum", "auftragsdatum", "returndate", "retourdatum", "rücksendedatum", "dateadded",
        "addedat", "addedon", "toegevoegdop", "hinzugefügtam", "created", "date", "datum",
        "timestamp", "time", "tijd", "zeit",
    ),
    "product": (
        "productname", "producttitle", "itemname", "itemtitle", "articlename", "articletitle", "articledescription",
        "productdescription", "itemdescription", "productnaam", "producttitel", "artikelnaam", "artikeltitel",
        "artikelomschrijving", "productomschrijving", "artikelname", "artikelbezeichnung", "produktname",
        "produkttitel", "bezeichnung", "omschrijving", "product", "producten", "artikel", "article", "item",
        "produkt", "title", "titel", "description", "name", "naam", "beschreibung",
    ),
    "brand": (
        "brand", "brandname", "manufacturer", "merk", "merknaam", "fabrikant", "marke", "markenname", "hersteller",
    ),
    "category": (
        "category", "productcategory", "productgroup", "producttype", "categoryname", "commoditygroup", "department",
        "categorie", "productcategorie", "productgroep", "afdeling", "kategorie", "warengruppe", "produktgruppe",
    ),
    "size": (
        "size", "articlesize", "sizename", "productsize", "maat", "maatnaam", "kledingmaat", "schoenmaat", "größe",
        "grösse", "groesse",
    ),
    "colour": ("colour", "color", "colourname", "colorname", "kleur", "kleurnaam", "farbe", "farbname"),
    "price": (
        "unitprice", "purchasepriceperunit", "priceperunit", "itemprice", "articleprice", "saleprice", "prijsperstuk",
        "stukprijs", "artikelprijs", "verkoopprijs", "einzelpreis", "stückpreis", "artikelpreis", "price", "prijs",
        "preis", "amount", "bedrag", "betrag",
    ),
    "currency": ("currency", "currencycode", "valuta", "munteenheid", "währung", "waehrung"),
    "quantity": ("quantity", "originalquantity", "qty", "aantal", "hoeveelheid", "anzahl", "menge", "stück"),
    "order": (
        "orderid", "ordernumber", "orderno", "bestelnummer", "bestellingsnummer", "ordernummer", "bestellnummer",
        "auftragsnummer", "transactionid",
    ),
    "status": (
        "orderstatus", "itemstatus", "articlestatus", "orderitemstatus", "bestelstatus", "artikelstatus",
        "bestellstatus", "status",
    ),
    "genre": ("genre", "genres"),
}  # fmt: skip
"""By field the names that mean it, the surest first. They are compared without case, spaces and signs."""


def simple(name: str) -> str:
    """A column's name as names are compared: small letters and digits, and of a way of keys the last."""
    return re.sub(r"[\W_]+", "", name.rsplit(".", 1)[-1].casefold())


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each field in a row, from 0; None where there is none."""

    product: int
    at: int | None = None
    brand: int | None = None
    category: int | None = None
    size: int | None = None
    colour: int | None = None
    price: int | None = None
    currency: int | None = None
    quantity: int | None = None
    order: int | None = None
    status: int | None = None
    title: int | None = None
    genre: int | None = None


FIELDS: Final = tuple(each.name for each in fields(Columns))


def by_name(header: Sequence[str], names: Mapping[str, Sequence[str]] = NAMES) -> dict[str, int]:
    """The place of each field whose name is in a header. No column is two fields: the surer name takes it."""
    places: dict[str, int] = {}
    for place, column in enumerate(header):
        places.setdefault(simple(column), place)
    wanted = sorted((rank, field, name) for field, each in names.items() for rank, name in enumerate(each))
    found: dict[str, int] = {}
    for _, field, name in wanted:
        if name in places and field not in found and places[name] not in found.values():
            found[field] = places[name]
    return found
