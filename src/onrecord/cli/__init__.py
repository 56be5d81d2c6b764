"""The command line: one command a file, each imported only when it is called."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from onrecord import __version__
from onrecord.errors import OnrecordError

COMMANDS = ("read", "build", "show", "events", "statements", "export", "check", "demo")
"""The commands, in the order of the help page; ``NAME`` lives in ``onrecord.cli.NAME``."""

DONE, ERROR, USAGE, SOME_FAILED = 0, 1, 2, 3

_FAILED_WRITES = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}


class Commands(click.Group):
    """A group whose commands are modules; an error becomes a message and a hint."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of :data:`COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return its command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"onrecord.cli.{cmd_name}").command
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the arguments of the group itself; what it says of wrong ones is made printable."""
        with _printable():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of ours or of the system is told with a hint, exit code 1."""
        try:
            with _printable():
                return super().invoke(ctx)
        except OnrecordError as error:
            say_error(str(error), error.hint)
        except BrokenPipeError:
            raise  # whoever read the output has enough of it: click ends without a word
        except OSError as error:
            say_error(*_system_error(error))
        ctx.exit(ERROR)


@contextmanager
def _printable() -> Iterator[None]:
    """Take control characters out of click's own errors, which repeat what was typed."""
    try:
        yield
    except click.ClickException as error:
        from onrecord.cli.terminal import safe_lines

        error.message = safe_lines(error.message or "")  # type: ignore[misc]  # final to others
        raise


def _system_error(error: OSError) -> tuple[str, str]:
    """Return the message and hint of an error of the operating system.

    Files and ledgers have their own errors, so a failed write without a name was to standard
    output. The rest of it is then dropped, or Python would try to write it once more at its end.
    """
    reason = error.strerror or str(error)
    if error.filename is not None:
        return f"{error.filename}: {reason}", "look at the path and its permissions"
    if error.errno in _FAILED_WRITES:
        with suppress(OSError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, sys.stdout.fileno())
            os.close(null)
        hint = "what came out is not all: make room, or let the output lead elsewhere"
        return f"standard output cannot be written: {reason}", hint
    return reason, "look at the disk, and at the limits of files, memory and processes"


def say_error(message: str, hint: str) -> None:
    """Print an error, and what to do next, on standard error."""
    from onrecord.cli.terminal import safe

    click.echo(f"{click.style('error:', fg='red', bold=True)} {safe(message)}", err=True)
    if hint:
        click.echo(f"{click.style('hint:', fg='cyan')} {safe(hint)}", err=True)


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
