"""``preference-shop serve`` as a process of its own, with its workers, and how a vault speaks to it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "import sys; from vault.shop.command_line import main; sys.exit(main(sys.argv[1:]))"
FORM = {"content-type": "application/x-www-form-urlencoded"}
EVENT = {"content-type": "application/secevent+jwt"}
PATIENCE = 60
"""Seconds in which a process that hangs is found out."""


@dataclass
class Served:
    """The running program. ``log`` is what it wrote."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def workers(self) -> list[int]:
        """The processes that answer, by their id."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii").split()
        return [int(pid) for pid in listed if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def worker_of(self, connection: http.client.HTTPConnection) -> int | None:
        """The worker that took this connection, if one did."""
        ours, want = connection.sock.getsockname()[1], None
        for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
            fields = line.split()
            ports = [int(fields[place].rpartition(":")[2], 16) for place in (1, 2)]
            if ports == [self.port, ours]:
                want = f"socket:[{fields[9]}]"
        for pid in self.workers():
            if want in _open_files(pid):
                return pid
        return None

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, bytes]:
        """One exchange. Raises ``OSError`` and ``http.client.HTTPException``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def answer(self, form: bytes) -> tuple[int, bytes]:
        """An answer as a vault posts it."""
        return self.send("POST", "/preferences/answer", FORM, form)


@contextmanager
def served(folder: Path, *flags: str) -> Iterator[Served]:
    """Serve the shop in ``folder`` until the block ends, and then as a service manager ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / f"serve-{port}.log"
    policy = str(folder / "preferences.toml")
    command = [sys.executable, "-c", PROGRAM, "serve", "--policy", policy, "--listen", f"127.0.0.1:{port}", *flags]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        found = Served(process, port, log)
        try:
            _wait(found)
            yield found
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()


def run(*words: str, **how: str) -> subprocess.CompletedProcess[str]:
    """``preference-shop`` with these words, to its end."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **how}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=environment,
    )


def _wait(found: Served) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and found.process.poll() is None:
        try:
            if found.send("GET", "/preferences/health")[0] == 200:
                return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(found.log.read_text("utf-8"))


def _open_files(pid: int) -> set[str]:
    found = set()
    for each in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.add(str(each.readlink()))
        except OSError:
            continue  # closed meanwhile
    return found
