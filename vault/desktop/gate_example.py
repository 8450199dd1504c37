"""An example vault to try, offered where there is no vault yet. It says what it is, and is gone once it is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.link_line import LinkLine
from vault.desktop.parts.note import Note
from vault.desktop.tasks import gui_thread_forbidden
from vault.desktop.theme import Theme
from vault.desktop.welcome_presenter import WelcomeState
from vault.desktop.welcome_view import WelcomeView

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.customer.session import Session
    from vault.desktop.gate import Gate


class ExampleLine(LinkLine):
    """Leads there from the first page of the first start."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, icons, "eye", "", "")
        self.question.setText(self.tr("Just looking?"))
        self.question.show()
        self.offer(self.tr("Try an example"))


class ExampleNote(QWidget):
    """Stands under every page of the example."""

    def __init__(self, theme: Theme, icons: Icons, passphrase: str) -> None:
        super().__init__()
        self._passphrase = passphrase
        self._note = Note(theme, icons, "sand", self._words())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.addWidget(self._note)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._note.set_note("sand", self._words())

    def _words(self) -> str:
        said = self.tr("This is an example, with made-up data. It is gone when you lock it.")
        opens = self.tr("Its passphrase: {passphrase}").format(passphrase=self._passphrase)
        return f"{said} {opens}"


def offer_example(gate: Gate, view: QWidget) -> None:
    """On the page that makes a vault, a line below the others. What an example left in the window goes."""
    for note in view.window().findChildren(ExampleNote):
        note.deleteLater()
    if isinstance(view, WelcomeView) and view.findChild(ExampleLine) is None:
        line = ExampleLine(gate.world.theme, gate.world.icons)
        line.clicked.connect(lambda: open_example(gate, view))
        view.form.addWidget(line)
        QWidget.setTabOrder(view.backup.link, line.link)


def open_example(gate: Gate, view: WelcomeView) -> None:
    """Open it instead of a vault of one's own."""
    world = gate.world

    def open_it() -> Session:
        import secrets

        from vault.customer import example

        return example.open_example(
            catalogue=world.catalogue,
            clock=world.clock,
            random=secrets.token_bytes,
            forbidden_thread=gui_thread_forbidden,
        )

    def opened(_: None) -> None:
        from vault.customer.example import PASSPHRASE
        from vault.desktop.window import Window

        window = view.window()
        gate.entered()
        if isinstance(window, Window):
            window.ask(ExampleNote(world.theme, world.icons, PASSPHRASE))

    def fail(problem: VaultError) -> None:
        view.show_state(WelcomeState(failed=world.sentences.error(problem)))

    view.show_state(WelcomeState(busy=True))
    world.tasks.open_session(lambda: open_it, opened, fail, owner=view)
