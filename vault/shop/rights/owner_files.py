"""Files with what is a customer's: new, and for the one who made them alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vault.core.errors import PolicyError
from vault.shop.durable import OWNER_ONLY, sync_folder


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """The open file. It is there once all is written, and nothing is there if that fails.

    Raises :class:`PolicyError` ``counter_file_taken`` or ``counter_file_unwritable``.
    """
    if os.path.lexists(path):
        raise PolicyError("counter_file_taken", file=path.name)
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # one that a crash left may be anybody's, who may have it open
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.link(part, path)  # not a rename, which would take the place of what came meanwhile
        sync_folder(path.parent)
    except FileExistsError as problem:
        raise PolicyError("counter_file_taken", file=path.name) from problem
    except OSError as problem:
        raise PolicyError("counter_file_unwritable", file=path.name) from problem
    finally:
        part.unlink(missing_ok=True)
