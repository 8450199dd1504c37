"""Makes the program look and speak as chosen: when it starts, and with each other choice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.desktop.appearance import DARK, FILE, LIGHT, Appearance, keep_appearance, read_appearance
from vault.desktop.theme import Theme, follow_system, looks_dark

if TYPE_CHECKING:
    from vault.desktop.gate import Gate
    from vault.desktop.window import Window

_TRANSLATOR = "preference-vault.translator"
_IS_DARK = {LIGHT: False, DARK: True}


class Looks:
    """What was chosen is kept in the folder ``config``; without one it lasts until the program ends.

    A language that was ``asked`` for on the command line goes before the one that is kept, and does not replace it.
    """

    def __init__(self, app: QApplication, theme: Theme, config: Path | None, asked: str | None) -> None:
        self._app, self._theme = app, theme
        self._file = None if config is None else config / FILE
        kept = Appearance() if self._file is None else read_appearance(self._file)
        self._language = kept.language
        self.now = kept._replace(language=asked or kept.language or system_language())
        theme.set_dark(_IS_DARK.get(kept.theme, looks_dark(app)))
        theme.set_text_scale(kept.scale)
        theme.apply(app)
        self._choose_dark = follow_system(app, theme)
        translate(app, self.language)

    @property
    def language(self) -> str:
        """The code of the language that is spoken."""
        return self.now.language or system_language()

    def settle(self) -> None:
        """Behind the first picture, ask the system itself for its colours."""
        self._choose_dark(_IS_DARK.get(self.now.theme))

    def change(self, window: Window, gate: Gate, chosen: Appearance) -> None:
        """Look like this from now on: the window too, with the pages that it shows, and what stands before a vault."""
        before, self.now = self.now, chosen
        if chosen.language != before.language:
            self._language = chosen.language
            translate(self._app, self.language)
        self._theme.set_text_scale(chosen.scale)
        self._choose_dark(_IS_DARK.get(chosen.theme))
        program = window.world.program._replace(appearance=chosen)
        world = window.world._replace(sentences=sentences(self.language), program=program)
        if chosen._replace(theme=before.theme) == before:  # colours change in what is there
            window.world = gate.dress(world).world
        else:
            window.renew(world, gate.dress(world))
        if self._file is not None:
            file, kept = self._file, chosen._replace(language=self._language)
            world.tasks.outside(
                lambda: keep_appearance(file, kept), lambda _: None, lambda _: None, owner=window, lasting=True
            )


def translate(app: QApplication, language: str) -> None:
    """Dutch view texts over the English ones in the code, or those alone."""
    before = app.property(_TRANSLATOR)  # kept there: to look through its children loads whatever they are
    if isinstance(before, QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(app)
    app.setProperty(_TRANSLATOR, translator)
    if language != "en" and translator.load(str(bundled.resources() / "translations" / f"vault_{language}.qm")):
        app.installTranslator(translator)


def system_language() -> str:
    """Dutch where the system speaks it, else English."""
    return "nl" if QLocale.system().language() == QLocale.Language.Dutch else "en"


def sentences(language: str) -> Sentences:
    """The sentences that have a code."""
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))
