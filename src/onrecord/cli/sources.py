"""Pages for a command to read, and what it says of those that fail."""

from collections.abc import Iterator, Sequence

import click

from onrecord.cli.terminal import safe
from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read import find_inputs, load_reader, read_inputs
from onrecord.records import Failure


def open_pages(
    paths: Sequence[str], settings: Settings, format: str | None, charset: str | None
) -> Iterator[Page | Failure]:
    """Return the pages under ``paths``; a path or format that is not there is a usage error."""
    try:
        inputs = find_inputs(paths)
        if format:
            load_reader(format)
    except ReadError as error:
        raise click.UsageError(f"{error} ({error.hint})") from None
    return read_inputs(inputs, settings, format=format, charset=charset)


def say_failure(failure: Failure) -> None:
    """Print a failed page, why, and what to do, on standard error."""
    label = click.style("failed:", fg="red")
    click.echo(f"{label} {safe(failure.path)}: {safe(failure.error)}", err=True)
    if failure.hint:
        click.echo(f"  hint: {failure.hint}", err=True)
