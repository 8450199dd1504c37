"""Chromium, if it is there: to take a picture of a page, or to open the demo shop beside the window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from vault.demo.browser import Browser, Page

SECONDS = 60
"""For one picture; a busy machine starts a browser in ten."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--password-store=basic",  # a demo does not open anybody's keyring
)


def find_chromium() -> str | None:
    """The program's path, or None."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def flags() -> tuple[str, ...]:
    """What every start of the browser here has in common."""
    # As root, which is who runs a container, Chromium does not start with its sandbox. It is shown the demo's own
    # pages and no others; for anybody else the sandbox stays.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return (*QUIET, "--no-sandbox") if as_root else QUIET


def shop_flags(host: str, port: int, certificate_pem: bytes, profile: Path) -> tuple[str, ...]:
    """For a browser of its own, kept in ``profile``, that finds ``host`` on this machine.

    It believes this one certificate, and no other stranger.
    """
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    spki = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return (
        *flags(),
        f"--user-data-dir={profile}",
        f"--host-resolver-rules=MAP {host}:443 127.0.0.1:{port}",
        f"--ignore-certificate-errors-spki-list={b64encode(sha256(spki).digest()).decode()}",
    )


def keep_page(browser: Browser, page: Page, folder: Path, name: str) -> Path:
    """Save a page of the shop as one file that opens anywhere, with its style inside."""
    style = browser.get("https://shop/shop.css").body.decode()
    text = page.body.decode().replace('<link rel="stylesheet" href="/shop.css">', f"<style>{style}</style>")
    path = folder / f"{name}.html"
    path.write_text(text, encoding="utf-8")
    return path


def take_picture(chromium: str, page: Path, *, width: int = 1180, height: int = 900) -> bool:
    """A picture beside a saved page, with the same name; False if the browser could not."""
    with tempfile.TemporaryDirectory(prefix="preference-vault-chromium-") as profile:
        command = [
            chromium,
            "--headless",
            *flags(),
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={page.with_suffix('.png')}",
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - found above
        except (OSError, subprocess.TimeoutExpired):
            return False
    return done.returncode == 0 and page.with_suffix(".png").exists()


def open_pages(chromium: str, shop: tuple[str, ...], *addresses: str) -> subprocess.Popen[bytes]:
    """Pages in the browser of :func:`shop_flags`. Where it is open already they come there, and the process ends."""
    command = [chromium, *shop, *addresses]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - found above
