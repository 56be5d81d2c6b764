"""``onrecord check``: verify a ledger against its own texts."""

import click

from onrecord.cli import options


@click.command("check")
@options.ledger
@click.pass_context
def command(ctx: click.Context, ledger: str | None) -> None:
    """Verify every span, id and index of a ledger; exit code 1 where something is wrong."""
    from onrecord.cli import ERROR
    from onrecord.cli.terminal import safe
    from onrecord.config import load_settings
    from onrecord.ledger import Ledger

    wrong = 0
    with Ledger.open(ledger or load_settings().ledger, readonly=True) as opened:
        for problem in opened.check():
            click.echo(f"{problem.kind} {safe(problem.id)}: {safe(problem.message)}")
            wrong += 1
        counts = ", ".join(f"{n} {name}" for name, n in opened.counts().items() if n)
    if wrong:
        click.echo(f"{wrong} {'problem' if wrong == 1 else 'problems'} in {counts}", err=True)
        ctx.exit(ERROR)
    click.echo(f"all spans verified: {counts or 'an empty ledger'}", err=True)
