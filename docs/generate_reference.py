"""Write docs/reference/cli.md and api.md from the program itself.

Run ``python docs/generate_reference.py`` after a change to a command, a setting, a public name or
one of their docstrings; ``--check`` writes nothing and exits 1 where a page is out of date.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

import onrecord
from onrecord import cli, errors
from onrecord.config import FILE_NAME, PREFIX, Settings

REFERENCE = Path(__file__).parent / "reference"

CLI_INTRO = """\
# Command line

<!-- Written by docs/generate_reference.py: change the program, not this page. -->

Data goes to standard output; progress, failures and messages go to standard error, progress only
where somebody is looking. `onrecord COMMAND --help` says what stands here.
"""

EXIT_CODES = {
    cli.DONE: "done",
    cli.ERROR: "an error, with its hint; or `onrecord check` found something wrong",
    cli.USAGE: "wrong usage: an option, a path or a format that does not exist",
    cli.SOME_FAILED: "done, but some pages failed; each is named on standard error",
}

ENVIRONMENT = f"""\
`{FILE_NAME}` in the working folder holds settings, one `name = value` a line; an environment
variable goes before it, and an option of a command before both.

| setting | variable | default | meaning |
|---|---|---|---|
"""

COMPLETION = """\
`NO_COLOR`, set to anything, turns colour off; there is none in a pipe or a file anyway.

Completion of commands and options: `eval "$(_ONRECORD_COMPLETE=bash_source onrecord)"` for bash,
with `zsh_source` or `fish_source` for the others.
"""

API_INTRO = """\
# Python

<!-- Written by docs/generate_reference.py: change the docstrings, not this page. -->

All that is public is imported from `onrecord`; names with other homes may change without notice.
What the records' fields mean is on [their own page](records.md).
"""


def cli_page() -> str:
    """Return the page of the command line, as Markdown."""
    group = cli.main
    parts = [CLI_INTRO, "## Commands\n"]
    context = click.Context(group, info_name="onrecord", **group.context_settings)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            raise SystemExit(f"the command {name} cannot be imported")
        parts.append(_command(command, click.Context(command, info_name=name, parent=context)))
    parts.append("## Exit codes\n")
    rows = (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    parts.append("\n".join(["| code | meaning |", "|---|---|", *rows]) + "\n")
    parts.append("## Settings\n")
    parts.append(ENVIRONMENT + "\n".join(_settings()) + "\n")
    parts.append(COMPLETION)
    return "\n".join(parts)


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join(["onrecord", context.info_name or "", *command.collect_usage_pieces(context)])
    text = inspect.cleandoc(command.help or "")
    lines = [f"### onrecord {context.info_name}", "", "```", usage, "```", "", text, ""]
    records = [p.get_help_record(context) for p in command.get_params(context)]
    lines += ["| option | meaning |", "|---|---|"]
    lines += [f"| `{_cell(r[0])}` | {_cell(r[1])} |" for r in records if r and r[1]]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


def _settings() -> Iterator[str]:
    meanings = dict(re.findall(r"- ``(\w+)``: (.+?)(?=\n- |\Z)", _doc(Settings), re.S))
    for name in Settings.__struct_fields__:
        default = getattr(Settings(), name)
        meaning = _cell(meanings[name]).strip()
        yield f"| `{name}` | `{PREFIX}{name.upper()}` | `{default}` | {meaning} |"


def api_page() -> str:
    """Return the page of the public names, as Markdown."""
    things = {name: getattr(onrecord, name) for name in onrecord.__all__}
    functions = {n: t for n, t in things.items() if inspect.isfunction(t)}
    structs = {n: t for n, t in things.items() if _is(t, msgspec.Struct)}
    filters = {n: t for n, t in structs.items() if n.endswith("Filter")}
    failures = {n: t for n, t in things.items() if _is(t, Exception)}
    records = {n: t for n, t in structs.items() if n not in filters}
    rest = set(things) - set(functions) - set(structs) - set(failures)
    classes = {n: things[n] for n in sorted(rest) if inspect.isclass(things[n])}
    others = {n: things[n] for n in sorted(rest) if n not in classes}
    parts = [API_INTRO, "## Functions\n", _table("call", functions.items())]
    for name, kind in classes.items():
        parts += [f"## {name}\n", _first(kind) + "\n"]
        parts += [text for text in (_fields(kind), _table("member", _members(kind))) if text]
    parts.append("## Filters\n")
    for name, kind in filters.items():
        fields = ", ".join(f"`{field}`" for field in kind.__struct_fields__)
        parts.append(f"`{name}`: {_first(kind)} Fields: {fields}.\n")
    parts += ["## Records\n", _table("name", ((n, _first(t)) for n, t in records.items()))]
    parts += ["## Errors\n", _table("name", ((n, _first(t)) for n, t in failures.items()))]
    tree = re.search(r"::\n\n(.+)", _doc(errors), re.S)
    if tree:
        parts.append(f"```\n{inspect.cleandoc(tree[1]).strip()}\n```\n")
    parts.append("## Other\n")
    parts += [f"`{name}`: the version, here `{value}`.\n" for name, value in others.items()]
    return "\n".join(parts)


def _is(thing: object, base: type) -> bool:
    return inspect.isclass(thing) and issubclass(thing, base)


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    """Yield the public methods and properties of a class in the order of its source."""
    for name, member in vars(kind).items():
        if name[0] != "_" and getattr(member, "__doc__", None):
            if isinstance(member, classmethod | staticmethod):
                yield f"{kind.__name__}.{name}", member.__func__
            elif inspect.isfunction(member):
                yield name, member
            elif isinstance(member, property) or type(member).__name__ == "cached_property":
                yield name, _first(member)


def _fields(kind: type) -> str:
    names = [name for name in getattr(kind, "__dataclass_fields__", {}) if name[0] != "_"]
    return f"Fields: {', '.join(f'`{name}`' for name in names)}.\n" if names else ""


def _table(head: str, rows: Iterable[tuple[str, Any]]) -> str:
    """Return a table of names with what each thing is: a function, or the words for it."""
    lines = []
    for name, thing in rows:
        if isinstance(thing, str):
            lines.append(f"| `{name}` | {_cell(thing)} |")
        else:
            lines.append(f"| `{name}{_signature(thing)}` | {_cell(_first(thing))} |")
    return "\n".join([f"| {head} | |", "|---|---|", *lines]) + "\n" if lines else ""


def _signature(function: Callable[..., Any]) -> str:
    """Return the parameters without their types, which read differently from Python to Python."""
    signature = inspect.signature(function)
    parameters = [
        p.replace(annotation=p.empty)
        for p in signature.parameters.values()
        if p.name not in ("self", "cls")
    ]
    return str(signature.replace(parameters=parameters, return_annotation=signature.empty))


def _doc(thing: object) -> str:
    """Return a docstring with its cross references made plain names."""
    return re.sub(r":\w+:`~?(?:[\w.]*\.)?(\w+)`", r"``\1``", inspect.getdoc(thing) or "")


def _first(thing: object) -> str:
    """Return the first paragraph of a docstring, as Markdown on one line."""
    text = _doc(thing).split("\n\n")[0]
    if not text:
        raise SystemExit(f"{thing!r} has no docstring")
    return re.sub(r"\s+", " ", text).replace("``", "`")


def main() -> int:
    """Write both pages, or with ``--check`` say which are out of date; return the exit code."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for path, page in ((REFERENCE / "cli.md", cli_page()), (REFERENCE / "api.md", api_page())):
        if path.is_file() and path.read_text(encoding="utf-8") == page:
            continue
        if check:
            sys.stdout.write(f"{path.name} is out of date\n")
            stale = 1
        else:
            path.write_text(page, encoding="utf-8")
            sys.stdout.write(f"{path.name} written\n")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
