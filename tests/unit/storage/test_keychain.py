"""The keychain behind its wrapper: which kinds are trusted, and what each failure is called."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError, PasswordSetError

from tests.unit.storage.memory_keychain import MemoryKeychain
from vault.core.errors import VaultError
from vault.storage import keychain
from vault.storage.keychain import SERVICE, Keychain, trusted


class Plaintext(MemoryKeychain):
    """As keyrings.alt has it."""


Plaintext.__module__ = "keyrings.alt.file"


class Trusted(MemoryKeychain):
    """Called as one of the trusted kinds is."""


Trusted.__module__ = "keyring.backends.SecretService"


class Chain(chainer.ChainerBackend):  # type: ignore[misc]
    """One that tries several."""

    priority = -1
    backends: tuple[KeyringBackend, ...] = ()

    def __init__(self, *members: KeyringBackend) -> None:
        super().__init__()
        self.backends = members


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(VaultError) as caught:
        action()
    return caught.value.code


def counting(size: int) -> bytes:
    return bytes(range(size))


@pytest.mark.parametrize(
    ("backend", "code"),
    [
        (null.Keyring(), "keychain_missing"),
        (fail.Keyring(), "keychain_missing"),
        (Chain(), "keychain_missing"),
        (Chain(fail.Keyring(), null.Keyring()), "keychain_missing"),
        (Plaintext(), "keychain_unsafe"),
        (MemoryKeychain(), "keychain_unsafe"),
        (Chain(Plaintext()), "keychain_unsafe"),
        (Chain(fail.Keyring(), Plaintext()), "keychain_unsafe"),
    ],
)
def test_what_keeps_nothing_or_keeps_it_open_is_refused(backend: KeyringBackend, code: str) -> None:
    assert code_of(lambda: trusted(backend)) == code


def test_of_several_only_the_trusted_one_is_used() -> None:
    file, good = Plaintext(), Trusted()
    found = trusted(Chain(file, good))
    found.keep("account", b"secret")
    assert file.secrets == {}
    assert good.secrets == {(SERVICE, "account"): b"secret".hex()}
    assert trusted(good).read("account") == b"secret"


def test_the_one_that_the_system_names_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.get_keyring", Plaintext)
    assert code_of(keychain.find) == "keychain_unsafe"
    monkeypatch.setattr("keyring.get_keyring", Trusted)
    assert isinstance(keychain.find(), Keychain)

    def broken() -> KeyringBackend:
        raise ModuleNotFoundError("no module named nonsense")

    monkeypatch.setattr("keyring.get_keyring", broken)
    assert code_of(keychain.find) == "keychain_failed"


@pytest.mark.parametrize(
    ("module", "code"),
    [
        ("keyring.backends.null.Keyring", "keychain_missing"),
        ("keyring.backends.fail.Keyring", "keychain_missing"),
        ("keyring.backends.chainer.ChainerBackend", "keychain_missing"),
        ("no.such.Keyring", "keychain_failed"),
    ],
)
def test_one_that_the_environment_names_is_no_way_round(module: str, code: str) -> None:
    program = (
        "from vault.core.errors import StorageError\nfrom vault.storage import keychain\n"
        "try:\n    keychain.find()\nexcept StorageError as problem:\n    print(problem.code)\n"
    )
    environment = {"PYTHON_KEYRING_BACKEND": module, "PYTHONDONTWRITEBYTECODE": "1"}
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert result.stdout.strip() == code


def test_a_working_keychain_is_proven_and_left_clean() -> None:
    memory = MemoryKeychain()
    Keychain(memory).prove(counting)
    assert memory.secrets == {}


class Forgetful(MemoryKeychain):
    """Takes everything and has nothing, as the null backend does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Clinging(MemoryKeychain):
    """Lets nothing go."""

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError("no")


@pytest.mark.parametrize("backend", [Forgetful(), Clinging()])
def test_one_that_only_says_that_it_works_is_found_out(backend: KeyringBackend) -> None:
    assert code_of(lambda: Keychain(backend).prove(counting)) == "keychain_failed"


@pytest.mark.parametrize(
    ("failing", "code"),
    [
        (KeyringLocked("secret"), "keychain_locked"),
        (InitError("secret"), "keychain_missing"),
        (NoKeyringError("secret"), "keychain_missing"),
        (PasswordSetError("secret"), "keychain_failed"),
        (OSError("secret"), "keychain_failed"),
        (RuntimeError("secret"), "keychain_failed"),
    ],
)
@pytest.mark.parametrize("call", ["set", "get", "delete"])
def test_failures_have_codes_and_no_cause_that_could_hold_a_secret(call: str, failing: Exception, code: str) -> None:
    memory = MemoryKeychain()
    memory.fails, memory.failing = {call}, failing
    with pytest.raises(VaultError) as caught:
        Keychain(memory).prove(counting)
    assert caught.value.code == code
    assert caught.value.__suppress_context__


def test_forgetting_what_is_not_there_is_no_problem() -> None:
    Keychain(MemoryKeychain()).forget("account")


@pytest.mark.parametrize("found", ["not hex", "ab" * 65, "é"])
def test_something_else_under_the_name_is_no_secret(found: str) -> None:
    memory = MemoryKeychain()
    memory.secrets[SERVICE, "account"] = found
    assert Keychain(memory).read("account") is None


@pytest.mark.parametrize("found", [b"ab" * 32, 5, ["ab"], {"ab": "cd"}])
def test_a_keychain_that_gives_no_text_has_no_secret(found: object) -> None:
    memory = MemoryKeychain()
    memory.secrets[SERVICE, "account"] = found  # type: ignore[assignment]
    assert Keychain(memory).read("account") is None
