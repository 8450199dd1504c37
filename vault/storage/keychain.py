"""The operating system's keychain, through ``keyring``: only one that keeps secrets locked, and that was seen to work.

``keyring`` takes whatever it finds, a file in the clear among it, and names the Secret Service even where nobody can
unlock it. So the kinds that are trusted are listed here, and :meth:`Keychain.prove` tries one out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vault.core.errors import StorageError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Preference Vault"
"""The name under which a person finds our secrets in the program of their keychain."""
MAX_SECRET_BYTES = 64
_TRUSTED = {
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
}
"""Each keeps secrets encrypted under the person's own log-in. All else, as files, is refused, whatever it is called."""
_NONE = {"keyring.backends.null", "keyring.backends.fail"}
"""What stands in where there is no keychain: one keeps nothing, the other always fails."""
_TRIAL_BYTES = 16


class Keychain:
    """A keychain that may be trusted. Its calls wait, and may make the system ask a person to unlock it.

    They raise :class:`StorageError` ``keychain_locked``, ``keychain_missing`` where none runs, or ``keychain_failed``.
    """

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def prove(self, random: Callable[[int], bytes]) -> None:
        """Keep a trial secret, read it back and remove it again. Raises as the class says."""
        account, secret = f"trial.{random(_TRIAL_BYTES).hex()}", random(_TRIAL_BYTES)
        self.keep(account, secret)
        found = self.read(account)
        self.forget(account)
        if found != secret or self.read(account) is not None:
            raise StorageError("keychain_failed")

    def keep(self, account: str, secret: bytes) -> None:
        """Keep ``secret``, in place of one before."""
        with _translated():
            self._backend.set_password(SERVICE, account, secret.hex())

    def read(self, account: str) -> bytes | None:
        """The secret that is kept, or None where there is none, or something else."""
        with _translated():
            found: object = self._backend.get_password(SERVICE, account)
        if not isinstance(found, str) or len(found) > 2 * MAX_SECRET_BYTES:
            return None
        try:
            return bytes.fromhex(found)
        except ValueError:
            return None

    def forget(self, account: str) -> None:
        """Remove a secret. One that is not there is no problem."""
        from keyring.errors import PasswordDeleteError

        with _translated(), contextlib.suppress(PasswordDeleteError):
            self._backend.delete_password(SERVICE, account)


def find() -> Keychain:
    """This computer's keychain.

    Raises :class:`StorageError` ``keychain_missing``, ``keychain_unsafe`` where secrets would lie in a file or in an
    unknown place, or ``keychain_failed``.
    """
    import keyring

    with _translated():
        return trusted(keyring.get_keyring())


def trusted(backend: KeyringBackend) -> Keychain:
    """The first trusted keychain of a backend; of one that tries several, the others are left out.

    Raises as :func:`find`.
    """
    from keyring.backends.chainer import ChainerBackend

    with _translated():
        members = list(backend.backends) if isinstance(backend, ChainerBackend) else [backend]
    modules = [type(each).__module__ for each in members]
    for member, module in zip(members, modules, strict=True):
        if module in _TRUSTED:
            return Keychain(member)
    raise StorageError("keychain_missing" if _NONE.issuperset(modules) else "keychain_unsafe")


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Keychains fail in the ways of D-Bus and of three systems. Without the cause, whose text may hold the secret."""
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    try:
        yield
    except StorageError:
        raise
    except KeyringLocked:
        raise StorageError("keychain_locked") from None
    except (InitError, NoKeyringError):
        raise StorageError("keychain_missing") from None
    except Exception:
        raise StorageError("keychain_failed") from None
