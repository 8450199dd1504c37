"""No test opens a window on somebody's screen or fails because the machine is busy, and what fails is named at once."""

from __future__ import annotations

import os
import sys

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("without a deadline", deadline=None)
settings.load_profile("without a deadline")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """A long run that is stopped before its summary has said what failed."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        sys.stderr.write(f"\n{report.when} of {report.nodeid} failed\n")
