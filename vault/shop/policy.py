"""The shop's own settings, ``preferences.toml``.

The file, with every member that it may have (paths are relative to the file; for ``[serve]`` see ``serve_settings``)::

    [shop]
    host = "shop.example"             # the name in the certificate; every address is at it, over https
    return_path = "/"                 # optional: where the browser goes after sharing
    store = "preferences.db"          # optional; or "postgresql://user@host/database"
    key_store = "..."                 # of PostgreSQL: another database, as there, or a file; in no backup
    key_ring = "preferences.ring"     # of PostgreSQL: a file; a copy of it is kept apart
    min_age = 16                      # optional
    status_hosts = []                 # optional: hosts of status lists that are asked, as "status.example"

    [controller]                      # GDPR art. 13(1)(a) and (b)
    name = "..."
    address = "..."
    country = "NL"                    # ISO 3166-1
    contact = "privacy@shop.example"
    dpo = "..."                       # optional
    representative = "..."            # of a shop outside the EEA: name and contact, in one line (GDPR art. 27)
    policy_uri = "https://shop.example/privacy"   # optional

    [keys]                            # PEM files
    signing = "signing.pem"           # P-256, the key of the certificate
    chain = "chain.pem"               # the certificate first, then its intermediates
    receipts = ["receipts.pem"]       # P-256; the first one signs, older ones stay for older consents

    [terms]
    duration = "P90D"                 # days
    delete_within = "P30D"            # days
    proof_until = "P24M"              # months that signed proof without values is kept
    automated_decisions = false       # optional, as are the next two
    personal_prices = false
    also_collects = []

    [[items]]                         # once for each switch the customer sees
    id = "shoe_size"
    key = "clothing.shoe_size"        # of the catalogue
    purpose = "dpv:ServicePersonalisation"
    precision = "exact"               # exact, range or category: the finest you ask for
    required = false                  # optional
    reason = { en = "To show shoes in your size first.", nl = "Om schoenen in je maat eerst te tonen." }

    [[recipients]]                    # optional: who else gets the data
    name = "..."
    role = "processor"                # or "controller"
    country = "NL"

    [[transfers]]                     # optional: countries outside the EEA
    country = "US"
    safeguard = "..."
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from vault.core.errors import ChoiceError, PolicyError, RequestError
from vault.core.terms import Controller, Recipient, Transfer
from vault.core.value import Precision, precision_named
from vault.core.web_address import checked_host, checked_url

MAX_POLICY = 256 * 1024
"""Bytes of the file; twenty items in two languages take 10 kB."""
DEFAULT_MIN_AGE = 16
"""GDPR art. 8(1), where the member state says nothing else."""

_POSTGRESQL = re.compile(r"postgres(ql)?://")
_T = TypeVar("_T")
_PATH = re.compile(r"/([A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*)?")


@dataclass(frozen=True)
class PolicyItem:
    """One item the shop asks for, with its one purpose."""

    id: str
    key: str
    purpose: str
    precision: Precision
    required: bool
    reason: Mapping[str, str]


@dataclass(frozen=True)
class Policy:
    """What the file says, well-formed. Whether it may be asked is for :func:`vault.shop.terms.check_policy`."""

    host: str
    return_path: str
    store: Path
    min_age: int
    controller: Controller
    signing_key: Path
    chain: Path
    receipt_keys: tuple[Path, ...]
    duration: str
    delete_within: str
    proof_until: str
    automated_decisions: bool
    personal_prices: bool
    also_collects: tuple[str, ...]
    items: tuple[PolicyItem, ...]
    recipients: tuple[Recipient, ...]
    transfers: tuple[Transfer, ...]
    status_hosts: tuple[str, ...] = ()
    database: str | None = field(default=None, repr=False)  # may have a password, as has the next
    """Of PostgreSQL; then ``store`` is no file."""
    key_store: Path | str | None = field(default=None, repr=False)
    key_ring: Path | None = None
    representative: str | None = None

    @property
    def client_id(self) -> str:
        """Who the shop is in requests and tokens (OpenID4VP 1.0 §5.9.3)."""
        return f"x509_san_dns:{self.host}"

    def item(self, item_id: str) -> PolicyItem:
        """The item with this id. Raises :class:`PolicyError` ``policy_item_unknown``."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise PolicyError("policy_item_unknown", item=item_id[:64])


def read_policy(path: Path) -> Policy:
    """Read the settings file.

    Raises :class:`PolicyError` ``policy_unreadable``, ``policy_malformed``, or ``policy_member_missing``,
    ``policy_member_unknown`` or ``policy_member_wrong`` with ``where``.
    """
    try:
        found = path.read_bytes()
        if len(found) > MAX_POLICY:
            raise PolicyError("policy_malformed", file=path.name, where=f"{len(found)} bytes")
        return policy_of(tomllib.loads(found.decode("utf-8")), path.parent)
    except OSError as problem:
        raise PolicyError("policy_unreadable", file=path.name) from problem
    except ValueError as problem:  # tomllib.TOMLDecodeError and UnicodeDecodeError
        raise PolicyError("policy_malformed", file=path.name, where=str(problem)[:80]) from problem


class _Table:
    """One table of the file. Each member is taken once; what is left over is an unknown member."""

    def __init__(self, found: object, place: str) -> None:
        if not isinstance(found, dict):
            raise _wrong(place)
        self.left: dict[str, Any] = dict(found)
        self.place = place

    def where(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def take(self, name: str, kind: type, default: Any = None) -> Any:
        """The member, of exactly this type. Without a ``default`` it must be there."""
        if name not in self.left:
            if default is None:
                raise PolicyError("policy_member_missing", where=self.where(name))
            return default
        found = self.left.pop(name)
        if type(found) is not kind:
            raise _wrong(self.where(name))
        return found

    def text(self, name: str) -> str:
        found: str = self.take(name, str)
        return found

    def optional(self, name: str) -> str | None:
        return self.text(name) if name in self.left else None

    def yes_no(self, name: str) -> bool:
        return self.take(name, bool, False) is True

    def texts(self, name: str, default: list[str] | None = None) -> tuple[str, ...]:
        found = self.take(name, list, default)
        if not all(isinstance(each, str) for each in found):
            raise _wrong(self.where(name))
        return tuple(found)

    def table(self, name: str) -> _Table:
        return _Table(self.take(name, dict), self.where(name))

    def tables(self, name: str, default: list[Any] | None = None) -> list[_Table]:
        return [_Table(each, f"{self.where(name)}[{n}]") for n, each in enumerate(self.take(name, list, default))]

    def done(self) -> None:
        if self.left:
            raise PolicyError("policy_member_unknown", where=self.where(min(self.left)))


def policy_of(found: Mapping[str, Any], folder: Path) -> Policy:
    """The settings from the file's members; paths are relative to ``folder``. Raises as :func:`read_policy`."""
    root = _Table(dict(found), "")
    shop, keys, terms = root.table("shop"), root.table("keys"), root.table("terms")
    host = _checked(checked_host, shop.text("host"), "shop.host")
    store, key_store, key_ring = (shop.optional(name) for name in ("store", "key_store", "key_ring"))
    database = store if store is not None and _POSTGRESQL.match(store) else None
    items, controller = tuple(_item(each) for each in root.tables("items")), root.table("controller")
    representative = controller.optional("representative")
    if representative is not None and not (representative.strip() and representative.isprintable()):
        raise _wrong("controller.representative")
    if not items or len({item.id for item in items}) != len(items):
        raise _wrong("items")
    policy = Policy(
        host=host,
        return_path=_return_path(shop.optional("return_path") or "/"),
        store=folder / (store if store and not database else "preferences.db"),
        database=database,
        key_store=folder / key_store if key_store is not None and not _POSTGRESQL.match(key_store) else key_store,
        key_ring=folder / key_ring if key_ring is not None else None,
        min_age=shop.take("min_age", int, DEFAULT_MIN_AGE),
        representative=representative,
        controller=_controller(controller, host),
        signing_key=folder / keys.text("signing"),
        chain=folder / keys.text("chain"),
        receipt_keys=tuple(folder / each for each in keys.texts("receipts")),
        duration=terms.text("duration"),
        delete_within=terms.text("delete_within"),
        proof_until=terms.text("proof_until"),
        automated_decisions=terms.yes_no("automated_decisions"),
        personal_prices=terms.yes_no("personal_prices"),
        also_collects=terms.texts("also_collects", []),
        items=items,
        recipients=tuple(_recipient(each) for each in root.tables("recipients", [])),
        transfers=tuple(_transfer(each) for each in root.tables("transfers", [])),
        status_hosts=tuple(
            _checked(checked_host, each, "shop.status_hosts") for each in shop.texts("status_hosts", [])
        ),
    )
    if not policy.receipt_keys:
        raise _wrong("keys.receipts")
    root.left.pop("serve", None)
    for table in (root, shop, keys, terms):
        table.done()
    return policy


def _item(table: _Table) -> PolicyItem:
    reason = table.table("reason")
    try:
        precision = precision_named(table.text("precision"))
    except ChoiceError as problem:
        raise _wrong(table.where("precision")) from problem
    item = PolicyItem(
        table.text("id"),
        table.text("key"),
        table.text("purpose"),
        precision,
        table.yes_no("required"),
        {language: reason.text(language) for language in tuple(reason.left)},
    )
    table.done()
    return item


def _controller(table: _Table, host: str) -> Controller:
    policy_uri = table.optional("policy_uri")
    if policy_uri is not None:
        _checked(lambda text: checked_url(text, host=host), policy_uri, "controller.policy_uri")
    name, address, country, contact = (table.text(each) for each in ("name", "address", "country", "contact"))
    controller = Controller(name, address, country, contact, table.optional("dpo"), policy_uri)
    table.done()
    return controller


def _recipient(table: _Table) -> Recipient:
    recipient = Recipient(table.text("name"), table.text("role"), table.text("country"))
    table.done()
    return recipient


def _transfer(table: _Table) -> Transfer:
    transfer = Transfer(table.text("country"), table.text("safeguard"))
    table.done()
    return transfer


def _return_path(path: str) -> str:
    """A path at the shop's own host: ``//`` or a backslash would lead a browser elsewhere."""
    if not _PATH.fullmatch(path):
        raise _wrong("shop.return_path")
    return path


def _checked(check: Callable[[str], _T], text: str, where: str) -> _T:
    try:
        return check(text)
    except RequestError as problem:
        raise _wrong(where) from problem


def _wrong(where: str) -> PolicyError:
    return PolicyError("policy_member_wrong", where=where)
