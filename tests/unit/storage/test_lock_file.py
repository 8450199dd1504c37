import signal
import subprocess
import sys
from pathlib import Path

import pytest

from vault.core.errors import StorageError
from vault.storage.lock_file import VaultLock

HOLDER = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from vault.storage.lock_file import VaultLock\n"
    "lock = VaultLock.take(Path(sys.argv[1]))\n"
    "print('held', flush=True)\n"
    "time.sleep(60)\n"
)


def test_a_second_holder_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    first = VaultLock.take(tmp_path / "lock")
    with pytest.raises(StorageError) as caught:
        VaultLock.take(tmp_path / "lock")
    assert caught.value.code == "vault_in_use"
    first.release()
    first.release()
    VaultLock.take(tmp_path / "lock").release()
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_who_is_patient_gets_it_once_the_first_lets_go(tmp_path: Path) -> None:
    first, slept = VaultLock.take(tmp_path / "lock"), list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            first.release()

    VaultLock.take(tmp_path / "lock", tries=9, sleep=sleep).release()
    assert len(slept) == 3


def test_patience_ends(tmp_path: Path) -> None:
    first, slept = VaultLock.take(tmp_path / "lock"), list[float]()
    with pytest.raises(StorageError, match="vault_in_use"):
        VaultLock.take(tmp_path / "lock", tries=3, sleep=slept.append)
    assert len(slept) == 2
    first.release()


def test_patience_is_for_a_taken_lock_only(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="link_refused"):
        VaultLock.take(tmp_path / "lock", tries=3, sleep=pytest.fail)


def test_another_process_holds_it_and_a_killed_one_does_not(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StorageError) as caught:
            VaultLock.take(path)
        assert caught.value.code == "vault_in_use"
        holder.send_signal(signal.SIGKILL)
    assert path.exists()
    VaultLock.take(path).release()


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError) as caught:
        VaultLock.take(tmp_path / "lock")
    assert caught.value.code == "link_refused"
    assert not (tmp_path / "elsewhere").exists()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        VaultLock.take(tmp_path / "nothing" / "lock")
    assert caught.value.code == "file_missing"
