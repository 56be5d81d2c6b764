"""``onrecord statements``: list who said what, and through whom."""

from typing import Any

import click

from onrecord.cli import options, values


@click.command("statements")
@options.ledger
@options.told
@options.listing
def command(
    ledger: str | None, as_json: bool, as_csv: bool, limit: int | None, **filters: Any
) -> None:
    """List statements, oldest first, each with its chain, words and page."""
    from onrecord.cli.listing import show_statement_row, write_rows
    from onrecord.config import load_settings
    from onrecord.ledger import Ledger, StatementFilter

    values.check_period(filters["since"], filters["until"])
    wanted = StatementFilter(**filters, limit=limit)
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        write_rows(
            opened.statements(wanted),
            show_statement_row,
            "statements",
            "csv-statements",
            as_json=as_json,
            as_csv=as_csv,
            limit=limit,
        )
