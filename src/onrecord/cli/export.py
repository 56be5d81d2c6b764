"""``onrecord export``: a ledger in another format."""

from pathlib import Path

import click

from onrecord.cli import options, values


@click.command("export")
@options.ledger
@click.option(
    "--format",
    "name",
    type=values.OneOf(values.export_formats),
    required=True,
    help="jsonl, csv, csv-statements or plover.",
)
@click.option("-o", "--output", metavar="FILE", help="File to write (default: standard output).")
def command(ledger: str | None, name: str, output: str | None) -> None:
    """Write a whole ledger in another format.

    jsonl is the full record, judgements beside it, and can be read back; csv and plover hold the
    events with people's judgements laid over them. In csv, date is the first day of an event, end
    the day after its last, and precision says whether that is a day, a month or a year.

    FILE is written whole or left as it was; a ledger is never written over.
    """
    from onrecord.cli.output import data_out, open_file, open_table
    from onrecord.cli.terminal import safe
    from onrecord.config import load_settings
    from onrecord.export import export
    from onrecord.ledger import Ledger

    if output is None:
        data_out()
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        if output is None:
            with open_table() as out:
                export(opened, name, out)
            return
        with open_file(output, Path(opened.path)) as out:
            count = export(opened, name, out)
    click.echo(f"{count} rows: {safe(output)}", err=True)
