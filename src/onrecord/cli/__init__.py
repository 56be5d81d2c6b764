"""The command line: one command a file, each imported only when it is called."""

import os
import sys
from importlib import import_module

import click

from onrecord import __version__
from onrecord.errors import OnrecordError

COMMANDS = ("read", "build", "show", "events", "statements", "export", "check", "demo")
"""The commands, in the order of the help page; ``NAME`` lives in ``onrecord.cli.NAME``."""

DONE, ERROR, USAGE, SOME_FAILED = 0, 1, 2, 3


class Commands(click.Group):
    """A group whose commands are modules; errors of ours become a message and a hint."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of :data:`COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an :class:`OnrecordError` is printed with its hint, exit code 1."""
        try:
            return super().invoke(ctx)
        except OnrecordError as error:
            say_error(str(error), error.hint)
            ctx.exit(ERROR)


def say_error(message: str, hint: str = "") -> None:
    """Print an error, and what to do next, on standard error."""
    click.echo(f"{click.style('error:', fg='red', bold=True)} {message}", err=True)
    if hint:
        click.echo(f"{click.style('hint:', fg='cyan')} {hint}", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn news pages into a record of who said and did what, on whose word.

    Every statement and event points at the characters it was read from. Data goes to standard
    output, everything else to standard error.

    Exit codes: 0 done, 1 error, 2 wrong usage, 3 done but some pages failed.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
