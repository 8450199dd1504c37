"""Everything that proves consent, of one customer or of all, in one ZIP that is checked without this database.

``consents/<number>.txt`` are proofs as :mod:`vault.shop.proof` reads them, a consent each: receipts, terms, signed
parts of tokens, erasure receipts. The keys that sign stand in the terms and, of customers, in their ``did:jwk``.
``own.csv`` says what the shop's own list has or had, which only the shop says. ``chain.pem`` are the shop's
certificates. ``SHA256SUMS`` has a line for each file, as ``sha256sum -c`` reads it. There is no value in any of them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final

from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import Connection, select

from vault.core.clock import from_seconds, to_text
from vault.core.errors import StorageError, TokenError
from vault.core.formula_guard import guarded
from vault.shop import tables
from vault.shop.proof import MAX_PROOF, Proof, check_proof
from vault.shop.rights.subjects import MOST_IN, Subject, find_subject, items_of
from vault.shop.service import Shop

SUMS: Final = "SHA256SUMS"
OWN: Final = "own.csv"
CHAIN: Final = "chain.pem"
MAX_SUMS: Final = 512 * 1024 * 1024
"""Bytes of ``SHA256SUMS``; a line has about 130."""
_PROOF_NAME = re.compile(r"consents/[0-9]{1,9}\.txt")
_LINE = re.compile(r"([0-9a-f]{64})  ([ -~]{1,200})")
_COLUMNS = ("owner", "key", "purpose", "given", "imported", "until", "erased", "consent_sha256")


@dataclass(frozen=True)
class Packed:
    """How many consents and rows of the shop's own list are in a pack."""

    consents: int
    own: int


def write_pack(shop: Shop, file: IO[bytes], named: str | None) -> Packed:
    """Write the pack of one customer (number or stop code), or with None of all.

    Raises :class:`ChoiceError` ``customer_unknown``, and :class:`StorageError`.
    """
    with shop.store.reading() as connection, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        subject = find_subject(shop, connection, named) if named is not None else None
        sums: list[str] = []

        def put(name: str, data: bytes) -> None:
            pack.writestr(name, data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")

        stops, count = _stops_by_item(connection), 0
        for consent in _consents(connection, subject):
            count += 1
            put(f"consents/{count}.txt", _proof_of(connection, consent, stops).encode("latin-1"))
        own, rows = _own(connection, subject)
        put(OWN, own)
        put(CHAIN, b"".join(each.public_bytes(Encoding.PEM) for each in shop.keys.chain))
        pack.writestr(SUMS, "".join(sums))
    return Packed(count, rows)


def check_pack(file: IO[bytes], *, now: datetime) -> Iterator[tuple[str, tuple[Proof, ...]]]:
    """Check a pack by itself: each consent's file and what it proves.

    Raises :class:`TokenError` ``pack_malformed`` (no pack, or a file too many or too few), ``pack_changed`` (a file is
    not the one that was packed), or as :func:`check_proof`.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            sums = _sums(pack)
            if sorted(pack.namelist()) != sorted([*sums, SUMS]) or not sums.keys() >= {OWN, CHAIN}:
                raise TokenError("pack_malformed")
            for name, expected in sums.items():
                data = _read(pack, name, MAX_SUMS if name == OWN else MAX_PROOF)
                if hashlib.sha256(data).hexdigest() != expected:
                    raise TokenError("pack_changed", name=name)
                if _PROOF_NAME.fullmatch(name):
                    yield name, check_proof(data.decode("latin-1"), now=now)
                elif name == OWN:
                    yield name, ()
                elif name != CHAIN:
                    raise TokenError("pack_malformed")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, EOFError, RuntimeError) as problem:
        raise TokenError("pack_malformed") from problem
    except OSError as problem:
        raise StorageError("file_unreadable", file="") from problem


def _sums(pack: zipfile.ZipFile) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _read(pack, SUMS, MAX_SUMS).decode("latin-1").splitlines():
        matched = _LINE.fullmatch(line)
        if matched is None or matched[2] in found:
            raise TokenError("pack_malformed")
        found[matched[2]] = matched[1]
    return found


def _read(pack: zipfile.ZipFile, name: str, most: int) -> bytes:
    """A file of the pack, no more of it than may be: a ZIP can unpack to a thousand times its size."""
    try:
        if pack.getinfo(name).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise TokenError("pack_malformed")  # others fail in other ways
        with pack.open(name) as part:
            data = part.read(most + 1)
    except (KeyError, zipfile.BadZipFile, ValueError, zlib.error) as problem:
        raise TokenError("pack_malformed") from problem
    if len(data) > most:
        raise TokenError("pack_malformed")
    return data


def _consents(connection: Connection, subject: Subject | None) -> Iterator[str]:
    consent = tables.consent.c
    if subject is not None:
        yield from dict.fromkeys(row.consent for row in items_of(connection, subject))
        return
    after = ""
    while page := list(
        connection.execute(select(consent.id).where(consent.id > after).order_by(consent.id).limit(MOST_IN)).scalars()
    ):
        yield from page
        after = page[-1]


def _stops_by_item(connection: Connection) -> dict[str, tuple[str, str]]:
    """The stops whose receipt is signed, by item."""
    stop = tables.stop.c
    found = select(stop.thumbprint, stop.jti, stop.erased).where(stop.receipt.is_not(None))
    return {str(jti): (row.thumbprint, row.jti) for row in connection.execute(found) for jti in json.loads(row.erased)}


def _proof_of(connection: Connection, consent: str, stops: dict[str, tuple[str, str]]) -> str:
    item, stop, receipt = tables.item.c, tables.stop.c, tables.receipt.c
    lines = list(connection.execute(select(receipt.jwt).where(receipt.consent == consent)).scalars())
    terms = select(tables.terms.c.raw).join(tables.consent).where(tables.consent.c.id == consent)
    lines += connection.execute(terms).scalars()
    rows = connection.execute(select(item.jti, item.jwt).where(item.consent == consent)).all()
    lines += [row.jwt for row in rows]
    for thumbprint, jti in dict.fromkeys(stops[row.jti] for row in rows if row.jti in stops):
        mine = select(stop.receipt).where(stop.thumbprint == thumbprint, stop.jti == jti)
        lines += connection.execute(mine).scalars()
    return "".join(f"{line}\n" for line in lines)


def _own(connection: Connection, subject: Subject | None) -> tuple[bytes, int]:
    own, text = tables.own_item, io.StringIO()
    written = csv.writer(text)
    written.writerow(_COLUMNS)
    wanted = select(own).order_by(own.c.given, own.c.id)
    rows = 0
    for row in connection.execute(wanted.where(own.c.owner == subject.owner) if subject is not None else wanted):
        times = [to_text(from_seconds(each)) if each is not None else "" for each in (row.given, row.imported, row.exp)]
        erased = to_text(from_seconds(row.erased)) if row.erased is not None else ""
        cells = [row.owner, row.key, row.purpose, *times, erased, row.proof_hash]
        written.writerow([guarded(cell) if cell else "" for cell in cells])
        rows += 1
    return text.getvalue().encode(), rows
