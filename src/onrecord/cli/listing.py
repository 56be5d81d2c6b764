"""Rows of a ledger on a terminal, as JSON lines or as CSV."""

import itertools
from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from onrecord.cli.dates import event_date, statement_date
from onrecord.cli.output import data_out, open_table
from onrecord.cli.terminal import chain_line, marked, safe, wrap
from onrecord.ledger import EventRow, NamedParty, StatementRow

R = TypeVar("R", EventRow, StatementRow)

SHOWN = 50
"""Rows shown on a terminal where no limit is given."""


def write_rows(
    rows: Iterable[R],
    show: Callable[[R], None],
    what: str,
    table: str,
    *,
    as_json: bool,
    as_csv: bool,
    limit: int | None,
) -> None:
    """Write ``rows`` in the form asked for; ``table`` is the export format of the CSV form."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    out = data_out()
    if as_json:
        import msgspec

        for row in rows:
            out.write(msgspec.json.encode(row) + b"\n")
        out.flush()
        return
    if as_csv:
        from onrecord.export import export

        with open_table() as lines:
            export(rows, table, lines)
        return
    iterator = iter(rows)
    count = 0
    for row in itertools.islice(iterator, limit or SHOWN):
        show(row)
        count += 1
    if not count:
        click.echo(f"no {what} found", err=True)
    elif limit is None and next(iterator, None) is not None:
        click.echo(f"the first {SHOWN} {what}; --limit, --json and --csv give more", err=True)


def show_event_row(row: EventRow) -> None:
    """Print one event with its date, parties, sentence, chain and page."""
    event = row.record
    code = safe(event.code + (f"/{event.mode}" if event.mode else ""))
    actors, recipients = _names(row.actor), _names(row.recipient)
    click.echo(
        f"{event_date(row):<11} {click.style(code, fg='yellow')}  {actors} → {recipients}"
        f"  {click.style(event.factuality, dim=True)}{_verdict(row.verdict)}"
    )
    spans = [event.trigger, *(p.span for p in (*event.actor, *event.recipient))]
    click.echo(wrap(marked(row.sentence, event.sentence.start, spans, "yellow")))
    _source(row, event.id)


def show_statement_row(row: StatementRow) -> None:
    """Print one statement with its date, chain, words and page."""
    record = row.record
    click.echo(
        f"{statement_date(row):<11} {click.style(chain_line(row.chain), fg='green')}"
        f"  {click.style(record.form, dim=True)}{_verdict(row.verdict)}"
    )
    spans = [*record.source, *record.cue, *record.content]
    start = min((s.start for s in spans), default=0)
    click.echo(wrap(marked(row.passage, start, record.content, "green")))
    _source(row, record.id, chain=False)


def _source(row: EventRow | StatementRow, id: str, *, chain: bool = True) -> None:
    told = f"{chain_line(row.chain)} · " if chain else ""
    title = safe(row.document.title or row.document.url or row.document.id)
    click.secho(wrap(f"{told}{title} · {id}"), dim=True)


def _verdict(verdict: str | None) -> str:
    return click.style(f"  {verdict}ed", fg="magenta") if verdict else ""


def _names(side: tuple[NamedParty, ...]) -> str:
    return ", ".join(safe(party.name) for party in side) or "(nobody named)"
