"""The page "Your data": take a copy along, bring data in, what there is to fall back on, and the way out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.backup_state import BackupState
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.your_data_backups import BackupCard
from vault.desktop.your_data_bring import BringCard
from vault.desktop.your_data_copy import CopyCard
from vault.desktop.your_data_files import FileDialogs, Files
from vault.desktop.your_data_state import GOODBYE, LETTERS, REVIEW, BringState, CopyState

if TYPE_CHECKING:
    from collections.abc import Collection

    from vault.desktop.your_data_merge import MergePanel
    from vault.desktop.your_data_presenter import YourDataPresenter

_LEFT, _RIGHT = 480, 404
"""The columns of the usual window, and the proportion of any other."""
_BESIDE = 836
"""Below this width of the page the second column goes under the first."""
_NEXT_MS = 5
"""Between two parts. What waits for no time at all is done in the turn that asks for it."""
OWN_FILES = ".json .jsonld .zip .age"
"""What the names of one's own copies end with."""
SHOP_FILES = ".zip .csv .json"


class YourDataView(PageView):
    """Shows what the presenters say, and says what the customer does."""

    save_asked = Signal(str, str, str)
    save_chosen = Signal(object, str, str)
    bring_chosen = Signal(object)
    shop_file_chosen = Signal(object)
    backup_chosen = Signal(object)
    test_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        sentences: Sentences,
        catalogue: Catalogue,
        parent: QWidget | None = None,
        *,
        files: Files | None = None,
    ) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Your data"))
        del catalogue  # every page is made with the same arguments; this one shows no preference
        self._files = files or FileDialogs()
        self._backup_name, self._waits = "", False
        self._about = WrapLabel(theme, self.tr("Take it with you, bring it in, keep a safe copy."), "sub")
        self.copy = CopyCard(theme, icons, sentences)
        self.bring = BringCard(theme, icons)
        self.backups = BackupCard(theme, icons)
        self.merge: MergePanel | None = None
        question, way = self.tr("Leaving?"), self.tr("Say goodbye step by step.")
        self.goodbye = LinkLine(theme, icons, "hand-palm", question, way)
        self._columns, self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight), QWidget()
        self._lay_out()
        self.show_ways(())
        self.show_bring(BringState())
        self.copy.save_pressed.connect(self._ask_to_save)
        self.bring.choose_pressed.connect(self._ask_which)
        self.bring.shop_pressed.connect(self._ask_which_of_shop)
        self.backups.save_pressed.connect(self._ask_where_to)
        self.backups.test_pressed.connect(self.test_asked)

    def attach(self, presenter: YourDataPresenter) -> None:
        """Give what the customer does to the presenters, and show what they say."""
        copy, bring, backups = presenter.copy, presenter.bring, presenter.backups
        presenter.failed.connect(self.show_failed)
        self.show_ways(presenter.ways)
        copy.changed.connect(self.show_copy)
        copy.place_wanted.connect(self._ask_where)
        self.copy.lock.fields.attach(copy.advice)
        self.copy.lock.fields.typed.connect(copy.look)
        self.copy.lock.toggled.connect(copy.choose_lock)
        self.copy.form_chosen.connect(copy.choose_form)
        self.copy.part_ticked.connect(copy.tick)
        self.copy.sealed_toggled.connect(copy.take_sealed)
        self.copy.only.topic_chosen.connect(copy.choose_topic)
        self.copy.only.shop_chosen.connect(copy.choose_shop)
        self.copy.cancel_pressed.connect(copy.stop)
        self.save_asked.connect(copy.ask)
        self.save_chosen.connect(copy.save)
        bring.changed.connect(self.show_bring)
        bring.changed.connect(partial(self._show_merge, presenter))
        self.bring_chosen.connect(bring.choose)
        self.bring.open_pressed.connect(bring.open_locked)
        self.bring.leave_pressed.connect(bring.leave)
        self.shop_file_chosen.connect(presenter.review)
        self.bring.letter_pressed.connect(presenter.write_letter)
        self.goodbye.clicked.connect(presenter.say_goodbye)
        backups.changed.connect(self.show_backups)
        self.backup_chosen.connect(backups.save)
        self.test_asked.connect(backups.test)

    def show_in_parts(self) -> None:
        """The first time, show the second column right behind the first: both in one turn would be felt."""
        self._right.hide()
        self._waits = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._waits:
            self._waits = False
            QTimer.singleShot(_NEXT_MS, self._right, self._right.show)

    def show_ways(self, ways: Collection[str]) -> None:
        """Show the ways to those of the other pages that there are."""
        self.bring.offer(review=REVIEW in ways, letters=LETTERS in ways)
        self.goodbye.setVisible(GOODBYE in ways)

    def show_copy(self, state: CopyState) -> None:
        """Show what can be taken along, and what goes on."""
        with QSignalBlocker(self.copy):
            self.copy.show_state(state)

    def show_bring(self, state: BringState) -> None:
        """Show what comes in."""
        self.bring.show_state(state)

    def show_backups(self, state: BackupState) -> None:
        """Show what there is to fall back on."""
        self._backup_name = state.file_name
        self.backups.show_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE and not self._theme.one_column
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._right.setMaximumWidth(_RIGHT if beside else self.width())

    def _show_merge(self, presenter: YourDataPresenter, state: BringState) -> None:
        """The panel is made when it is first needed, over the whole window."""
        if self.merge is None:
            if state.merge is None:
                return
            from vault.desktop.your_data_merge import MergePanel

            self.merge = MergePanel(self._theme, self._icons, self.window())
            self.destroyed.connect(self.merge.overlay.deleteLater)  # it lies over the window, and goes with the page
            self.merge.closed.connect(presenter.bring.leave)
            self.merge.taken.connect(presenter.bring.merge)
            self.merge.cancel_pressed.connect(presenter.bring.stop)
        self.merge.show_state(state.merge)

    def _ask_to_save(self) -> None:
        first, again = self.copy.lock.typed()
        self.save_asked.emit(self.copy.passphrase.typed(), first, again)

    def _ask_where(self, name: str) -> None:
        self._files.save(self, self.tr("Save copy"), name, self._save)

    def _save(self, path: Path) -> None:
        typed, (first, _) = self.copy.passphrase.typed(), self.copy.lock.typed()
        self.copy.passphrase.clear()
        self.save_chosen.emit(path, typed, first)

    def _ask_which(self) -> None:
        self._files.open(self, self.tr("Choose your own copy"), OWN_FILES, self._bring)

    def _bring(self, path: Path) -> None:
        self.bring_chosen.emit(path)

    def _ask_which_of_shop(self) -> None:
        self._files.open(self, self.tr("Choose the file of a shop"), SHOP_FILES, self._review)

    def _review(self, path: Path) -> None:
        self.shop_file_chosen.emit(path)

    def _ask_where_to(self) -> None:
        self._files.save(self, self.tr("Save a backup"), self._backup_name, self._save_backup)

    def _save_backup(self, path: Path) -> None:
        self.backup_chosen.emit(path)

    def _lay_out(self) -> None:
        """From outside to inside: each time that Qt puts a widget into another, it goes through all that is inside."""
        theme = self._theme
        column = self.column(ROOM)
        column.addWidget(self.title)
        column.addSpacing(2)
        column.addWidget(self._about)
        column.addSpacing(20)
        column.addWidget(self.failed)
        scroll = PageScroll(self.tr("Your data"))
        column.addWidget(scroll, 1)
        both = QWidget()
        both.setLayout(self._columns)
        scroll.show_part(both)
        left = QWidget()
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(theme.space("columnGap"))
        self._columns.addWidget(left, _LEFT)
        self._columns.addWidget(self._right, _RIGHT)
        _fill(theme, left, (self.tr("Take a copy"), self.copy))
        safe = self.tr("Safe copy (encrypted backup)")
        right = _fill(theme, self._right, (self.tr("Bring data in"), self.bring), (safe, self.backups))
        right.insertWidget(right.count() - 1, self.goodbye)
        for outcome in (self.copy.outcome, self.bring.outcome, self.backups.outcome, self.backups.saved):
            # Once it is laid out: before that it has no place.
            outcome.told.connect(partial(QTimer.singleShot, 0, outcome, partial(scroll.ensureWidgetVisible, outcome)))


def _fill(theme: Theme, holder: QWidget, *cards: tuple[str, QWidget]) -> QVBoxLayout:
    """Each card under its title."""
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    for number, (title, card) in enumerate(cards):
        if number:
            column.addSpacing(14)
        column.addWidget(WrapLabel(theme, title, "heading"))
        column.addWidget(card)
    column.addStretch(1)
    return column
