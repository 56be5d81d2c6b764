"""``onrecord demo``: the main job on the bundled pages."""

import click

STORY = "harbourledger-2022-10-04-missile-over-japan.html"
"""The bundled page shown whole."""


@click.command("demo")
@click.option("-o", "--output", metavar="LEDGER", default="demo.ledger", help="Ledger to write.")
@click.pass_context
def command(ctx: click.Context, output: str) -> None:
    """Read the bundled pages into a ledger and show what it then holds.

    The pages are written for onrecord, about documented events around the Korean Peninsula from
    September 2022 to April 2023; their outlets and their news agency are invented.
    """
    from onrecord.cli.build import command as build
    from onrecord.cli.bundled import example_pages
    from onrecord.cli.listing import show_event_row, show_statement_row
    from onrecord.cli.output import data_out
    from onrecord.cli.read import command as read
    from onrecord.cli.terminal import heading, safe
    from onrecord.ledger import EventFilter, Ledger, StatementFilter

    data_out()
    shown = safe(output)
    with example_pages() as folder:
        heading(f"$ onrecord build examples/korea-2023 -o {shown}")
        ctx.invoke(build, paths=(str(folder),), output=output, jobs=1)
        heading(f"$ onrecord read examples/korea-2023/{STORY}")
        ctx.invoke(read, paths=(str(folder / STORY),))
    with Ledger.open(output, readonly=True) as ledger:
        heading(f"$ onrecord statements -l {shown} --speaker 'Kim Jong Un' --limit 4")
        for statement in ledger.statements(StatementFilter(speaker="Kim Jong Un", limit=4)):
            show_statement_row(statement)
        heading(f"$ onrecord events -l {shown} --actor 'North Korea' --code MOBILIZE --limit 6")
        for event in ledger.events(EventFilter(actor="North Korea", code="MOBILIZE", limit=6)):
            show_event_row(event)
        heading(f"$ onrecord check -l {shown}")
        problems = list(ledger.check())
        held = ", ".join(f"{n} {name}" for name, n in ledger.counts().items() if n)
        click.echo(f"{f'{len(problems)} problems' if problems else 'all spans verified'}: {held}")
