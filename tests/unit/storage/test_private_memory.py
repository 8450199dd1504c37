"""What is freed is overwritten, and no core is dumped: in a process of its own, which ends with it."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there is it known how")
