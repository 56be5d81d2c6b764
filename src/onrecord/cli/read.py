"""``onrecord read``: show the record of pages without keeping it."""

import click

from onrecord.cli import options


@click.command("read")
@options.reading
@click.option("--json", "as_json", is_flag=True, help="JSON lines, as docs/reference/records.md.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    format: str | None,
    charset: str | None,
    as_json: bool,
) -> None:
    """Read pages and show their record; nothing is kept.

    PATH is a file, a folder, a quoted pattern, or - for standard input; HTML, plain text, JSON
    lines, any of them gzipped.
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
