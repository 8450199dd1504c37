"""Target ``json``: a folder with a file for each customer. Option: ``folder``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vault.core.errors import StorageError
from vault.shop.outward.private_file import alone, remove, replacing, translated
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, Loss
from vault.shop.policy import Policy


class JsonFolder:
    """The folder; its files are named by the hash of the customer number, which may be of any characters."""

    at_once = 500

    def __init__(self, settings: TargetSettings) -> None:
        settings.only("folder")
        self._folder = settings.path("folder")

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Write each customer's file: these fields anew, others as they were."""
        with translated(self._folder):
            self._folder.mkdir(mode=0o700, exist_ok=True)
        for each in profiles:
            path = self._path(each.number)
            with alone(self._folder / "customers"):
                fields = self._read(path)
                fields.update({item.field: item.to_json() | {"key": item.key} for item in each.items})
                self._write(path, each.number, fields)

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Take these out, and the file with the last one."""
        if not self._folder.exists():
            return
        path = self._path(number)
        with alone(self._folder / "customers"):
            left = {name: item for name, item in self._read(path).items() if name not in fields}
            if left:
                self._write(path, number, left)
            else:
                remove(path)

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """It has members for all but the proof; nothing in it ends by itself."""
        return (Loss.EXPIRY, Loss.PROOF)

    def _path(self, number: str) -> Path:
        return self._folder / f"{hashlib.sha256(number.encode()).hexdigest()[:32]}.json"

    def _read(self, path: Path) -> dict[str, Any]:
        """The fields of a customer. Raises :class:`StorageError` ``target_file_changed``: it is not as we left it."""
        try:
            with translated(path):
                fields = json.loads(path.read_bytes())["preferences"] if path.exists() else {}
        except (ValueError, KeyError, TypeError) as problem:
            raise StorageError("target_file_changed", file=path.name) from problem
        if not isinstance(fields, dict):
            raise StorageError("target_file_changed", file=path.name)
        return fields

    def _write(self, path: Path, number: str, fields: dict[str, Any]) -> None:
        with replacing(path) as file:
            json.dump({"customer": number, "preferences": fields}, file, ensure_ascii=False, indent=1, sort_keys=True)
