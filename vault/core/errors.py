"""Errors as codes and facts. The sentences for people live in ``resources/messages/``.

Each family says who has to act: the world failed (:class:`StorageError`, :class:`NetworkError`), something was
refused (:class:`TokenError`, :class:`RequestError`), what the person asked cannot be done as asked
(:class:`ChoiceError`), a shop's own settings are wrong (:class:`PolicyError`), or the vault is locked.
"""

from __future__ import annotations


class VaultError(Exception):
    """Base of every expected failure.

    ``code`` is stable, lower_snake_case and the key of a sentence in ``resources/messages``; ``facts`` fill that
    sentence's placeholders. Facts are names, sizes and dates: never a passphrase, a key or a preference's value.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({shown})" if shown else self.code


class StorageError(VaultError):
    """The disk, the database or a file failed, or is not what it should be."""


class NetworkError(VaultError):
    """A shop or host could not be reached, or answered in a way that is not accepted."""


class TokenError(VaultError):
    """A token, key binding, event or receipt is refused; ``code`` is the reason."""


class RequestError(VaultError):
    """A shop's request, or a part of it, is refused; ``code`` is the reason.

    ``answer`` is the OAuth/OpenID4VP error code for the shop, where one is sent (OpenID4VP 1.0 §8.5).
    """

    def __init__(self, code: str, answer: str = "invalid_request", **facts: str | int) -> None:
        super().__init__(code, **facts)
        self.answer = answer


class ChoiceError(VaultError):
    """What the person asked for cannot be done as asked: an unknown key, a value that does not fit, no passphrase."""


class PolicyError(VaultError):
    """The shop's own settings are not usable."""


class VaultLocked(VaultError):
    """The vault is locked; every call on its session ends here."""

    def __init__(self) -> None:
        super().__init__("vault_locked")
