"""People's judgements laid over machine records.

Read in the order they were given: ``reject`` takes a record out of what is shown, ``accept`` and
``correct`` put it back, and a correction stands until the same field is corrected again.
"""

import json
from collections.abc import Iterable
from typing import TypeVar, cast

import msgspec

from onrecord.document import verified
from onrecord.errors import OnrecordError, RecordError
from onrecord.records import Document, Failure, Judgement, Record, Verdict, from_json, to_json

V = TypeVar("V", bound=Record)

FIXED = frozenset({"type", "id", "doc", "text", "source"})
"""Fields that make a record what it is, and that no judgement changes."""


def correctable(record: Record) -> tuple[str, ...]:
    """Return the names, as in JSON, of the fields of ``record`` that people may correct."""
    return tuple(n for n in record.__struct_encode_fields__ if n not in FIXED)


def corrected(record: V, field: str, value: str | None, text: str | None = None) -> V:
    """Return ``record`` with ``field`` (its name in JSON) set to ``value``.

    ``value`` is the field's own text, or JSON where the field is no string; null empties it.
    ``text`` is the document's, against which spans are checked. Raises :class:`RecordError` (or
    its :class:`SpanError`) where the field cannot be corrected or the value is not one of its.
    """
    names = correctable(record)
    if field not in names:
        kind = type(record).__name__.lower()
        raise RecordError(
            f"{kind} {record.id}: no field {field!r} to correct", hint=f"one of {', '.join(names)}"
        )
    fields = json.loads(to_json(cast(Document, record)))
    for reading in _readings(value):
        try:
            changed = from_json(json.dumps(fields | {field: reading}))
        except (msgspec.ValidationError, ValueError):
            continue
        return verified(cast(V, changed), text) if text is not None else cast(V, changed)
    raise RecordError(
        f"{record.id}: {value!r} is no value of {field}",
        hint="give the text of the field, or JSON as the record's own",
    )


def _readings(value: str | None) -> Iterable[object]:
    yield value
    if value is not None:
        try:
            yield json.loads(value)
        except ValueError:
            return


def overlaid(
    record: V, judgements: Iterable[Judgement], text: str | None = None
) -> tuple[V, Verdict | None]:
    """Return ``record`` with people's corrections, and the latest verdict on it.

    A correction that no longer fits the machine's record is left out.
    """
    verdict: Verdict | None = None
    for judgement in judgements:
        verdict = judgement.verdict
        if judgement.verdict == "correct" and judgement.field:
            try:
                record = corrected(record, judgement.field, judgement.value, text)
            except OnrecordError:
                continue
    return record, verdict


def vet(judgement: Judgement, record: Record, text: str | None) -> None:
    """Raise :class:`RecordError` where ``judgement`` cannot be passed on ``record``."""
    if isinstance(record, Judgement | Failure):
        raise RecordError(
            f"a {type(record).__name__.lower()} is no record to judge",
            hint="judge what a page was read to say; add a judgement to outdo an earlier one",
        )
    if judgement.verdict == "correct":
        if not judgement.field:
            raise RecordError("a correction names its field", hint="give field and value")
        corrected(record, judgement.field, judgement.value, text)
