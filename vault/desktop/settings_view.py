"""The page "Settings": how the vault is guarded, and how the window looks. What is changed counts right away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM, PageScroll, reveal
from vault.desktop.page_view import PageView
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.settings_ask_panel import AskPanel, Question
from vault.desktop.settings_look import give_keyboard, keyboard_in
from vault.desktop.settings_rows import put_under_heading
from vault.desktop.settings_second_column import SecondColumn
from vault.desktop.settings_security import SecurityCard
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.kit_presenter import KitPresenter
    from vault.desktop.settings_kit_presenter import SettingsKitPresenter
    from vault.desktop.settings_panel import SettingsPanel
    from vault.desktop.settings_presenter import SettingsPresenter
    from vault.desktop.settings_quick_presenter import QuickPresenter
    from vault.desktop.settings_state import AskState, DeletionState, PassphraseState, SettingsState

_KIT = 544
_BESIDE = 836
"""Below this width of the page the second column goes under the first."""
_GROWTH = 160
"""Pixels, at most, by which what is read of the vault moves the cards below it."""


class SettingsView(PageView):
    """Shows a :class:`SettingsState` and says what the customer does."""

    lock_after_chosen = Signal(int)
    with_screen_chosen = Signal(bool)
    quick_chosen = Signal(bool)
    share_days_chosen = Signal(int)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_size_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Settings"))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QWidget(), QWidget()
        self._lay_out()
        self.security = SecurityCard(theme, icons, self._left)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        put_under_heading(theme, icons, "lock-key", self.tr("Security"), self.security, column)
        column.addStretch(1)
        self._second: SecondColumn | None = None
        self._said: list[Callable[[SecondColumn], object]] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(lambda: self.second)
        self.security.lock_after_chosen.connect(self.lock_after_chosen)
        self.security.with_screen_chosen.connect(self.with_screen_chosen)
        self.security.quick_chosen.connect(self.quick_chosen)
        self.security.share_days_chosen.connect(self.share_days_chosen)

    @property
    def second(self) -> SecondColumn:
        """The second column, made in the turn after the first picture: all at once would hold the loop up."""
        if self._second is None:
            self._second = made = SecondColumn(self._theme, self._icons, self._right)
            column = QVBoxLayout(self._right)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(made)
            made.language.chosen.connect(self.language_chosen)
            made.appearance.theme_chosen.connect(self.theme_chosen)
            made.appearance.text_size_chosen.connect(self.text_size_chosen)
            said, self._said = self._said, []
            for say in said:
                say(made)
            made.show()
        return self._second

    def attach(self, presenter: SettingsPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.lock_after_chosen.connect(presenter.choose_lock_after)
        self.with_screen_chosen.connect(presenter.choose_with_screen)
        self.quick_chosen.connect(presenter.choose_quick)
        self.share_days_chosen.connect(presenter.choose_share_days)
        self.language_chosen.connect(presenter.choose_language)
        self.theme_chosen.connect(presenter.choose_theme)
        self.text_size_chosen.connect(presenter.choose_text_size)
        self.security.kit_pressed.connect(presenter.ask_kit)
        self.security.passphrase_pressed.connect(presenter.ask_passphrase)
        self.security.delete_pressed.connect(presenter.ask_deletion)
        self._to_second(lambda second: second.status.chosen.connect(presenter.status.choose))
        self._to_second(lambda second: second.links.chosen.connect(presenter.links.choose))
        presenter.status.changed.connect(lambda state: self._to_second(lambda second: second.status.show_state(state)))
        presenter.links.changed.connect(lambda state: self._to_second(lambda second: second.links.show_state(state)))
        self._panel_when(presenter.quick.changed, lambda state: self._quick_panel(presenter, state))
        self._panel_when(presenter.passphrase.changed, lambda state: self._passphrase_panel(presenter, state))
        self._panel_when(presenter.kit.changed, lambda state: self._kit_panel(presenter, state))
        presenter.kit.making.connect(self._show_kit)
        self._panel_when(presenter.deletion.changed, lambda state: self._deletion_panel(presenter, state))

    def show_state(self, state: SettingsState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.security.setEnabled(state.guarding is not None)
        if state.guarding is not None:
            self.security.show_guarding(state.guarding)
        self._to_second(lambda second: second.show_state(state))

    def place(self) -> str:
        """Which of the controls that make the page anew has the keyboard."""
        return keyboard_in(self._controls())

    def go_to(self, place: str) -> None:
        """Go on there."""
        give_keyboard(self._controls(), place)
        reveal(self._controls()[place], _GROWTH)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        if self._second is None:
            self._later.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE and not self._theme.one_column
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _to_second(self, say: Callable[[SecondColumn], object]) -> None:
        """Say something to the second column, once it is there."""
        if self._second is None:
            self._said.append(say)
        else:
            say(self._second)

    def _controls(self) -> dict[str, QWidget]:
        return {
            "language": self.second.language.list,
            "theme": self.second.appearance.theme_choice,
            "text size": self.second.appearance.text_size,
        }

    def _panel_when(self, changed: SignalInstance, make: Callable[[Any], SettingsPanel]) -> None:
        """Make a panel when it is first needed, over the whole window."""
        made: list[SettingsPanel] = []

        def show(state: object) -> None:
            if not made and state is not None:
                made.append(make(state))
                self.destroyed.connect(made[0].overlay.deleteLater)  # it lies over the window, and goes with the page

        changed.connect(show)

    def _quick_panel(self, presenter: SettingsPresenter, state: AskState) -> SettingsPanel:
        question = Question(
            self.tr("Unlock with this computer"),
            self.tr("Its own key store will keep a key to your vault. Type your passphrase to allow that."),
            self.tr("Turn on"),
            "key",
        )
        return self._ask_panel(presenter.quick, question, presenter.quick.turn_on, state)

    def _kit_panel(self, presenter: SettingsPresenter, state: AskState) -> SettingsPanel:
        question = Question(
            self.tr("Make a recovery kit"),
            self.tr("Whoever has its page can open your vault. Type your passphrase to make one."),
            self.tr("Make the kit"),
            "file-text",
        )
        return self._ask_panel(presenter.kit, question, presenter.kit.make, state)

    def _ask_panel(
        self,
        presenter: QuickPresenter | SettingsKitPresenter,
        question: Question,
        answer: Callable[[str], None],
        state: AskState,
    ) -> SettingsPanel:
        panel = AskPanel(self._theme, self._icons, self.window(), question, answer)
        panel.closed.connect(presenter.cancel)
        presenter.changed.connect(panel.show_state)
        panel.show_state(state)
        return panel

    def _show_kit(self, presenter: KitPresenter | None) -> None:
        """Make a kit in the page's place, or show the page again."""
        while (before := self._stack.widget(1)) is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        if presenter is None:
            return
        from vault.desktop.kit_view import KitView

        kit = KitView(self._theme, self._icons, self.tr("Done"))
        kit.later.setText(self.tr("Back"))
        kit.later.setAccessibleName(kit.later.text())
        kit.later_hint.setText("")
        kit.setMaximumWidth(_KIT)
        kit.attach(presenter)
        scroll = PageScroll(self.tr("Recovery kit"))
        scroll.show_part(kit)
        self._stack.setCurrentIndex(self._stack.addWidget(scroll))
        presenter.start()

    def _passphrase_panel(self, presenter: SettingsPresenter, state: PassphraseState) -> SettingsPanel:
        from vault.desktop.settings_passphrase_panel import PassphrasePanel

        panel = PassphrasePanel(self._theme, self._icons, self.window(), presenter.passphrase)
        panel.show_state(state)
        return panel

    def _deletion_panel(self, presenter: SettingsPresenter, state: DeletionState) -> SettingsPanel:
        from vault.desktop.settings_deletion_panel import DeletionPanel

        panel = DeletionPanel(self._theme, self._icons, self.window(), presenter.deletion)
        panel.copy_wanted.connect(presenter.take_copy)
        panel.goodbye_wanted.connect(presenter.say_goodbye)
        panel.show_state(state)
        return panel

    def _lay_out(self) -> None:
        """From outside to inside: each time that Qt puts a widget into another, it goes through all that is inside."""
        self._stack = QStackedWidget()
        self.column(ROOM).addWidget(self._stack)
        page = QWidget()
        self._stack.addWidget(page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addSpacing(2)
        column.addWidget(WrapLabel(self._theme, self.tr("Changes are saved right away."), "sub"))
        column.addSpacing(20)
        column.addWidget(self.failed)
        scroll, both = PageScroll(self.tr("Settings")), QWidget()
        column.addWidget(scroll, 1)
        both.setLayout(self._columns)
        scroll.show_part(both)
        self._columns.setSpacing(self._theme.space("columnGap"))
        self._columns.setContentsMargins(0, 0, 0, 0)
        for holder in (self._left, self._right):
            self._columns.addWidget(holder, 1)
