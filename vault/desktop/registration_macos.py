"""Opening links and request files with this program on macOS: a bundle that names them, in the user's own folder.

Which app has ``openid4vp:`` only Launch Services could say, which Python cannot ask without another library; so that
one is left alone. Only after the customer said so; off the GUI thread.
"""

from __future__ import annotations

import contextlib
import shlex
from dataclasses import dataclass
from pathlib import Path, PurePath

from vault.core.errors import StorageError
from vault.desktop.request_file import ENDINGS, REQUEST_TYPE
from vault.desktop.system_files import Claimed, Runner, holds, put, run_if_present, take_away

BUNDLE = "Preference Vault.app"
NAME = "Preference Vault"
SCHEME = "preference-vault"
LAUNCHER = "preference-vault"
LAUNCH_SERVICES = (
    "/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/lsregister"
)
_OURS = "preference-vault.desktop"
_REQUEST = "preference-vault.request"


def property_list() -> bytes:
    """``Info.plist``: the scheme, the ending of request files, and what macOS calls them."""
    import plistlib  # brings a reader of XML along

    content = {
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundlePackageType": "APPL",
        "CFBundleIdentifier": _OURS,
        "CFBundleName": NAME,
        "CFBundleExecutable": LAUNCHER,
        "NSHighResolutionCapable": True,
        "CFBundleURLTypes": [
            {"CFBundleURLName": _OURS, "CFBundleTypeRole": "Viewer", "CFBundleURLSchemes": [SCHEME]},
        ],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Request of a shop",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [_REQUEST],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": _REQUEST,
                "UTTypeDescription": "Request of a shop",
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [ENDINGS[0].removeprefix(".")],
                    "public.mime-type": [REQUEST_TYPE],
                },
            },
        ],
    }
    return plistlib.dumps(content, sort_keys=False)


def launcher(program: PurePath) -> bytes:
    """What the bundle starts. The program takes the launcher's place, and so gets the links that macOS sends to it.

    Raises :class:`StorageError` ``folder_unusable`` for a path that no script can name.
    """
    path = str(program)
    if not path.startswith("/") or not path.isprintable():
        raise StorageError("folder_unusable")
    return f'#!/bin/sh\nexec {shlex.quote(path)} window "$@"\n'.encode()


@dataclass(frozen=True)
class MacLinks:
    """``applications`` is the user's own folder of apps, and ``program`` what the bundle there starts."""

    applications: Path
    program: PurePath
    run: Runner = run_if_present

    def claimed(self) -> Claimed:
        """What our bundle says, if it starts this program and not one that was here before."""
        whole = holds(self._list, property_list()) and holds(self._launcher, launcher(self.program))
        return Claimed.ALL_BUT_UNKNOWN if whole else Claimed.NOTHING

    def take(self) -> None:
        """Write the bundle, and tell macOS. It finds it by itself, if later, where it could not be told."""
        put(self._launcher, launcher(self.program), executable=True)
        put(self._list, property_list())
        self.run([LAUNCH_SERVICES, "-f", str(self._bundle)])

    def give_back(self) -> None:
        """Tell macOS, and take the bundle away. What others put into it stays."""
        self.run([LAUNCH_SERVICES, "-u", str(self._bundle)])
        take_away(self._list, self._launcher)
        for folder in (self._launcher.parent, self._list.parent, self._bundle):
            with contextlib.suppress(OSError):  # not there, or not empty
                folder.rmdir()

    @property
    def _bundle(self) -> Path:
        return self.applications / BUNDLE

    @property
    def _list(self) -> Path:
        return self._bundle / "Contents" / "Info.plist"

    @property
    def _launcher(self) -> Path:
        return self._bundle / "Contents" / "MacOS" / LAUNCHER
