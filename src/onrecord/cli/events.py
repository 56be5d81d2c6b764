"""``onrecord events``: list the events of a ledger."""

from typing import Any

import click

from onrecord.cli import options, values


@click.command("events")
@options.ledger
@click.option("--actor", help="Who did it: a name, an id, a country.")
@click.option("--recipient", help="To whom.")
@click.option(
    "--code",
    type=values.OneOf(values.event_codes),
    help="PLOVER type, such as ASSAULT or CONSULT.",
)
@click.option(
    "--factuality",
    type=values.OneOf(values.factualities),
    help="actual, historical, future, hypothetical or negated.",
)
@options.told
@options.listing
def command(
    ledger: str | None, as_json: bool, as_csv: bool, limit: int | None, **filters: Any
) -> None:
    """List events, oldest first, each with its sentence, chain and page.

    A date is as precise as the page: 2023-04-11, 2023-04, 2006, or first..last day. One with ~ is
    the page's, where the event's own is not known. In a table, date is the first day, end the day
    after the last, and precision says whether that is a day, a month or a year.
    """
    from onrecord.cli.listing import show_event_row, write_rows
    from onrecord.config import load_settings
    from onrecord.ledger import EventFilter, Ledger

    values.check_period(filters["since"], filters["until"])
    wanted = EventFilter(**filters, limit=limit)
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        write_rows(
            opened.events(wanted),
            show_event_row,
            "events",
            "csv",
            as_json=as_json,
            as_csv=as_csv,
            limit=limit,
        )
