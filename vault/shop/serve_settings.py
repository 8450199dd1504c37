"""How ``preference-shop serve`` serves: the table ``[serve]`` of the settings file, the environment, and flags.

What the environment says goes before the file, and a flag goes before both. All of it is optional::

    [serve]
    listen = "127.0.0.1:8700"         # behind the web server that has the certificate
    workers = 1                       # processes; a browser's visit stays in one, so send it to the same one
    log_format = "text"               # or "json": one object a line
    metrics_listen = "127.0.0.1:8701" # for Prometheus; without it nothing is counted. Never a public address
    counter_listen = "127.0.0.1:8702" # the page for the till, see preference-shop counter page; with one worker only
    tls_certificate = "chain.pem"     # PEM, if no web server in front has it
    tls_key = "signing.pem"

In the environment each has its name in capitals after ``PREFERENCE_SHOP_``, as ``PREFERENCE_SHOP_LISTEN``. Others say
where things are: ``PREFERENCE_SHOP_POLICY`` names the settings file, and ``PREFERENCE_SHOP_STORE``,
``PREFERENCE_SHOP_KEY_STORE`` and ``PREFERENCE_SHOP_KEY_RING`` stand for members of ``[shop]``. A password of PostgreSQL
belongs in its own password file: other programs of this machine can read an environment.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from vault.core.errors import PolicyError
from vault.shop.database import is_postgresql
from vault.shop.policy import MAX_POLICY, Policy

PREFIX: Final = "PREFERENCE_SHOP_"
POLICY_FILE: Final = "preferences.toml"
LISTEN: Final = "127.0.0.1:8700"
"""Behind the web server that has the certificate; nothing else should reach it."""
MAX_WORKERS: Final = 64
"""Processes: more need more machines."""
LOG_FORMATS: Final = ("text", "json")

_MEMBERS: Final[Mapping[str, type]] = {
    "listen": str,
    "workers": int,
    "log_format": str,
    "metrics_listen": str,
    "counter_listen": str,
    "tls_certificate": str,
    "tls_key": str,
}


@dataclass(frozen=True)
class Address:
    """Where something listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class ServeSettings:
    """Everything that is settled before the shop is opened. Paths are whole."""

    policy: Path
    listen: Address
    workers: int
    log_format: str
    metrics_listen: Address | None
    counter_listen: Address | None
    tls_certificate: Path | None
    tls_key: Path | None
    store: str | None = field(default=None, repr=False)  # may have a password, as has the next
    key_store: str | None = field(default=None, repr=False)
    key_ring: str | None = None

    def placed(self, policy: Policy) -> Policy:
        """The settings with the store where the environment says that it is."""
        if self.store is not None:
            database = self.store if is_postgresql(self.store) else None
            policy = replace(policy, database=database, store=policy.store if database else Path(self.store).absolute())
        if self.key_store is not None:
            where = self.key_store if is_postgresql(self.key_store) else Path(self.key_store).absolute()
            policy = replace(policy, key_store=where)
        return policy if self.key_ring is None else replace(policy, key_ring=Path(self.key_ring).absolute())


def serve_settings(flags: Mapping[str, str | int | None], environment: Mapping[str, str]) -> ServeSettings:
    """Settle them. ``flags`` are ``policy`` and the members of ``[serve]``, None where not typed.

    Raises :class:`PolicyError` as :func:`vault.shop.policy.read_policy`; ``where`` names the member, or the variable
    of the environment.
    """
    given = {
        name.removeprefix(PREFIX).lower(): text
        for name, text in environment.items()
        if text and name.startswith(PREFIX)
    }
    file = Path(str(flags.get("policy") or given.get("policy") or POLICY_FILE)).absolute()
    found = {name: (each, f"serve.{name}") for name, each in _table(file).items()}
    for name in ("tls_certificate", "tls_key"):  # beside the file; elsewhere from where one is
        if name in found:
            found[name] = (str(file.parent / str(found[name][0])), found[name][1])
    found |= {name: (given[name], PREFIX + name.upper()) for name in _MEMBERS if name in given}
    found |= {name: (each, f"--{name.replace('_', '-')}") for name in _MEMBERS if (each := flags.get(name)) is not None}
    certificate, key = _path(found, "tls_certificate"), _path(found, "tls_key")
    if (certificate is None) != (key is None):
        raise PolicyError("policy_member_missing", where="serve.tls_key" if key is None else "serve.tls_certificate")
    counter = _address(*found["counter_listen"]) if "counter_listen" in found else None
    workers = _workers(*found.get("workers", (1, "")))
    if counter is not None and workers > 1:  # what is shared for a visit stays in the process that heard it
        raise PolicyError("counter_one_worker")
    return ServeSettings(
        policy=file,
        listen=_address(*found.get("listen", (LISTEN, ""))),
        workers=workers,
        log_format=_log_format(*found.get("log_format", (LOG_FORMATS[0], ""))),
        metrics_listen=_address(*found["metrics_listen"]) if "metrics_listen" in found else None,
        counter_listen=counter,
        tls_certificate=certificate,
        tls_key=key,
        **{name: given.get(name) for name in ("store", "key_store", "key_ring")},
    )


def _table(file: Path) -> Mapping[str, str | int]:
    """``[serve]``; a file that cannot be read is told where all of it is read."""
    try:
        with file.open("rb") as opened:
            found: Any = tomllib.loads(opened.read(MAX_POLICY).decode("utf-8")).get("serve", {})
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        raise PolicyError("policy_member_wrong", where="serve")
    for name, each in found.items():
        if name not in _MEMBERS:
            raise PolicyError("policy_member_unknown", where=f"serve.{name}"[:80])
        if type(each) is not _MEMBERS[name]:
            raise PolicyError("policy_member_wrong", where=f"serve.{name}")
    return found


def _path(found: Mapping[str, tuple[str | int, str]], name: str) -> Path | None:
    return Path(str(found[name][0])).absolute() if name in found else None


def _address(found: str | int, where: str) -> Address:
    host, _, port = str(found).rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or len(port) > 5 or int(port) > 65535:
        raise PolicyError("policy_member_wrong", where=where)
    return Address(host.removeprefix("[").removesuffix("]"), int(port))


def _workers(found: str | int, where: str) -> int:
    text = str(found)
    if not text.isascii() or not text.isdecimal() or len(text) > 3 or not 1 <= int(text) <= MAX_WORKERS:
        raise PolicyError("policy_member_wrong", where=where)
    return int(text)


def _log_format(found: str | int, where: str) -> str:
    if found not in LOG_FORMATS:
        raise PolicyError("policy_member_wrong", where=where)
    return str(found)
