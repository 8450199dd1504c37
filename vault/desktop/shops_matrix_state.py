"""Who holds what, as a table: frozen values from the presenter to the view. All texts are ready to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vault.core.value import Precision
from vault.desktop.shops_state import LessLine

SEALED = ""
"""The key of the row that sums up what is sealed."""


@dataclass(frozen=True)
class MatrixShop:
    """A column: its state in a few words, in sand where it is ``soon``, and ``said`` in full."""

    host: str
    state: str
    soon: bool
    said: str


@dataclass(frozen=True)
class MatrixRow:
    """A row. Only the first of a topic has an ``icon``."""

    key: str
    label: str
    icon: str


@dataclass(frozen=True)
class MatrixCell:
    """What one shop has of one preference. ``stop_name`` is empty where there is nothing to stop: then it is ``quiet``.

    ``precision`` is None where several things are summed up. ``jtis`` are the items that a stop ends; ``jti`` is the
    one that ``title``, ``about`` and ``line`` tell of.
    """

    precision: Precision | None
    text: str
    said: str
    title: str
    about: str
    line: str
    jti: str
    jtis: tuple[str, ...]
    stop: str
    stop_name: str

    @property
    def quiet(self) -> bool:
        """It was stopped, and may still be there."""
        return not self.jtis


@dataclass(frozen=True)
class Matrix:
    """The table. ``cells`` are found by row and shop; ``sealed`` stands below it, where no shop holds what it counts.

    Without ``shops`` nobody holds anything now.
    """

    shops: tuple[MatrixShop, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    cells: Mapping[tuple[str, str], MatrixCell] = field(default_factory=dict)
    sealed: str = ""


@dataclass(frozen=True)
class CellBar:
    """More about the current cell. Without ``host`` there is none. While ``choosing`` one of ``less`` is picked."""

    host: str = ""
    precision: Precision | None = None
    title: str = ""
    about: str = ""
    line: str = ""
    stop: str = ""
    stop_name: str = ""
    less: tuple[LessLine, ...] = ()
    less_name: str = ""
    choosing: bool = False


@dataclass(frozen=True)
class MatrixState:
    """The second view of the shops page. ``at`` is the current cell, a row's key and a host; ``read`` says that the
    vault was."""

    open: bool = False
    read: bool = False
    matrix: Matrix = Matrix()
    at: tuple[str, str] | None = None
    bar: CellBar = CellBar()
