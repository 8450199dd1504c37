"""The page "My card": what is ticked at the left, the card at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.card_preview import LargeCard
from vault.desktop.card_side import CardSide, direction
from vault.desktop.card_state import CardRow, CardState, Face
from vault.desktop.card_ticks import tick_list
from vault.desktop.columns_page import lay_out_columns
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.printing import A6, PrintDialogs, Printing
from vault.desktop.theme import Theme
from vault.desktop.your_data_files import FileDialogs, Files

if TYPE_CHECKING:
    from vault.desktop.card_asking import CardAsking
    from vault.desktop.card_presenter import CardPresenter

_RIGHT = 344
_LEAST_LEFT = 300
_BELOW_LIST = 320
"""The least height of the list where the card stands below it."""


class CardView(PageView):
    """Shows a :class:`CardState` and says what the customer does."""

    toggled = Signal(str)
    face_picked = Signal(object)
    print_asked = Signal()
    print_chosen = Signal(object)
    save_chosen = Signal(object)
    copy_asked = Signal()
    large_asked = Signal(bool)
    open_asked = Signal()
    permitted = Signal(str)
    kept_sealed = Signal()
    add_asked = Signal()
    back_asked = Signal()
    left = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Sentences,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        files: Files | None = None,
        printing: Printing | None = None,
    ) -> None:
        super().__init__(theme, icons, parent)
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        self.title.setText(self.tr("My card"))
        self._files, self._printing = files or FileDialogs(), printing or PrintDialogs()
        self._about = WrapLabel(theme, self.tr("For the counter, a form or a kitchen. No shop gets it from us."), "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.faces = Segments(theme)
        self.faces.set_items(
            [
                (Face.MINE, self.tr("My sizes and tastes"), icons.icon("identification-card", "ink2", 18)),
                (Face.ALLERGIES, self.tr("My allergies"), icons.icon("heartbeat", "ink2", 18)),
            ]
        )
        self.faces.setAccessibleName(self.tr("Which card?"))
        self.list, self._ticks = tick_list(theme, icons, sentences, self.tr("What can be on your card"))
        self.open = button(
            self.tr("Put my allergies on the card"), "main", icon=icons.icon("lock-key", "onPrimary", 18)
        )
        self.add = button(self.tr("Add my allergies"), "main", icon=icons.icon("plus", "onPrimary", 18))
        self.side = CardSide(theme, icons)
        self._large: LargeCard | None = None
        self._asking: CardAsking | None = None
        self._beside = True
        self._lay_out()
        self._connect()

    def attach(self, presenter: CardPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        presenter.paper.pages_drawn.connect(self._ask_printer)
        self.toggled.connect(presenter.toggle)
        self.face_picked.connect(presenter.show_face)
        self.side.language_picked.connect(presenter.set_language)
        self.side.systems_toggled.connect(presenter.set_other_systems)
        self.copy_asked.connect(presenter.copy)
        self.large_asked.connect(presenter.show_large)
        self.print_asked.connect(presenter.print_card)
        self.print_chosen.connect(presenter.paper.print_with)
        self.save_chosen.connect(presenter.save)
        self.open_asked.connect(presenter.open_sealed)
        self.permitted.connect(presenter.permit)
        self.kept_sealed.connect(presenter.keep_sealed)
        self.add_asked.connect(presenter.add_allergies)
        self.back_asked.connect(presenter.go_back)
        self.left.connect(presenter.leave)

    def show_state(self, state: CardState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.faces.set_chosen(state.face)
        if state.rows is not self._ticks.rows:
            current = self.list.currentIndex().row()
            self.list.show_rows(state.rows, lambda row: False)
            if 0 <= current < len(state.rows):
                self.list.setCurrentIndex(self._ticks.index(current))
        self._ticks.set_ticked(state.ticked)
        allergies = state.face is Face.ALLERGIES
        self._body.setCurrentWidget(self._kitchen if allergies else self._mine)
        self._fit_left()
        self.list.setVisible(bool(state.rows))
        self._nothing.setVisible(state.loaded and not state.rows)
        self.open.setVisible(allergies and state.has_allergies and not state.is_open)
        self.add.setVisible(allergies and state.loaded and not state.has_allergies)
        self.side.show_state(state)
        self._show_asking(state)
        if state.large and self._large is None:
            self._large = LargeCard(self._theme, self._icons, self.window())
            self._large.closed.connect(lambda: self.large_asked.emit(False))
            self.destroyed.connect(self._large.deleteLater)  # it lies over the window, and goes with the page
        if self._large is not None:
            self._large.show_sheet(state.sheet if state.large else None)

    def _fit_left(self) -> None:
        """Above the other column, a list needs room in which to scroll; the words of the other card do not."""
        lists = self._body.currentWidget() is self._mine
        self._left.setMinimumHeight(_BELOW_LIST if lists and not self._beside else 0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimised stays on its page
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        room = self.width() - 2 * self._theme.space("pageX") + ROOM - self._columns.spacing()
        beside = room >= self._right_width() + max(_LEAST_LEFT, self.faces.minimumSizeHint().width())
        self._columns.setDirection(direction(beside))
        self.side.setFixedWidth(self._right_width()) if beside else self.side.setMaximumWidth(16777215)
        self._beside = beside
        self._fit_left()
        self._left_column.setContentsMargins(0, 0, 0 if beside else ROOM, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        else:
            super().keyPressEvent(event)

    def _right_width(self) -> int:
        """Wide enough for two buttons beside each other, at any text size."""
        letters = QFontMetrics(self._theme.font("body")).averageCharWidth()
        return max(_RIGHT, 46 * letters) + ROOM

    def _show_asking(self, state: CardState) -> None:
        if state.asking is not None and self._asking is None:
            from vault.desktop.card_asking import CardAsking

            self._asking = CardAsking(self._theme, self._icons, self.window())
            self._asking.permitted.connect(self.permitted)
            self._asking.closed.connect(self.kept_sealed)
            self.destroyed.connect(self._asking.overlay.deleteLater)
        if self._asking is not None:
            self._asking.show_asking(state.asking)

    def _ask_printer(self, pages: tuple[bytes, ...]) -> None:
        self._printing.print_pages(self, pages, A6, self.print_chosen.emit)

    def _ask_where(self) -> None:
        self._files.save(self, self.tr("Save your card (.pdf or .html)"), self.tr("my-card.pdf"), self.save_chosen.emit)

    def _connect(self) -> None:
        self.list.opened.connect(self._toggle)
        self.faces.picked.connect(lambda face: self.face_picked.emit(Face(face)))
        self.side.copy.clicked.connect(self.copy_asked)
        self.side.large.clicked.connect(lambda: self.large_asked.emit(True))
        self.side.print_button.clicked.connect(self.print_asked)
        self.side.save.clicked.connect(self._ask_where)
        self.open.clicked.connect(self.open_asked)
        self.add.clicked.connect(self.add_asked)
        self.back.clicked.connect(self.back_asked)

    def _toggle(self, row: object) -> None:
        if isinstance(row, CardRow):
            self.toggled.emit(row.key)

    def _lay_out(self) -> None:
        theme = self._theme
        self._columns = lay_out_columns(self, self._about, self.back, theme.space("columnGap"))
        self._left, body = QWidget(), QWidget()
        self._columns.addWidget(self._left, 1)
        self._left_column = left = QVBoxLayout(self._left)
        left.setSpacing(12)
        faces = QHBoxLayout()
        left.addLayout(faces)
        faces.addWidget(self.faces)
        faces.addStretch(1)
        left.addWidget(body, 1)
        self._body = QStackedLayout(body)
        self._mine, self._kitchen = QWidget(), QWidget()
        self._body.addWidget(self._mine)
        self._body.addWidget(self._kitchen)
        self._nothing = WrapLabel(theme, self.tr("You keep no preferences yet."), "sub")
        mine = QVBoxLayout(self._mine)
        mine.setContentsMargins(0, 0, 0, 0)
        mine.addWidget(self._nothing)
        mine.addWidget(self.list, 1)
        mine.addStretch(0)
        kitchen = QVBoxLayout(self._kitchen)
        kitchen.setContentsMargins(0, 0, 0, 0)
        kitchen.addWidget(self._allergy_part())
        kitchen.addStretch(1)
        self._columns.addWidget(self.side)

    def _allergy_part(self) -> Card:
        card = Card(self._theme, self._theme.space("cardPadLarge"))
        card.body.addWidget(WrapLabel(self._theme, self.tr("A card for whoever cooks"), "heading"))
        about = self.tr("It says what you are allergic to, in one of six languages.")
        card.body.addWidget(WrapLabel(self._theme, about, "sub"))
        unsure = self.tr("It does not replace a note from a doctor. Ask again in the kitchen.")
        card.body.addWidget(WrapLabel(self._theme, unsure, "smallSub"))
        for each in (self.open, self.add):
            card.body.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        return card
