"""``receipt``: the numbers of what was shared, and the receipt of one as a file that anybody can check; and
``record``: the record of one consent, for programs and for people."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.consent_records import list_records, take_record
from vault.customer.receipt_file import numbered_shares, receipt_text, save_receipt
from vault.customer.record_page import is_page, page_text, record_page, save_record
from vault.customer.shop_detail import view_receipt

if TYPE_CHECKING:
    from vault.customer.consent_records import ConsentRecord
    from vault.customer.receipt_file import NumberedShare
    from vault.customer.shop_detail import ShareReceipt


def receipt(program: Program, arguments: argparse.Namespace) -> int:
    """List the receipts; with a number print that one, or save it to a new file."""
    if arguments.number is None:
        return _list(program)
    with program.open_session() as session:
        seq = next((each.seq for each in numbered_shares(session) if each.number == arguments.number), None)
        found = view_receipt(session, seq) if seq is not None else None
    if found is None:
        raise ChoiceError("receipt_number_unknown")
    if arguments.file is None:
        text = receipt_text(found, program.catalogue, program.sentences)
        program.show({**_as_json(found), "text": text}, text.splitlines())
        return DONE
    path = Path(arguments.file)
    save_receipt(found, path, program.catalogue, program.sentences)
    program.show({**_as_json(found), "file": path.name}, [program.say("receipt_saved", file=path.name)])
    return DONE


def record(program: Program, arguments: argparse.Namespace) -> int:
    """List the records; with a number show that one, or save it to a new file. Never a value."""
    if arguments.number is None:
        return _list_records(program)
    with program.open_session() as session:
        taken = take_record(session, arguments.number)
    answer = {**_record_json(taken.record), "signed": taken.signed}
    if arguments.file is None:
        text = page_text(record_page(taken, program.catalogue, program.sentences))
        program.show({**answer, "record": json.loads(taken.json_ld())}, text.splitlines())
        return DONE
    path = Path(arguments.file)
    save_record(taken, path, program.catalogue, program.sentences, random=program.random)
    said = "page_saved" if is_page(path) else "record_saved" if taken.signed else "record_unsigned"
    program.show({**answer, "file": path.name}, [program.say(said, file=path.name)])
    return DONE


def _list_records(program: Program) -> int:
    with program.open_session() as session:
        found = list_records(session)
    answer: list[Json] = [_record_json(each) for each in found]
    rows = [
        [each.number, program.sentences.minute(each.agreed), each.host, _names(program, [i.key for i in each.items])]
        for each in found
    ]
    program.show({"records": answer}, columns(rows) if rows else [program.say("nothing_found")])
    return DONE


def _record_json(found: ConsentRecord) -> dict[str, Json]:
    items: list[Json] = [
        {
            "jti": each.jti,
            "key": each.key,
            "precision": each.precision.word,
            "until": to_text(each.until),
            "state": each.state.value,
        }
        for each in found.items
    ]
    return {
        "number": found.number,
        "consent": found.consent,
        "host": found.host,
        "agreed": to_text(found.agreed),
        "items": items,
    }


def _names(program: Program, keys: Sequence[str]) -> str:
    return ", ".join(program.labelled(key) for key in keys)


def _list(program: Program) -> int:
    with program.open_session() as session:
        found = numbered_shares(session)
    answer: list[Json] = [
        {"number": each.number, "agreed": to_text(each.agreed), "host": each.host, "keys": list(each.keys)}
        for each in found
    ]
    rows = [_row(program, each) for each in found]
    program.show({"receipts": answer}, columns(rows) if rows else [program.say("nothing_found")])
    return DONE


def _row(program: Program, share: NumberedShare) -> list[str]:
    return [share.number, program.sentences.minute(share.agreed), share.host, _names(program, share.keys)]


def _as_json(found: ShareReceipt) -> dict[str, Json]:
    return {"number": found.number, "host": found.host, "agreed": to_text(found.agreed)}
