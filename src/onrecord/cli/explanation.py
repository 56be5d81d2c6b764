"""What the page stage made of a page, and why, as a person reads it on a terminal."""

import textwrap

import click

from onrecord.cli.terminal import heading, safe, width
from onrecord.pages.explain import Explained, LeftOut, Told

_NAME = 11
"""Columns of the role or field."""

_NARROW = 50
"""Columns below which words and reason do not stand side by side."""


def show_explanation(explained: Explained) -> None:
    """Print fields with their evidence, blocks with their reasons, and what was left out."""
    click.secho(safe(explained.page), bold=True)
    heading("Document")
    for fact in explained.fields:
        value = ", ".join(fact.value) if isinstance(fact.value, tuple) else fact.value
        _row(fact.field, value or "unknown", fact.evidence or "")
    heading(f"Blocks ({len(explained.blocks)})")
    for block in explained.blocks:
        _row(block.role, block.words, _reason(block))
    if explained.passed_over:
        heading(f"Left out ({explained.passed_over})")
        for run in explained.left_out:
            _row("", run.words, _reason(run))
        if (more := explained.passed_over - len(explained.left_out)) > 0:
            click.echo(f"  and {more} further from the story")
    click.echo()


def _reason(part: Told | LeftOut) -> str:
    """Return why a part has its role, what the model takes it for, and what speaks for that."""
    why = part.why
    if part.model is not None and "model:" not in why:
        why += f"; model: {part.model} {part.chance:.2f}"
    if isinstance(part, Told) and part.groups:
        why += f" ({', '.join(f'{name} {weight:.2f}' for name, weight in part.groups)})"
    return why


def _row(name: str, words: str, why: str) -> None:
    """Print one row: the words on one line, the reason beside them, or below on a narrow screen."""
    room = width() - _NAME - 4
    beside = room >= _NARROW
    column = room // 2 if beside else room
    words = safe(words)
    words = words if len(words) <= column else words[: column - 1] + "…"
    lines = textwrap.wrap(safe(why), max(20, room - column - 2 if beside else room))
    label = click.style(f"{name:<{_NAME}}", fg="cyan")
    if beside and lines:
        words = f"{words:<{column}}  {click.style(lines.pop(0), dim=True)}"
    click.echo(f"  {label} {words}")
    for line in lines:
        click.echo(" " * (_NAME + 3 + (column + 2) * beside) + click.style(line, dim=True))
