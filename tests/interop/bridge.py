"""The JavaScript implementations, through one pipe. ``bash .ci/system test`` installs them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FOLDER = Path(__file__).parent


class TheirError(Exception):
    """The other implementation refused."""


class Bridge:
    """A Node process that does one job after the other."""

    def __enter__(self) -> Self:
        if not (FOLDER / "node_modules").is_dir():
            message = "the JavaScript implementations are not installed: bash .ci/system test"
            raise FileNotFoundError(message)
        self._node = subprocess.Popen(
            ["node", "bridge.mjs"], cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._node.communicate()

    def do(self, job: str, **members: Any) -> dict[str, Any]:
        """What came of a job. Raises :class:`TheirError` with what the other implementation said."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps({"do": job, **members}) + "\n")
        self._node.stdin.flush()
        found: dict[str, Any] = json.loads(self._node.stdout.readline())
        if "error" in found:
            raise TheirError(f"{found['error']} {found['cause']}".strip())
        return found
