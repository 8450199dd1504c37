"""The page "Your data": take a copy along, bring one's own copy in, and what there is to fall back on."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.desktop.backup_state import BackupState
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme
from vault.desktop.your_data_backups import BackupCard
from vault.desktop.your_data_bring import BringCard
from vault.desktop.your_data_copy import CopyCard
from vault.desktop.your_data_files import FileDialogs, Files
from vault.desktop.your_data_state import YourDataState

if TYPE_CHECKING:
    from vault.desktop.your_data_presenter import YourDataPresenter

_LEFT, _RIGHT = 480, 404
"""The columns of the usual window, and the proportion of any other."""
_BESIDE = 836
"""Below this width of the page the second column goes under the first."""


class YourDataView(PageView):
    """Shows a :class:`YourDataState` and says what the customer does."""

    sealed_toggled = Signal(bool)
    save_chosen = Signal(object, str)
    passphrase_missing = Signal()
    bring_chosen = Signal(object)
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
        self._name = self._backup_name = ""
        self._about = WrapLabel(theme, self.tr("Take it with you, bring it in, keep a safe copy."), "sub")
        self.copy = CopyCard(theme, icons, sentences.say("levels", Level.SEALED.word))
        self.bring = BringCard(theme, icons)
        self.backups = BackupCard(theme, icons)
        self._columns, self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight), QWidget()
        self._lay_out()
        self.copy.sealed_toggled.connect(self.sealed_toggled)
        self.copy.save_pressed.connect(self._ask_where)
        self.bring.choose_pressed.connect(self._ask_which)
        self.backups.save_pressed.connect(self._ask_where_to)
        self.backups.test_pressed.connect(self.test_asked)

    def attach(self, presenter: YourDataPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.sealed_toggled.connect(presenter.take_sealed)
        self.save_chosen.connect(presenter.save)
        self.passphrase_missing.connect(presenter.require_passphrase)
        self.bring_chosen.connect(presenter.bring_in)
        presenter.backups.changed.connect(self.show_backups)
        self.backup_chosen.connect(presenter.backups.save)
        self.test_asked.connect(presenter.backups.test)

    def show_state(self, state: YourDataState) -> None:
        """Show the page as it is now."""
        self._name = state.file_name
        self.show_failed(state.failed)
        with QSignalBlocker(self.copy):
            self.copy.show_state(state)
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

    def _ask_where(self) -> None:
        """First the passphrase, if it is needed: a file dialog for nothing would be in the way."""
        if self.copy.sealed.isChecked() and not self.copy.passphrase.typed():
            self.passphrase_missing.emit()
            self.copy.passphrase.take_focus()
            return
        self._files.save(self, self.tr("Save copy"), self._name, self._save)

    def _save(self, path: Path) -> None:
        typed = self.copy.passphrase.typed() if self.copy.sealed.isChecked() else ""
        self.copy.passphrase.clear()
        self.save_chosen.emit(path, typed)

    def _ask_which(self) -> None:
        self._files.open(self, self.tr("Choose your own copy"), ".json", self._bring)

    def _bring(self, path: Path) -> None:
        self.bring_chosen.emit(path)

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
        _fill(theme, self._right, (self.tr("Bring data in"), self.bring), (safe, self.backups))
        for outcome in (self.backups.outcome, self.backups.saved):
            # Once it is laid out: before that it has no place.
            outcome.told.connect(partial(QTimer.singleShot, 0, outcome, partial(scroll.ensureWidgetVisible, outcome)))


def _fill(theme: Theme, holder: QWidget, *cards: tuple[str, QWidget]) -> None:
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
