"""A number for each family of failures, which never changes."""

from __future__ import annotations

import pytest

from vault.cli.exit_codes import exit_code
from vault.core.errors import (
    ChoiceError,
    NetworkError,
    PolicyError,
    RequestError,
    StorageError,
    TokenError,
    VaultError,
    VaultLocked,
)


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (ChoiceError("wrong_passphrase"), 3),
        (StorageError("disk_full"), 4),
        (VaultLocked(), 4),
        (RequestError("request_expired"), 5),
        (TokenError("signature_invalid"), 5),
        (NetworkError("timed_out"), 6),
        (ChoiceError("key_unknown"), 7),
        (PolicyError("catalogue_damaged"), 8),
    ],
)
def test_exit_code_of_each_family(problem: VaultError, code: int) -> None:
    assert exit_code(problem) == code


def test_every_family_has_one() -> None:
    for family in VaultError.__subclasses__():
        problem = VaultLocked() if family is VaultLocked else family("any")
        assert exit_code(problem) in range(3, 9)
