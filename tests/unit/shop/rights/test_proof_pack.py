"""A pack proves what was agreed to somebody who has nothing else, and says so if anything in it was touched."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.shop.example import PHONE, SIZE, SPORTS, Example, Vault, urn
from tests.unit.shop.rights.full_shop import PLANTED, fill, stop
from tests.unit.shop.rights.test_access import number_of
from vault.core.errors import ChoiceError, TokenError
from vault.shop import tables
from vault.shop.command_line import main
from vault.shop.proof import check_proof
from vault.shop.rights.proof_pack import CHAIN, OWN, SUMS, Packed, check_pack, write_pack
from vault.shop.stopping import finish_stops
from vault.tokens.did_jwk import did_of
from vault.tokens.keys import SigningKey
from vault.tokens.receipt import ErasureReceipt, erasure_receipt

OTHER = "browser-session-of-another-customer-0000000"


def packed(shop: Example, named: str | None) -> tuple[Packed, bytes]:
    file = io.BytesIO()
    return write_pack(shop.shop, file, named), file.getvalue()


def read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def made(parts: dict[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    file.seek(0)
    return file


def test_one_customer_or_all_with_erasures_and_no_value(shop: Example, vault: Vault) -> None:
    number = fill(shop, vault)
    finish_stops(shop.shop)
    shop.share(Vault(), {"shoe_size": SIZE}, session=OTHER)
    one, data = packed(shop, number)
    assert one == Packed(1, 1)
    proofs = [proof for _, found in check_pack(io.BytesIO(data), now=shop.clock.now()) for proof in found]
    assert sorted(item.key for item in proofs[0].items if item.signed) == sorted(
        ["clothing.shoe_size", "contact.email", "media.phone_model", "media.sports"]
    )
    assert [item.key for item in proofs[0].items if item.erased is not None] == ["media.sports"]
    assert not any(value.encode() in each for value in PLANTED for each in read(data).values())
    both, data = packed(shop, None)
    assert both == Packed(2, 1)
    assert len(list(check_pack(io.BytesIO(data), now=shop.clock.now()))) == 3
    with pytest.raises(ChoiceError, match="customer_unknown"):
        packed(shop, "nobody")


def test_its_table_runs_nothing_in_a_spreadsheet(sqlite_shop: Example, vault: Vault) -> None:
    number = fill(sqlite_shop, vault)
    with sqlite_shop.shop.store.transaction() as connection:
        connection.execute(tables.own_item.update().values(purpose="\u200b=1+1"))
    (_, row) = csv.reader(io.StringIO(read(packed(sqlite_shop, number)[1])[OWN].decode(), newline=""))
    assert row[2] == "'\u200b=1+1"


def test_it_holds_after_everything_was_stopped(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE, "sports": SPORTS})
    number = number_of(shop)
    shop.clock.moment += timedelta(seconds=1)
    stop(shop, vault, None)
    finish_stops(shop.shop)
    _, data = packed(shop, None)
    ((_, (proof,)), _) = check_pack(io.BytesIO(data), now=shop.clock.now())
    assert all(item.erased is not None for item in proof.items)
    with pytest.raises(ChoiceError, match="customer_unknown"):
        packed(shop, number)


def gone(name: str) -> Callable[[dict[str, bytes]], None]:
    def spoil(parts: dict[str, bytes]) -> None:
        del parts[name]

    return spoil


CONSENT = "consents/1.txt"
SPOILT: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "a changed proof": (lambda parts: parts.update({CONSENT: parts[CONSENT][:-5] + b"AAAA\n"}), "pack_changed"),
    "a changed list": (lambda parts: parts.update({OWN: b""}), "pack_changed"),
    "a proof less": (gone(CONSENT), "pack_malformed"),
    "no certificates": (gone(CHAIN), "pack_malformed"),
    "no sums": (gone(SUMS), "pack_malformed"),
    "a file more": (lambda parts: parts.update({"consents/2.txt": b""}), "pack_malformed"),
    "sums of nothing": (lambda parts: parts.update({SUMS: b""}), "pack_malformed"),
    "sums that are none": (lambda parts: parts.update({SUMS: b"x\n"}), "pack_malformed"),
    "a sum twice": (lambda parts: parts.update({SUMS: parts[SUMS] + parts[SUMS]}), "pack_malformed"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_what_was_touched_is_said(sqlite_shop: Example, vault: Vault, fault: str) -> None:
    sqlite_shop.share(vault, {"phone": PHONE})
    parts = read(packed(sqlite_shop, None)[1])
    spoil, code = SPOILT[fault]
    spoil(parts)
    with pytest.raises(TokenError, match=code):
        list(check_pack(made(parts), now=sqlite_shop.clock.now()))


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000])
def test_what_is_no_pack_is_said(data: bytes, sqlite_shop: Example) -> None:
    with pytest.raises(TokenError, match="pack_malformed"):
        list(check_pack(io.BytesIO(data), now=sqlite_shop.clock.now()))


def test_the_commands(sqlite_shop: Example, vault: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sqlite_shop.share(vault, {"phone": PHONE})
    policy, out = str(sqlite_shop.folder / "preferences.toml"), tmp_path / "proof.zip"
    assert main(["--language", "en", "proof", "pack", "--all", "--out", str(out), "--policy", policy]) == 0
    assert capsys.readouterr().out == "Wrote proof.zip. Agreements: 1. Items of your own list: 0.\n"
    assert main(["--language", "en", "proof", "check", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Agreements: 1. Items: 1. Signed as erased: 0." in said
    assert "Not proved: who the customer is, and that the shop published this key." in said
    assert main(["proof", "check", str(tmp_path / "none.zip")]) == 4
    assert main(["proof", "check", policy]) == 6
    assert main(["proof", "pack", "nobody", "--out", str(tmp_path / "b.zip"), "--policy", policy]) == 7
    assert not (tmp_path / "b.zip").exists()


def test_a_pack_that_is_spoilt_inside_is_said(sqlite_shop: Example, vault: Vault) -> None:
    sqlite_shop.share(vault, {"phone": PHONE})
    data = packed(sqlite_shop, None)[1]
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        begins = [(each.header_offset + 30 + len(each.filename), each.compress_size) for each in pack.infolist()]
    spoilt = [data.replace(OWN.encode(), b"\xff\xfe.csv").replace(b"consents", b"cons\xff\xfents")]
    for begin, size in begins:
        spoilt += [data[:begin] + fill_with * size + data[begin + size :] for fill_with in (b"\xff", b"\0", b"\x07")]
    utf8 = bytearray(spoilt[0])
    for place in range(len(utf8) - 12):
        if utf8[place : place + 4] == b"PK\1\2":
            utf8[place + 9] |= 8  # names are UTF-8, which they are not
    for each in (*spoilt, bytes(utf8)):
        with pytest.raises(TokenError, match="pack_malformed"):
            list(check_pack(io.BytesIO(each), now=sqlite_shop.clock.now()))


def with_receipt_keys(shop: Example, *keys: SigningKey) -> Example:
    return replace(shop, shop=replace(shop.shop, keys=replace(shop.shop.keys, receipts=keys)))


def test_it_holds_where_the_receipt_key_was_changed_between_two_consents(shop: Example, vault: Vault) -> None:
    (former,) = shop.shop.keys.receipts
    shop.share(vault, {"phone": PHONE})
    shop = with_receipt_keys(shop, SigningKey.generate(), former)
    shop.clock.moment += timedelta(seconds=1)
    shop.share(vault, {"sports": SPORTS})
    shop.clock.moment += timedelta(seconds=1)
    stop(shop, vault, None)
    finish_stops(shop.shop)
    _, data = packed(shop, None)
    proofs = [proof for _, found in check_pack(io.BytesIO(data), now=shop.clock.now()) for proof in found]
    assert [item.erased is not None for proof in proofs for item in proof.items] == [True, True]


def test_terms_that_nobody_agreed_to_bring_no_keys(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    text = read(packed(shop, None)[1])[CONSENT].decode("latin-1")
    forger = with_receipt_keys(shop, SigningKey.generate())
    terms = forger.ask("sports").terms
    assert terms is not None
    key = forger.shop.keys.receipts[0]
    (claims,) = vault.issued
    receipt = ErasureReceipt(urn(), did_of(vault.key.public), shop.clock.now(), urn(), (claims.jti,), (), ())
    forged = erasure_receipt(key, key.public.thumbprint(), shop.shop.client_id, receipt)
    with pytest.raises(TokenError):
        check_proof(f"{text}{terms.raw}\n{forged}\n", now=shop.clock.now())
