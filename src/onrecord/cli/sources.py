"""Pages for a command to read, and what it says of those that fail."""

from collections.abc import Iterator, Sequence

import click

from onrecord.cli.terminal import safe
from onrecord.config import Settings
from onrecord.document import Page
from onrecord.errors import ReadError
from onrecord.read import Inputs, find_inputs, load_reader, read_inputs
from onrecord.records import Failure


def open_pages(
    paths: Sequence[str], settings: Settings, format: str | None, charset: str | None
) -> Iterator[Page | Failure]:
    """Return the pages under ``paths``; a path or format that is not there is a usage error.

    At the end it says on standard error how many files were passed over, and where there was
    nothing to read.
    """
    try:
        inputs = find_inputs(paths)
        if format:
            load_reader(format)
    except ReadError as error:
        raise click.UsageError(f"{safe(error)} ({error.hint})") from None
    return _pages(inputs, read_inputs(inputs, settings, format=format, charset=charset))


def _pages(inputs: Inputs, pages: Iterator[Page | Failure]) -> Iterator[Page | Failure]:
    count = 0
    for count, page in enumerate(pages, 1):  # noqa: B007
        yield page
    if inputs.passed_over:
        files = "file" if inputs.passed_over == 1 else "files"
        click.echo(f"{inputs.passed_over} {files} passed over: no pages by their names", err=True)
    if not count:
        click.echo("nothing to read there: no HTML, plain text or JSON lines", err=True)


def say_failure(failure: Failure) -> None:
    """Print a failed page, why, and what to do, on standard error."""
    label = click.style("failed:", fg="red")
    click.echo(f"{label} {safe(failure.path)}: {safe(failure.error)}", err=True)
    if failure.hint:
        click.echo(f"  hint: {safe(failure.hint)}", err=True)
