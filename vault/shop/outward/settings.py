"""``targets.toml``, beside the shop's settings: which systems get what. :mod:`vault.shop.outward` shows one."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vault.core.catalogue import Catalogue
from vault.core.errors import PolicyError, RequestError
from vault.core.sensitivity import Level
from vault.core.web_address import checked_host
from vault.net.fetcher import Fetcher
from vault.shop.policy import MAX_POLICY, Policy, PolicyItem

FILE: Final = "targets.toml"
MAX_SECRET: Final = 4096
"""Bytes of a file with a secret; tokens of these systems have fewer than 200."""
_OTHERS: Final = 0o077
_OURS: Final = ("recipient", "plugin", "items")


def _https() -> Fetcher:
    from vault.net.https_client import HttpsClient

    return HttpsClient()


@dataclass(frozen=True)
class TargetSettings:
    """One target's part of the file. ``name`` is the recipient's; ``items`` are those that it gets."""

    name: str
    plugin: str
    items: tuple[PolicyItem, ...]
    folder: Path
    """Paths are relative to it."""
    options: Mapping[str, object] = field(default_factory=dict, repr=False)
    fetcher: Callable[[], Fetcher] = field(default=_https, repr=False)
    """The bounded way out, for targets on the network."""

    def where(self, option: str) -> str:
        """The place of an option, for errors."""
        return f"{FILE}: {self.name[:60]}.{option[:40]}"

    def only(self, *options: str) -> None:
        """Refuse every option but these. Raises :class:`PolicyError` ``policy_member_unknown``."""
        unknown = sorted(self.options.keys() - set(options))
        if unknown:
            raise PolicyError("policy_member_unknown", where=self.where(unknown[0]))

    def text(self, option: str, default: str | None = None) -> str:
        """A text. Raises :class:`PolicyError` ``policy_member_missing`` or ``policy_member_wrong``."""
        found = self.options.get(option, default)
        if found is None:
            raise PolicyError("policy_member_missing", where=self.where(option))
        if not isinstance(found, str) or not found:
            raise PolicyError("policy_member_wrong", where=self.where(option))
        return found

    def path(self, option: str) -> Path:
        """A path. Raises as :meth:`text`."""
        return self.folder / self.text(option)

    def host(self, option: str, default: str | None = None) -> str:
        """A host name. Raises as :meth:`text`."""
        try:
            return checked_host(self.text(option, default))
        except RequestError as problem:
            raise PolicyError("policy_member_wrong", where=self.where(option)) from problem

    def secret(self, option: str) -> str:
        """A secret, from the file that ``<option>_file`` names: processes of the same user can read an environment.

        Read each time, so that a new one counts at once. Raises :class:`PolicyError` ``target_secret_missing``,
        ``target_secret_open`` (others may read the file), and as :meth:`text`.
        """
        found = self._secret_file(self.path(f"{option}_file"))
        if not found or not found.isascii() or not found.isprintable():
            raise PolicyError("target_secret_missing", where=self.where(option))
        return found

    def _secret_file(self, path: Path) -> str:
        try:
            with path.open("rb") as file:
                if os.name == "posix" and os.fstat(file.fileno()).st_mode & _OTHERS:
                    raise PolicyError("target_secret_open", file=path.name)
                return file.read(MAX_SECRET).decode("ascii", "replace").strip()
        except OSError as problem:
            raise PolicyError("target_secret_missing", where=self.where(path.name)) from problem


def read_targets(folder: Path, policy: Policy, catalogue: Catalogue) -> tuple[TargetSettings, ...]:
    """The targets of the shop whose settings are in ``folder``; none if there is no file.

    Raises :class:`PolicyError` ``policy_unreadable``, ``policy_malformed``, ``policy_member_missing``,
    ``policy_member_unknown``, ``policy_member_wrong``, ``policy_item_unknown``, ``recipient_not_named``,
    ``target_twice``, or ``target_item_sealed``: nothing goes on that the catalogue seals.
    """
    path = folder / FILE
    try:
        data = path.read_bytes()
        if len(data) > MAX_POLICY:
            raise PolicyError("policy_malformed", file=FILE, where=f"{len(data)} bytes")
        found = tomllib.loads(data.decode("utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as problem:
        raise PolicyError("policy_unreadable", file=FILE) from problem
    except ValueError as problem:
        raise PolicyError("policy_malformed", file=FILE, where=str(problem)[:80]) from problem
    tables = found.pop("target", [])
    if found:
        raise PolicyError("policy_member_unknown", where=f"{FILE}: {min(found)[:40]}")
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise PolicyError("policy_member_wrong", where=f"{FILE}: target")
    made = tuple(_target(table, folder, policy, catalogue) for table in tables)
    names = [each.name for each in made]
    for name in names:
        if names.count(name) > 1:
            raise PolicyError("target_twice", name=name[:120])
    return made


def _target(table: dict[str, object], folder: Path, policy: Policy, catalogue: Catalogue) -> TargetSettings:
    place = TargetSettings("target", "", (), folder, table)
    name = place.text("recipient")
    if name not in {recipient.name for recipient in policy.recipients}:
        raise PolicyError("recipient_not_named", name=name[:120])
    ids = table.get("items")
    if not isinstance(ids, list) or not ids or not all(isinstance(each, str) for each in ids):
        raise PolicyError("policy_member_wrong", where=place.where("items"))
    items = tuple(policy.item(each) for each in dict.fromkeys(ids))
    for item in items:
        if catalogue.entry(item.key).level is Level.SEALED:
            raise PolicyError("target_item_sealed", item=item.id[:64])
    options = {option: given for option, given in table.items() if option not in _OURS}
    return TargetSettings(name, place.text("plugin"), items, folder, options)
