"""Values of options that are checked before anything is opened; what is allowed is looked up late.

So a wrong value is wrong usage, with the right ones named, and ``--help`` imports nothing heavy.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?", re.DOTALL)


class OneOf(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.5
    """One of the values that ``load`` returns, in any case; ``load`` runs when one is given."""

    name = "text"

    def __init__(self, load: Callable[[], Iterable[str]]) -> None:
        self._load = load

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value as it is written in the list; fails, naming all, where it is none."""
        allowed = list(self._load())
        for known in allowed:
            if str(value).casefold() == known.casefold():
                return known
        self.fail(f"{value!r} is not one of {', '.join(allowed)}", param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the values that begin with what is typed."""
        start = incomplete.casefold()
        return [
            CompletionItem(known) for known in self._load() if known.casefold().startswith(start)
        ]


class Day(click.ParamType):  # type: ignore[type-arg]  # no generic before click 8.5
    """A day, month or year: 2023-04-10, 2023-04 or 2023; kept as it is written."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value; fails where there is no such day."""
        from onrecord.ledger.rows import days

        if not _DAY.fullmatch(str(value)) or days(str(value))[0] is None:
            self.fail(f"{value!r} is no date: write 2023-04-10, 2023-04 or 2023", param, ctx)
        return str(value)


def check_period(since: str | None, until: str | None) -> None:
    """Raise ``click.UsageError`` where ``since`` starts after ``until`` has ended."""
    from onrecord.ledger.rows import days

    first, end = days(since)[0], days(until)[1]
    if first and end and first >= end:
        raise click.UsageError(f"--since {since} is later than --until {until}")


def event_codes() -> list[str]:
    """Return the codes of the event types, in the order of the ontology."""
    from onrecord.data import table

    return [row["code"] for row in table("ontology/plover/types.tsv")]


def factualities() -> tuple[str, ...]:
    """Return what an event can be: actual, and so on."""
    from typing import get_args

    from onrecord.records import Factuality

    return get_args(Factuality)


def page_formats() -> list[str]:
    """Return the names of the readers, those of other packages last."""
    from importlib import metadata

    from onrecord.read import ENTRY_POINTS, FORMATS

    others = {point.name for point in metadata.entry_points(group=ENTRY_POINTS)}
    return [*FORMATS, *sorted(others - FORMATS.keys())]


def export_formats() -> list[str]:
    """Return the names of the exporters, those of other packages last."""
    from onrecord.export import formats

    return formats()
