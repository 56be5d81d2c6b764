"""``onrecord export``: a ledger in another format."""

import sys

import click

from onrecord.cli import options


@click.command("export")
@options.ledger
@click.option("--format", "name", required=True, help="jsonl, csv, csv-statements or plover.")
@click.option("-o", "--output", metavar="FILE", help="File to write (default: standard output).")
def command(ledger: str | None, name: str, output: str | None) -> None:
    """Write a whole ledger in another format.

    jsonl is the full record, judgements beside it, and can be read back; csv and plover hold the
    events with people's judgements laid over them.
    """
    from onrecord.cli.listing import open_table
    from onrecord.config import load_settings
    from onrecord.export import export, exporter
    from onrecord.ledger import Ledger

    exporter(name)
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        if output is None:
            with open_table() as out:
                export(opened, name, out)
            return
        try:
            with open(output, "w", encoding="utf-8", newline="") as out:
                count = export(opened, name, out)
        except OSError as error:
            raise click.FileError(output, error.strerror or "cannot be written") from None
    click.echo(f"{count} rows: {output}", err=True)
    sys.stderr.flush()
