"""``onrecord read``: show the record of pages without keeping it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from onrecord.cli import options

if TYPE_CHECKING:
    from onrecord.document import Page
    from onrecord.records import Failure


@click.command("read")
@options.reading
@click.option("--json", "as_json", is_flag=True, help="JSON lines, as docs/reference/records.md.")
@click.option(
    "--explain", is_flag=True, help="Why each part of the page has its role, and nothing else."
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str | None,
    charset: str | None,
    as_json: bool,
    explain: bool,
) -> None:
    """Read pages and show their record; nothing is kept.

    PATH is a file, a folder, a quoted pattern, or - for standard input; HTML, plain text, JSON
    lines, any of them gzipped.

    With --explain pages are only taken apart: the table (with --json, an object a page) tells what
    each field and block was read from, as docs/reference/pages.md, and what was left out.
    """
    from onrecord.cli import SOME_FAILED
    from onrecord.cli.output import data_out, need_input
    from onrecord.cli.record_view import show_doc
    from onrecord.cli.sources import open_pages, say_failure
    from onrecord.config import load_settings
    from onrecord.pipeline import Pipeline
    from onrecord.records import Failure, Schema, to_json

    settings = load_settings()
    failed = 0
    out = data_out()
    need_input(paths)
    if explain:
        if not _explain(open_pages(paths, settings, format, charset), as_json=as_json):
            ctx.exit(SOME_FAILED)
        return
    if as_json:
        out.write(to_json(Schema()) + b"\n")
    pages = open_pages(paths, settings, format, charset)
    # One page at a time, so that a stream of pages on standard input is answered as it comes.
    for result in Pipeline.default(batch=1).run(pages):
        if isinstance(result, Failure):
            failed += 1
            say_failure(result)
            if as_json:
                out.write(to_json(result) + b"\n")
        elif as_json:
            out.writelines(to_json(record) + b"\n" for record in result.records())
        else:
            show_doc(result)
    if as_json:
        out.flush()
    if failed:
        ctx.exit(SOME_FAILED)


def _explain(pages: "Iterable[Page | Failure]", *, as_json: bool) -> bool:
    """Write what the page stage makes of each page, and why; tell whether no page failed."""
    from typing import cast

    import msgspec

    from onrecord.cli.explanation import show_explanation
    from onrecord.cli.output import data_out
    from onrecord.cli.sources import say_failure
    from onrecord.document import Doc
    from onrecord.pages.explain import Explained, explain
    from onrecord.pipeline import Pipeline
    from onrecord.records import Failure, to_json
    from onrecord.stages import PAGE_LAYER, Stage, stage

    done: list[Explained] = []

    @stage(name="pages", reads=[PAGE_LAYER], writes=["document", "blocks"])
    def explaining(doc: Doc) -> None:
        if doc.page is not None:
            done.append(explain(doc.page))

    out = data_out()
    well = True
    # In a pipeline, so that a page fails as it does where it is read.
    for result in Pipeline([cast(Stage, explaining)], batch=1).run(pages):
        if isinstance(result, Failure):
            well = False
            say_failure(result)
            if as_json:
                out.write(to_json(result) + b"\n")
        elif as_json:
            out.write(msgspec.json.encode(done.pop()) + b"\n")
        else:
            show_explanation(done.pop())
    out.flush()
    return well
