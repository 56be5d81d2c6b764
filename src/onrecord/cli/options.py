"""Options that several commands share."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from onrecord.cli import values

F = TypeVar("F", bound=Callable[..., Any])


def _all(options: Iterable[Callable[[F], F]]) -> Callable[[F], F]:
    def wrap(function: F) -> F:
        for option in reversed(list(options)):
            function = option(function)
        return function

    return wrap


def reading(function: F) -> F:
    """Add PATH... and how to read them."""
    return _all(
        [
            click.argument("paths", metavar="PATH...", nargs=-1, required=True),
            click.option(
                "--format",
                type=values.OneOf(values.page_formats),
                help="Read everything as html, text or jsonl.",
            ),
            click.option("--charset", help="Charset of all pages, overruling what they say."),
        ]
    )(function)


def ledger(function: F) -> F:
    """Add ``--ledger``."""
    return click.option(
        "-l",
        "--ledger",
        metavar="FILE",
        help="Ledger to ask (default: onrecord.ledger, or ONRECORD_LEDGER).",
    )(function)


def listing(function: F) -> F:
    """Add the output forms of a list."""
    return _all(
        [
            click.option("--json", "as_json", is_flag=True, help="One JSON record a line."),
            click.option("--csv", "as_csv", is_flag=True, help="A CSV table."),
            click.option("--limit", type=click.IntRange(1), help="At most this many rows."),
        ]
    )(function)


def told(function: F) -> F:
    """Add the filters that events and statements share."""
    return _all(
        [
            click.option("--speaker", help="On whose word: a name, an id, a country."),
            click.option("--via", help="A carrier in the chain: state media, an agency."),
            click.option("--publisher", help="Publisher of the page."),
            click.option(
                "--since",
                type=values.Day(),
                metavar="DATE",
                help="First day: 2023-04-10, 2023-04 or 2023.",
            ),
            click.option("--until", type=values.Day(), metavar="DATE", help="Last day, included."),
            click.option("--text", help='Words or "phrases" the page must hold.'),
            click.option("--rejected", is_flag=True, help="Also what people have rejected."),
        ]
    )(function)
