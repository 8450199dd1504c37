"""Noise on counts, by OpenDP: the discrete Laplace mechanism, which makes each number differentially private."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final

EPSILON: Final = 1.0
"""The privacy budget of one report: what one customer's being in it can change of the odds is a factor of e."""
SURE: Final = 0.95
"""How often a number is as close as the error says."""


def error_of(sensitivity: int) -> int:
    """The error that goes with :func:`noisy`: 19 numbers of 20 are off by no more."""
    import opendp.prelude as dp

    found: float = dp.discrete_laplacian_scale_to_accuracy(scale=sensitivity / EPSILON, alpha=1 - SURE)
    return math.floor(found)


def noisy(sensitivity: int) -> Callable[[int], int]:
    """What makes a count into one with noise, from the operating system's randomness.

    ``sensitivity`` is how much one customer can change all counts of a report together.
    """
    import opendp.prelude as dp

    dp.enable_features("contrib")
    space = dp.atom_domain(T="i64"), dp.absolute_distance(T="i64")
    mechanism: Any = dp.m.make_laplace(*space, scale=sensitivity / EPSILON)
    return lambda count: int(mechanism(count))
