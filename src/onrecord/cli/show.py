"""``onrecord show``: one record of a ledger by its id."""

import click

from onrecord.cli import options


@click.command("show")
@click.argument("id")
@options.ledger
@click.option("--json", "as_json", is_flag=True, help="The record as JSON.")
def command(id: str, ledger: str | None, as_json: bool) -> None:
    """Show the record ID: a document with all its records, or one record and where it was read."""
    from onrecord.cli.output import data_out
    from onrecord.cli.record_view import show_doc, show_event, show_statement
    from onrecord.cli.terminal import safe
    from onrecord.config import load_settings
    from onrecord.errors import QueryError
    from onrecord.ledger import Ledger
    from onrecord.records import Attribution, DocRecord, Document, Event, to_json

    out = data_out()
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        record = opened.record(id)
        if record is None:
            raise QueryError(
                f"the ledger has no record {id}",
                hint="ids are those that onrecord events, onrecord statements"
                " and onrecord read --json show",
            )
        judgements = opened.judgements(id)
        if as_json:
            lines = list(opened.doc(id).records()) if isinstance(record, Document) else [record]
            for line in (*lines, *judgements):
                out.write(to_json(line) + b"\n")
            out.flush()
            return
        if isinstance(record, Document):
            show_doc(opened.doc(id))
        elif isinstance(record, Attribution):
            show_statement(opened.doc(record.doc), record)
        elif isinstance(record, Event):
            show_event(opened.doc(record.doc), record)
        else:
            show_fields(to_json(record))
        if isinstance(record, DocRecord):
            document = opened.document(record.doc)
            if document is not None:
                title = safe(document.title or document.url or document.path or "")
                click.secho(f"    {title} · {document.id}", dim=True)
        for judgement in judgements:
            said = f"{judgement.verdict} by {judgement.who}, {judgement.at}"
            if judgement.field:
                said += f": {judgement.field} = {judgement.value}"
            click.secho(f"    judged: {safe(said)} {safe(judgement.note or '')}", fg="magenta")


def show_fields(line: bytes) -> None:
    """Print the fields of a record that has no view of its own, one a line."""
    import msgspec

    from onrecord.cli.terminal import safe

    for name, value in msgspec.json.decode(line).items():
        if value not in (None, []):
            click.echo(f"  {click.style(f'{name:<10}', fg='cyan')} {safe(value)}")
