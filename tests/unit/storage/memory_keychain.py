"""A keychain in memory, which can fail in every way that real ones do."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeychain(KeyringBackend):  # type: ignore[misc]
    """Keeps secrets until the test ends. ``failing`` is raised by the calls named in ``fails``."""

    priority = -1  # keyring itself never takes it

    def __init__(self) -> None:
        super().__init__()
        self.secrets: dict[tuple[str, str], str] = {}
        self.fails: set[str] = set()
        self.failing: Exception = OSError()

    def get_password(self, service: str, username: str) -> str | None:
        self._fail("get")
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail("set")
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail("delete")
        if (service, username) not in self.secrets:
            raise PasswordDeleteError("not there")
        del self.secrets[service, username]

    def _fail(self, call: str) -> None:
        if call in self.fails:
            raise self.failing
