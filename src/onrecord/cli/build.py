"""``onrecord build``: read pages into a ledger."""

import sys
import time
from collections.abc import Iterator
from contextlib import closing

import click

from onrecord.cli import options


@click.command("build")
@options.reading
@click.option(
    "-o", "--output", metavar="LEDGER", help="Ledger to write (default: onrecord.ledger)."
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, help="Processes to share the work.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str | None,
    charset: str | None,
    output: str | None,
    jobs: int,
) -> None:
    """Read pages into a ledger, creating it where it is missing.

    Each document is written whole or not at all. A run that was stopped goes on where it was when
    it is started again; pages that are in the ledger already add nothing.

    A page is the same page by its url, where it gives one, or else by its path below the folder
    asked for: a file named by itself by its name alone. So build from the same folder each time.
    """
    from onrecord.cli import SOME_FAILED
    from onrecord.cli.output import need_input
    from onrecord.cli.sources import open_pages, say_failure
    from onrecord.cli.terminal import safe
    from onrecord.config import load_settings
    from onrecord.document import Doc, Page
    from onrecord.errors import RecordError
    from onrecord.ledger import Ledger, page_key
    from onrecord.pipeline import Pipeline
    from onrecord.records import Failure, failure
    from onrecord.scale import run_pages

    need_input(paths)
    settings = load_settings()
    fingerprint = Pipeline.default().fingerprint
    tally = Tally()
    pages = open_pages(paths, settings, format, charset)
    with Ledger.open(output or settings.ledger, create=True) as ledger:

        def unseen() -> Iterator[Page | Failure]:
            for page in pages:
                if isinstance(page, Page):
                    key, sha = page_key(page), page.origin.sha256
                    if ledger.seen(key, sha, fingerprint):
                        tally.known += 1
                        continue
                yield page

        def refuse(failed: Failure) -> None:
            ledger.load_failure(failed)
            tally.failed += 1
            tally.clear()
            say_failure(failed)

        def take(result: Doc | Failure) -> None:
            if isinstance(result, Failure):
                refuse(result)
                return
            try:
                tally.rows += ledger.load(result, fingerprint=fingerprint)
                tally.read += 1
            except RecordError as error:
                refuse(failure(result.location, "ledger", str(error), error.hint))

        try:
            with closing(run_pages(unseen(), jobs=jobs, batch=settings.batch)) as groups:
                for results in groups:
                    with ledger.batch():
                        for result in results:
                            take(result)
                    tally.show()
        except KeyboardInterrupt:
            tally.clear()
            click.echo(f"\nstopped: {tally}: {safe(ledger.path)}", err=True)
            click.echo("hint: run the same command again to go on", err=True)
            raise click.Abort from None
        tally.clear()
        click.echo(f"{tally}: {safe(ledger.path)}", err=True)
    if tally.failed:
        ctx.exit(SOME_FAILED)


class Tally:
    """How far a run is; shown while it goes on only where somebody is looking."""

    def __init__(self) -> None:
        self.read = self.known = self.failed = self.rows = 0
        self._start = time.monotonic()
        self._live = sys.stderr.isatty()

    def __str__(self) -> str:
        known = f", {self.known} already there" if self.known else ""
        failed = f", {self.failed} failed" if self.failed else ""
        return f"{self.read} documents read, {self.rows} records added{known}{failed}"

    def show(self) -> None:
        """Rewrite the progress line on a terminal."""
        if self._live:
            rate = self.read / max(time.monotonic() - self._start, 0.001)
            click.echo(f"\r\033[K{self}, {rate:.0f} documents/s", err=True, nl=False)

    def clear(self) -> None:
        """Wipe the progress line, so that a message can stand there."""
        if self._live:
            click.echo("\r\033[K", err=True, nl=False)
