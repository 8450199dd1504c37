"""No test opens a window on somebody's screen or fails because the machine is busy, and what fails is named at once."""

from __future__ import annotations

import faulthandler
import gc
import os
import sys
import tempfile
from collections.abc import Generator, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.exceptions import format_captured_exceptions

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


@pytest.fixture(scope="session", autouse=True)
def _each_key_is_derived_once() -> Iterator[None]:
    """For the same passphrase, salt and cost Argon2id gives the same key, and takes a fifth of a second each time."""
    from vault.storage import kdf  # not before coverage is measured

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "hash_secret_raw", cache(kdf.hash_secret_raw))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """All tests stay until the end: to look among them for what can be thrown away takes a third of a second a time."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.enable()
    return result


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """What a test was done with is gone before the next begins: Qt waits with that for a loop, and each new theme
    would paint it anew.
    """
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and qt.QCoreApplication.instance() is not None:
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A long run that is stopped before its summary has said what failed."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\n{report.when} of {report.nodeid} failed\n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where something was waited for in vain, tell what every thread did then, and what went wrong on one of them."""
    report = yield
    if call.excinfo is not None and call.excinfo.typename == "TimeoutError":
        report.sections.append(("What the threads did", _stacks()))
        captured = getattr(item, "qt_exception_capture_manager", None)
        if captured is not None and captured.exceptions:
            report.sections.append(("What went wrong on them", format_captured_exceptions(captured.exceptions)))
    return report


def _stacks() -> str:
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file, all_threads=True)
        file.seek(0)
        return file.read()
