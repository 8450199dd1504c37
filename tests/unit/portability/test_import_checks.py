"""A file that no vault wrote: every link in it holds, and it still says what cannot be."""

from __future__ import annotations

import ast
import json
from base64 import urlsafe_b64decode as b64decode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.core.sample_terms import raw
from tests.unit.portability.conftest import (
    CLIENT_ID,
    HOST,
    NOON,
    TOKEN,
    UNTIL,
    shop_terms,
    signed_erasure,
    signed_token,
)
from vault.core.clock import to_text
from vault.core.consent import ItemState
from vault.core.errors import StorageError
from vault.core.terms import parse_terms
from vault.portability.export_json import collect, to_bytes
from vault.portability.import_json import read
from vault.portability.journal_checks import KINDS
from vault.storage.canonical import canonical
from vault.storage.connection import Database
from vault.tokens.keys import SigningKey

Edit = Callable[[dict[str, Any]], object]
OTHER = "x509_san_dns:other.example"
FUTURE, DISTANT, ANCIENT = "2026-05-14T12:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"


def chained(found: dict[str, Any]) -> bytes:
    """The file with a journal whose chain holds again."""
    previous = found["journal"][0]["previous"]
    for number, entry in enumerate(found["journal"], 1):
        entry |= {"seq": number, "previous": previous}
        told = {name: member for name, member in entry.items() if name != "hash"}
        previous = entry["hash"] = sha256(canonical(told)).hexdigest()
    return json.dumps(found).encode()


def put(*path: str | int, to: object) -> Edit:
    def edit(found: dict[str, Any]) -> None:
        place: Any = found
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return edit


def happened(found: dict[str, Any], kind: str, **body: object) -> None:
    found["journal"].append({**found["journal"][-1], "kind": kind, "body": body})


def renamed(host: str, client_id: str) -> Edit:
    """Another shop everywhere."""

    def edit(found: dict[str, Any]) -> None:
        for each in (*found["shops"], *found["consents"]):
            each |= {"host": host, "client_id": client_id}
        for each in found["receipts"]:
            each["host"] = host

    return edit


def another_token(**claims: Any) -> Edit:
    return put("items", 0, "token", to=signed_token(**{"terms_hash": shop_terms().hash, **claims}))


def of_other_terms(found: dict[str, Any]) -> None:
    """The token is of a place that the terms have, and the item of one they do not."""
    found["items"][0]["item"] = 999
    another_token(item=999)(found)


def told_elsewhere(address: str) -> Edit:
    """A stop that would go to somebody else, who may then say that all is erased."""

    def edit(found: dict[str, Any]) -> None:
        members = json.loads(b64decode(found["consents"][0]["terms"] + "=="))
        members["endpoints"]["stop"] = address
        terms = parse_terms(raw(members))
        found["consents"][0] |= {"terms": terms.raw, "terms_hash": terms.hash}
        found["items"][0]["token"] = signed_token(terms.hash)

    return edit


HOSTILE: list[tuple[str, Edit, str]] = [
    ("junk for a token", put("items", 0, "token", to="a.b.c"), "items[0].token"),
    ("token of another item", another_token(jti=TOKEN[:-1] + "9"), "items[0].token"),
    ("token of another share", another_token(consent=TOKEN), "items[0].token"),
    ("token for another shop", another_token(aud="x509_san_dns:other.example"), "items[0].token"),
    ("token of other terms", another_token(terms_hash="x" * 42 + "A"), "items[0].token"),
    ("token that ends earlier", another_token(exp=UNTIL.replace(hour=9)), "items[0].token"),
    ("item that never ends", put("items", 0, "until", to="2199-12-31T23:59:59Z"), "items[0].token"),
    ("place past the terms", of_other_terms, "items[0].item"),
    ("another key in its place", put("items", 0, "key", to="media.sports"), "items[0].item"),
    ("stop that goes elsewhere", told_elsewhere("https://other.example/stop"), "consents[0].terms"),
    ("another purpose than was agreed", put("items", 0, "purpose", to="dpv:Marketing"), "items[0].item"),
    ("a purpose that nobody agreed", put("items", 0, "purpose", to=None), "items[0].item"),
    ("host that is none", renamed("not a host <script>", "x509_san_dns:not a host <script>"), "shops[0].client_id"),
    ("host that is a number", renamed("127.0.0.1", "x509_san_dns:127.0.0.1"), "shops[0].client_id"),
    ("client of another host", put("consents", 0, "client_id", to=OTHER), "consents[0].client_id"),
    ("client of no kind", put("shops", 0, "client_id", to=HOST), "shops[0].client_id"),
    ("receipt of nobody", put("receipts", 0, "host", to="other.example"), "receipts.host"),
    ("share without end", put("consents", 0, "until", to="2199-12-31T23:59:59Z"), "consents[0].until"),
    ("changed in the future", put("items", 0, "changed_at", to=FUTURE), "items[0].changed_at"),
    ("set in the future", put("preferences", 0, "updated_at", to=FUTURE), "preferences[0].updated_at"),
    ("happened in the future", put("journal", -1, "at", to=FUTURE), "journal[9].at"),
    ("end of the calendar", put("items", 0, "changed_at", to=DISTANT), "items[0].changed_at"),
    ("start of the calendar", put("journal", 0, "at", to=ANCIENT), "journal[0].at"),
    ("made at the end of the calendar", put("made_at", to=DISTANT), "header.made_at"),
    ("erased without proof", lambda found: found["receipts"].pop(0), "items[0].state"),
    (
        "erased by a stranger's word",
        put("receipts", 0, "jwt", to=signed_erasure(key=SigningKey.generate())),
        "items[0].state",
    ),
    ("proof of something else", put("receipts", 0, "jwt", to=signed_erasure(tokens=("urn:x",))), "items[0].state"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "where"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_what_no_vault_wrote_is_refused(full: Database, edit: Edit, where: str) -> None:
    found = written(full)
    edit(found)
    with pytest.raises(StorageError) as refused:
        read(chained(found), shipped())
    assert (refused.value.code, refused.value.facts) == ("export_malformed", {"where": where})


def written(database: Database) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        to_bytes(collect(database, shipped(), made_at=NOON, program="0", include_sealed=True))
    )
    return found


def test_the_proof_is_what_makes_it_erased(full: Database) -> None:
    export = read(chained(written(full)), shipped())
    assert [each.item.state for each in export.items] == [ItemState.ERASED]


def test_a_share_by_an_unsigned_request_is_of_the_host_of_its_address(full: Database) -> None:
    found = written(full)
    client = f"redirect_uri:https://{HOST}/answer"
    renamed(HOST, client)(found)
    found["items"][0]["token"] = signed_token(shop_terms().hash, aud=client)
    with pytest.raises(StorageError) as refused:  # all of it holds but the proof, which the shop signed as another
        read(chained(found), shipped())
    assert refused.value.facts == {"where": "items[0].state"}
    assert client != CLIENT_ID


def test_a_kind_that_only_a_later_version_knows(full: Database) -> None:
    found = written(full)
    happened(found, "teleported", host=HOST)
    with pytest.raises(StorageError, match="export_newer"):
        read(chained(found), shipped())


def test_every_kind_that_is_written_is_known() -> None:
    kinds = set()
    for path in Path(vault.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append" and len(node.args) == 4:
                kind = node.args[2]
                if isinstance(kind, ast.Constant):
                    kinds.add(str(kind.value))
    assert len(kinds) > 5
    assert kinds <= KINDS


def test_times_stay_in_order_when_a_clock_was_put_back(full: Database) -> None:
    early = NOON.replace(year=2020)
    export = collect(full, shipped(), made_at=early, program="0", include_sealed=True)
    assert to_text(export.made_at) == to_text(NOON)
    assert read(to_bytes(export), shipped()) == export
