"""An export that comes back in, in each of the forms that say everything: JSON, JSON-LD and tables.

Whichever it is, the same checks are behind it, and the same export comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.portability import import_csv, import_json, import_jsonld
from vault.portability.opening import JSON_NAME, JSONLD_NAME, TABLES, read_any

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export
    from vault.storage.secret import Passphrase


def read_export(path: Path, catalogue: Catalogue, passphrase: Passphrase | None = None) -> Export:
    """The export inside ``path``, checked.

    Raises as :func:`vault.portability.opening.read_any`, and as the ``read`` of :mod:`import_json`,
    :mod:`import_jsonld` or :mod:`import_csv`.
    """
    found = read_any(path, passphrase)
    if JSON_NAME in found:
        return import_json.read(found[JSON_NAME], catalogue)
    if JSONLD_NAME in found:
        return import_jsonld.read(found[JSONLD_NAME], catalogue)
    return import_csv.read({name.removeprefix(f"{TABLES}/"): data for name, data in found.items()}, catalogue)
