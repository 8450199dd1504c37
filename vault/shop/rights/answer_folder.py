"""Answers in files, as customers bring or send them, taken in a page at a time.

A file that was taken in moves to ``done``; one that is refused stays, with a line why in ``<name>.why`` beside it, and
is tried again once it is changed. What ends this in between loses and doubles nothing: an answer counts once, and one
whose file was not moved yet is known by its hash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from vault.core.errors import PolicyError, RequestError, VaultError
from vault.openid4vp.answer_file import ENDING
from vault.openid4vp.qr_picture import MAX_PICTURE, is_picture, read_qr
from vault.openid4vp.response import MAX_ANSWER
from vault.shop import tables
from vault.shop.bulk_import import PAGE, Outcome, bulk_import
from vault.shop.bulk_import import Taken as Imported
from vault.shop.service import Shop

DONE: Final = "done"
WHY: Final = ".why"
ENDINGS: Final = (ENDING, ".prefanswer", ".png", ".jpg", ".jpeg")
"""What an answer's file may be called; others in the folder are somebody else's."""


@dataclass(frozen=True)
class Taken:
    """What came of one file: how many items are kept of which customer number, if any, or the ``problem``.

    ``again``: it had been taken in before it was moved. Nothing is read: that would count as a use.
    """

    name: str
    number: str | None = None
    items: int = 0
    problem: VaultError | None = None
    again: bool = False


def take_folder(shop: Shop, folder: Path, why: Callable[[VaultError], str]) -> Iterator[Taken]:
    """Take in every answer in ``folder`` that was not refused before, by name. ``why`` is the line of a refusal.

    Raises :class:`PolicyError` ``counter_file_unreadable`` or ``counter_file_unwritable``, and :class:`StorageError`,
    after which the files of that page are as they were.
    """
    try:
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError as problem:
        raise PolicyError("counter_file_unreadable", file=folder.name) from problem
    for start in range(0, len(names), PAGE):
        paths = [folder / name for name in names[start : start + PAGE]]
        page = [path for path in paths if path.is_file() and not path.is_symlink() and not _refused_before(path)]
        for path, taken in zip(page, _take(shop, page), strict=True):
            if taken.problem is None:
                _move(path)
            else:
                _note(path, why(taken.problem))
            yield taken


def take_file(shop: Shop, path: Path) -> Taken:
    """Take in one file, which stays where it is. Raises as :func:`take_folder`."""
    (taken,) = _take(shop, [path])
    return taken


def _take(shop: Shop, paths: Sequence[Path]) -> list[Taken]:
    """What came of each file, all of them committed."""
    files: dict[str, bytes] = {}
    unread: dict[str, VaultError] = {}
    for path in paths:
        data = _read(path)
        try:
            files[path.name] = read_qr(data).encode("ascii") if is_picture(data) else data[: MAX_ANSWER + 1]
        except RequestError as problem:
            unread[path.name] = problem
    came = {each.name: each for each in bulk_import(shop, files.items())}
    return [
        Taken(path.name, problem=unread[path.name]) if path.name in unread else _told(shop, came[path.name])
        for path in paths
    ]


def _told(shop: Shop, came: Imported) -> Taken:
    if came.problem is not None:
        return Taken(came.name, problem=came.problem)
    number, items = _kept(shop, came.request)
    return Taken(came.name, number, items, again=came.outcome is Outcome.AGAIN)


def _kept(shop: Shop, request: str) -> tuple[str | None, int]:
    """The customer number of an answered request, and how many of its items are held."""
    item, receipt, customer = tables.item.c, tables.receipt.c, tables.customer
    agreed = select(receipt.consent).where(receipt.request == request)
    held = (
        select(customer.c.number, func.count())
        .join(tables.item, item.customer == customer.c.id)
        .where(item.consent.in_(agreed))
        .group_by(customer.c.number)
    )
    with shop.store.reading() as connection:
        row = connection.execute(held).first()
    return (row[0], row[1]) if row is not None else (None, 0)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PICTURE + 1)
    except OSError as problem:
        raise PolicyError("counter_file_unreadable", file=path.name) from problem


def _refused_before(path: Path) -> bool:
    """Whether the line beside it is younger than the file."""
    line = path.with_name(path.name + WHY)
    return line.exists() and line.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _move(path: Path) -> None:
    done = path.parent / DONE
    if done.is_symlink():  # who may put files here may put a link too
        raise PolicyError("counter_file_unwritable", file=DONE)
    try:
        done.mkdir(exist_ok=True)
        name, number = done / path.name, 1
        while os.path.lexists(name):
            number += 1
            name = done / f"{path.stem}-{number}{path.suffix}"
        path.rename(name)
        path.with_name(path.name + WHY).unlink(missing_ok=True)
    except OSError as problem:
        raise PolicyError("counter_file_unwritable", file=path.name) from problem


def _note(path: Path, line: str) -> None:
    note = path.with_name(path.name + WHY)
    try:
        note.unlink(missing_ok=True)  # never written through: it may be a link
        with note.open("x", encoding="utf-8") as file:
            file.write(f"{line}\n")
    except OSError as problem:
        raise PolicyError("counter_file_unwritable", file=note.name) from problem
