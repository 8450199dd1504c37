"""Exit codes. They are an interface: scripts compare them, so a number never changes its meaning.

=====  =====================================================================
0      done
2      the command was typed wrong
3      wrong passphrase or recovery code
4      the vault, a file, the disk or the output: damaged, missing, full, in use, locked
5      a shop's request or answer was refused
6      a shop could not be reached; what you decided is kept, and is tried again
7      not possible as asked: an unknown preference, a value that does not fit, nothing chosen
8      the program is not whole: an extra or a file of its own is missing
130    stopped by the keyboard
=====  =====================================================================
"""

from __future__ import annotations

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

DONE = 0
USAGE = 2
WRONG_PASSPHRASE = 3
VAULT_PROBLEM = 4
REFUSED = 5
NOT_REACHED = 6
NOT_POSSIBLE = 7
NOT_WHOLE = 8
INTERRUPTED = 130

_FAMILIES: tuple[tuple[type[VaultError], int], ...] = (
    (StorageError, VAULT_PROBLEM),
    (VaultLocked, VAULT_PROBLEM),
    (RequestError, REFUSED),
    (TokenError, REFUSED),
    (NetworkError, NOT_REACHED),
    (ChoiceError, NOT_POSSIBLE),
    (PolicyError, NOT_WHOLE),
)


def exit_code(problem: VaultError) -> int:
    """The exit code for an expected failure: by its family, what was typed to open the vault aside."""
    if problem.code in {"wrong_passphrase", "wrong_recovery_code", "wrong_export_passphrase"}:
        return WRONG_PASSPHRASE
    return next(code for family, code in _FAMILIES if isinstance(problem, family))
