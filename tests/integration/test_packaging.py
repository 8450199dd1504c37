"""The wheel as others get it: built, installed in fresh environments, run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT))
    (built,) = out.glob("*.whl")
    return built


def run(*command: str, ok: bool = True, **environment: str) -> str:
    """Run a command from the root folder, outside any checkout, and return what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd="/", env=clean | environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == ok, done.stdout + done.stderr
    return done.stdout + done.stderr


def installed(folder: Path, wheel: Path, extras: str) -> Path:
    """The ``bin`` folder of a fresh environment with the wheel and some of its extras."""
    venv.create(folder, with_pip=True)
    run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", f"{wheel}[{extras}]")
    return folder / "bin"


def test_the_wheel_holds_the_package_and_nothing_beside_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"vault"}
    resources = {f"vault/_resources/{name}" for name in ("messages/nl.json", "catalogue/index.json")}
    assert {"vault/py.typed"} | resources <= set(names)


def test_the_demo_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    tools = installed(tmp_path / "all", wheel, "customer,shop")
    printed = run(str(tools / "preference-vault"), "demo", HOME=str(tmp_path), TMPDIR=str(tmp_path))
    assert len(printed.splitlines()) == 10


def test_the_shop_alone_needs_no_qt_and_no_sqlcipher(wheel: Path, tmp_path: Path) -> None:
    tools = installed(tmp_path / "shop", wheel, "shop")
    program = (
        "import importlib, importlib.util, pkgutil, vault.shop\n"
        "for found in pkgutil.walk_packages(vault.shop.__path__, 'vault.shop.'): importlib.import_module(found.name)\n"
        "assert not [name for name in ('PySide6', 'sqlcipher3', 'argon2') if importlib.util.find_spec(name)]\n"
    )
    run(str(tools / "python"), "-c", program)
    printed = run(str(tools / "preference-shop"), "check", str(ROOT / "tests" / "fixtures" / "preferences.toml"))
    assert printed.strip()
    missing = run(str(tools / "preference-vault"), "list", ok=False)
    assert len(missing.splitlines()) == 1
    assert "customer" in missing
