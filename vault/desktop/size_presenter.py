"""The logic of "Size help": which table is looked at, and the sizes that fit at certain brands."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.wording import describe, in_language, system_name, written_number, written_size
from vault.customer import size_help
from vault.desktop.size_state import BrandLine, ChartTable, SizesState

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.core.sizes import SizeChart
    from vault.core.value import Value
    from vault.customer.size_help import BrandSize, Sizes
    from vault.desktop.tasks import Tasks

_ABOUT_FIELD = "brand_size_unread"


class SizesPresenter(QObject):
    """Emits a :class:`SizesState` for each change; ``navigate`` carries the id of another page."""

    changed = Signal(object)
    navigate = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self._language = sentences.language
        self._charts = {each.id: each for each in size_help.charts(catalogue)}
        self.forget()

    def forget(self) -> None:
        """Drop everything that was read, when the vault locks."""
        self._sizes: Sizes | None = None
        self._removed: BrandSize | None = None
        named = tuple((each.id, in_language(each.title, self._language)) for each in self._charts.values())
        self._state = SizesState(charts=named, chart=named[0][0])
        self._show(self._state)

    def start(self) -> None:
        """Read what is kept, and again each time the page is shown."""
        self._tasks.vault(size_help.view_sizes, self._read, self._failed, owner=self)

    def choose(self, chart: str) -> None:
        """Look at this table."""
        if chart in self._charts:
            self._removed = None
            self._show(replace(self._state, chart=chart, wrong="", error="", removed=""))

    def choose_for(self, key: str) -> None:
        """Look at the table of this preference."""
        found = next((each.id for each in self._charts.values() if each.key == key), None)
        if found is not None and self._charts[self._state.chart].key != key:
            self.choose(found)

    def keep(self, brand: str, size: str, note: str) -> None:
        """Keep that this size fits at this brand."""
        key = self._charts[self._state.chart].key
        self._tasks.vault(
            lambda session: size_help.keep_brand_size(session, key, brand, size, note),
            self._kept,
            self._not_kept,
            owner=self,
        )

    def remove(self, number: int) -> None:
        """Forget this one; it can be put back as long as the page shows it."""
        found = next((each for each in self._brands() if each.id == number), None)
        if found is None:
            return

        def gone(_: None) -> None:
            self._removed = found
            self._state = replace(self._state, wrong="", error="")  # it was about what stood there before
            self.start()

        self._tasks.vault(partial(size_help.remove_brand_size, number=number), gone, self._failed, owner=self)

    def put_back(self) -> None:
        """Keep again what was removed."""
        removed, self._removed = self._removed, None
        if removed is not None:
            self._tasks.vault(
                lambda session: size_help.put_back(session, removed), lambda _: self.start(), self._failed, owner=self
            )

    def go_back(self) -> None:
        """To the preferences, where one's own sizes are kept."""
        self.navigate.emit("preferences")

    def _read(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self._show(replace(self._state, failed=""))

    def _kept(self, _: BrandSize) -> None:
        self._removed = None
        self._state = replace(self._state, kept=self._state.kept + 1, wrong="", error="")
        self.start()

    def _not_kept(self, problem: VaultError) -> None:
        field = str(problem.facts["field"]) if problem.code == _ABOUT_FIELD else ""
        self._show(replace(self._state, wrong=field, error=self._sentences.error(problem)))

    def _failed(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._sentences.error(problem)))

    def _brands(self) -> tuple[BrandSize, ...]:
        return self._sizes.brands if self._sizes is not None else ()

    def _show(self, state: SizesState) -> None:
        chart = self._charts[state.chart]
        entry = self._catalogue.entry(chart.key)
        own = self._sizes.own.get(chart.key) if self._sizes is not None else None
        brands = tuple(
            BrandLine(each.id, each.brand, written_size(each.size, self._language), each.note)
            for each in self._brands()
            if each.key == chart.key
        )
        self._state = replace(
            state,
            table=self._table(chart, own),
            measure=in_language(chart.measure, self._language),
            source=in_language(chart.source, self._language),
            own=describe(entry, own, self._language) if own is not None else "",
            brands=brands,
            removed=self._removed.brand if self._removed is not None else "",
        )
        self.changed.emit(self._state)

    def _table(self, chart: SizeChart, own: Value | None) -> ChartTable:
        system = own.system if own is not None else None
        at = chart.row_of(system, str(own.value)) if own is not None and system is not None else None
        rows = tuple(
            tuple(written_number(row.get(each, ""), self._language) for each in chart.systems) for row in chart.rows
        )
        return ChartTable(tuple(system_name(each, self._language) for each in chart.systems), rows, at)
