import resource
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from vault.core.errors import StorageError
from vault.storage.kdf import MEDIUM, PROFILES, SMALL, STANDARD, STRONG, Profile, dearer, derive, interactive
from vault.storage.secret import Passphrase

PASSPHRASE = Passphrase("correct horse")


def test_a_key_depends_on_passphrase_salt_and_cost() -> None:
    key = derive(PASSPHRASE, b"1" * 16, SMALL)
    assert len(key) == 32
    assert key == derive(PASSPHRASE, b"1" * 16, replace(SMALL, name="other name"))
    others = {
        derive(Passphrase("correct hors"), b"1" * 16, SMALL),
        derive(PASSPHRASE, b"2" * 16, SMALL),
        derive(PASSPHRASE, b"1" * 16, replace(SMALL, lanes=1)),
    }
    assert key not in others
    assert len(others) == 3


def test_openssl_derives_the_same_key() -> None:
    other = Argon2id(salt=b"1" * 16, length=32, iterations=3, lanes=4, memory_cost=64 * 1024)
    assert derive(PASSPHRASE, b"1" * 16, SMALL) == other.derive(b"correct horse")


def test_every_named_profile_is_allowed() -> None:
    for profile in PROFILES:
        profile.check()
    assert STANDARD.memory_kib == 256 * 1024


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"memory_kib": 64 * 1024 - 1}, "kdf_too_weak"),
        ({"passes": 2}, "kdf_too_weak"),
        ({"lanes": 0}, "kdf_too_weak"),
        ({"memory_kib": -1}, "kdf_too_weak"),
        ({"memory_kib": 2 * 1024 * 1024 + 1}, "kdf_too_costly"),
        ({"passes": 21}, "kdf_too_costly"),
        ({"lanes": 17}, "kdf_too_costly"),
        ({"passes": 2, "memory_kib": 2**40}, "kdf_too_weak"),
    ],
)
def test_a_profile_outside_floor_and_ceiling_is_refused_before_any_work(change: dict[str, Any], code: str) -> None:
    with pytest.raises(StorageError) as caught:
        derive(PASSPHRASE, b"1" * 16, replace(SMALL, **change))
    assert caught.value.code == code


def test_the_ceiling_itself_is_allowed() -> None:
    Profile("dear", 2 * 1024 * 1024, 20, 16).check()


@pytest.mark.parametrize(
    ("seconds", "name"), [(5.0, "small"), (0.3, "medium"), (0.125, "standard"), (0.06, "strong"), (0.001, "strong")]
)
def test_the_profile_follows_the_speed_of_the_machine(seconds: float, name: str) -> None:
    ticks = count()
    assert interactive(lambda: next(ticks) * seconds).name == name


def test_too_little_memory_is_said_in_our_words() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + 200 * 1024 * 1024, hard))
    try:
        with pytest.raises(StorageError) as caught:
            derive(PASSPHRASE, b"1" * 16, STRONG)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    assert (caught.value.code, caught.value.facts) == ("memory_short", {"mebibytes": 512})


@pytest.mark.parametrize(
    ("cost", "took", "found"),
    [
        (SMALL, 0.12, STANDARD),
        (SMALL, 0.26, MEDIUM),
        (SMALL, 0.5, None),
        (SMALL, 9.0, None),
        (SMALL, 0.01, STRONG),
        (STANDARD, 0.2, STRONG),
        (STANDARD, 0.5, None),
        (STRONG, 0.01, None),
        (SMALL, 0.0, None),
        (Profile("my own", 96 * 1024, 4, 2), 0.5, None),
        (Profile("my own", 96 * 1024, 4, 2), 0.25, STANDARD),
    ],
)
def test_a_machine_that_is_fast_asks_for_a_dearer_profile(cost: Profile, took: float, found: Profile | None) -> None:
    assert dearer(cost, took) == found
