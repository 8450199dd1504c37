"""The first journey as a person takes it: real windows on a screen, a real browser, a mouse and a keyboard."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.end2end.accessible import CHECKED, ENABLED, FOCUSED, Reader, Thing, open_reader
from tests.end2end.screen import PATIENCE, Screen, open_screen, wait_for
from vault.customer.stopping import UNDO_SECONDS
from vault.demo.chromium import shop_flags
from vault.demo.journey import PASSPHRASE, fill_vault
from vault.demo.schoenenhuis import HOST, RunningShop, open_schoenenhuis
from vault.desktop.registration import FILE_NAME, FreedesktopLinks, icon_file, type_file
from vault.desktop.system_files import Claimed
from vault.openid4vp.link import make_link

VAULT, BROWSER = "preference-vault", "Chromium"
"""What the programs call themselves on the accessibility bus."""
TITLE = "^Preference Vault$"
SECONDS = 2
"""After the undo window the shop must have stopped within this time."""
HEADINGS = 5
"""As many as always fit the window, whatever bars the browser has above the page."""
FAMILY = """
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from vault import bundled
from vault.desktop.fonts import load_fonts
from vault.desktop.theme import Theme, parse_tokens
app = QApplication([])
load_fonts()
Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False, parent=app).apply(app)
widgets = [QLabel("a"), QPushButton("b")]
for each in widgets:
    each.show()
print(*(each.font().family() for each in widgets), sep=",")
"""


def default_vault(screen: Screen) -> Path:
    """Where the program looks for a vault when nobody says where: a link from the desktop does not say either."""
    folder = screen.data / "preference-vault" / "vault"
    folder.parent.mkdir()
    fill_vault(folder)
    return folder


def start_vault(screen: Screen, folder: Path, shop: RunningShop) -> None:
    test_shops = str(shop.folder / "test-shops.toml")
    screen.start(sys.executable, "-m", "vault", "window", "--vault", str(folder), "--test-shops", test_shops)


def unlock(screen: Screen, reader: Reader, field: str = "Passphrase") -> None:
    wait_for(field, lambda: (found := reader.find(VAULT, "text", field)) is not None and found.has(FOCUSED))
    screen.type(PASSPHRASE)
    screen.press("Return")


def install_browser(screen: Screen, shop: RunningShop) -> Path:
    """A browser that finds the shop, and to which the desktop gives addresses of the web. Returns what starts it."""
    certificate = (shop.folder / "shop-chain.pem").read_bytes()
    flags = shop_flags(HOST, shop.address.port, certificate, screen.home / "browser")
    program = screen.folder / "browser"
    quoted = " ".join(f"'{each}'" for each in (*flags, "--force-renderer-accessibility"))
    program.write_text(f'#!/bin/sh\nexec chromium {quoted} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    scheme = "x-scheme-handler/https"
    (screen.data / "applications").mkdir(exist_ok=True)
    (screen.data / "applications" / "browser.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Browser\nExec={program} %u\nMimeType={scheme};\n", encoding="utf-8"
    )
    screen.run("xdg-mime", "default", "browser.desktop", scheme)
    return program


def top_of_page(reader: Reader) -> list[str]:
    """What the page in the browser begins with: its title, or what it invites to, and the first shoes."""
    return [each.name for each in reader.seen(BROWSER) if each.role == "heading"][:HEADINGS]


def switches(reader: Reader) -> dict[str, Thing]:
    """The switches of a request, by their names."""
    found = [each for each in reader.seen(VAULT) if each.role == "check box"]
    return {each.name: each for each in found if each.name.startswith("Share ")}


def test_a_click_in_the_shop_brings_up_the_vault_and_what_is_shared_changes_the_page(tmp_path: Path) -> None:
    with open_schoenenhuis(tmp_path / "shop") as shop, open_screen(tmp_path) as screen, open_reader(screen) as reader:
        screen.environment["XDG_CURRENT_DESKTOP"] = "GNOME"  # Debian's own
        folder = default_vault(screen)
        start_vault(screen, folder, shop)
        unlock(screen, reader)
        let_links_open_here(screen, reader)

        screen.start(str(install_browser(screen, shop)), shop.url("/"))
        reader.wait(BROWSER, "push button", "Personalise with your vault")
        before = top_of_page(reader)
        code = press_the_shops_button(reader)
        reader.wait(VAULT, "check box", "Share Shoe size")
        wait_for("the vault in front", lambda: re.match(TITLE, screen.front()))
        look_at_the_request(reader, code)

        reader.click(VAULT, "check box", "Share Shoe size")
        reader.click(VAULT, "check box", "Share Sports")
        reader.wait(VAULT, "radio button", "Exact, EU 43, 1 of 3")
        assert shop.holds() == 0
        screen.picture("chosen")
        reader.click(VAULT, "push button", f"Share these 2 with {HOST} until ")
        reader.wait(BROWSER, "heading", "Shoes for you")
        screen.picture("shared")
        assert shop.holds() == 2
        mine = top_of_page(reader)
        assert mine != before
        assert reader.find(BROWSER, "landmark", "Your vault") is not None

        stop_in_the_vault(screen, reader, shop)
        screen.bring_to_front("Schoenenhuis")
        screen.press("F5")
        wait_for("the page as it was", lambda: top_of_page(reader) == before)
        assert reader.find(BROWSER, "landmark", "Your vault") is None
        screen.picture("stopped")


def let_links_open_here(screen: Screen, reader: Reader) -> None:
    """Answer the program's question; before that nothing is written."""
    reader.wait(VAULT, "push button", "Not here")
    applications, chosen = screen.data / "applications", screen.home / ".config" / "mimeapps.list"
    assert not applications.exists()
    assert not chosen.exists()
    reader.click(VAULT, "push button", "Open here")
    wait_for("the registration", lambda: chosen.exists() and "x-scheme-handler/openid4vp" in chosen.read_text())
    assert (applications / FILE_NAME).exists()
    assert icon_file(applications).exists()
    assert type_file(applications).exists()
    wait_for("the question to go", lambda: reader.find(VAULT, "push button", "Open here") is None)


def press_the_shops_button(reader: Reader) -> str:
    """Click through to the vault, as the browser asks a person to. Returns the code that the shop shows."""
    reader.click(BROWSER, "push button", "Personalise with your vault")
    reader.wait(BROWSER, "link", "Open your vault")
    (code,) = {each.name for each in reader.seen(BROWSER) if re.fullmatch(r"\d{4}", each.name)}
    reader.click(BROWSER, "link", "Open your vault")
    reader.click_away(BROWSER, "push button", "Open Preference Vault")
    return code


def look_at_the_request(reader: Reader, code: str) -> None:
    """Everything is off and named, the two decisions are of one size, and the code is the shop's."""
    window = next(reader.seen(VAULT))
    assert (window.role, window.name) == ("frame", "Preference Vault")  # else a screen reader does not know it for one
    shown = switches(reader)
    assert {"Share Shoe size. Everyday. Needed", "Share Sports. Everyday", "Share Foot health. Sealed"} <= set(shown)
    assert [each for each in shown.values() if each.has(CHECKED)] == []
    refuse = reader.wait(VAULT, "push button", "Share nothing")
    share = reader.wait(VAULT, "push button", "Choose at least one")
    assert refuse.box[2:] == share.box[2:]
    assert refuse.has(ENABLED)
    assert not share.has(ENABLED)
    reader.click(VAULT, "check box", "How we check")
    wait_for("the code", lambda: [each for each in reader.seen(VAULT) if code in each.name])
    reader.click(VAULT, "check box", "How we check")


def stop_in_the_vault(screen: Screen, reader: Reader, shop: RunningShop) -> None:
    """Stop, let the time to undo go by, and look at how long the shop takes from then."""
    screen.bring_to_front(TITLE)
    reader.click(VAULT, "radio button", "Shops")
    reader.click(VAULT, "push button", f"Stop sharing with {HOST}")
    reader.wait(VAULT, "push button", "Undo")
    undo_ends = time.monotonic() + UNDO_SECONDS
    wait_for("the end of undo", lambda: reader.find(VAULT, "push button", "Undo") is None, UNDO_SECONDS + SECONDS)
    wait_for("the shop to stop", lambda: shop.holds() == 0, max(undo_ends + SECONDS - time.monotonic(), 0))


def test_a_link_starts_the_program_and_later_links_and_files_go_to_the_same_window(tmp_path: Path) -> None:
    with open_screen(tmp_path) as screen, open_reader(screen) as reader:
        screen.environment["LANG"] = "nl_NL.UTF-8"
        default_vault(screen)
        program = shutil.which("preference-vault", path=screen.environment["PATH"])
        assert program is not None

        def ask(command: Sequence[str]) -> str | None:
            if shutil.which(command[0]) is None:
                return None
            done = subprocess.run(
                command, env=screen.environment, stdout=subprocess.PIPE, text=True, timeout=PATIENCE, check=False
            )
            return None if done.returncode else done.stdout.strip()

        ours = FreedesktopLinks(screen.data / "applications", Path(program), lambda each: ask(each) is not None, ask)
        ours.take()
        assert ours.claimed() is Claimed.ALL
        asks = {"client_id": f"x509_san_dns:{HOST}", "request_uri": f"https://{HOST}/preferences/request/1"}
        link = make_link(asks, scheme="preference-vault")
        first = screen.start("xdg-open", link)
        reader.wait(VAULT, "text", "Wachtzin")
        screen.run("xdg-open", link)
        (screen.home / "a request.prefrequest").write_text(link, encoding="ascii")
        screen.run("xdg-open", str(screen.home / "a request.prefrequest"))
        assert first.poll() is None
        assert len(screen.run("xdotool", "search", "--onlyvisible", "--name", TITLE).splitlines()) == 1
        unlock(screen, reader, "Wachtzin")
        wait_for("the request", lambda: reader.wait(VAULT, "radio button", "Verzoeken").has(CHECKED))


def test_the_window_has_its_own_letters_where_the_desktop_has_others(tmp_path: Path) -> None:
    with open_screen(tmp_path) as screen:
        screen.environment["XDG_CURRENT_DESKTOP"] = "GNOME"
        assert screen.run(sys.executable, "-c", FAMILY) == "Open Sans,Open Sans"
