"""Draw docs/images/terminal.svg: the true output of ``onrecord read`` on a bundled page.

Run it after a change to what ``onrecord read`` shows; ``--check`` writes nothing and exits 1 where
the picture shows something else than comes out.
"""

import os
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from click.testing import CliRunner
from run_examples import ROOT, shortened

from onrecord.cli import main as onrecord

PAGE = "examples/korea-2023/asialantern-2023-03-13-freedom-shield.txt"
IMAGE = ROOT / "docs" / "images" / "terminal.svg"
KEEP = 3
COLUMNS = 110

_STYLE = re.compile(r"\x1b\[([\d;]*)m")
_COLOURS = {"31": "#f7768e", "32": "#9ece6a", "33": "#e0af68", "35": "#bb9af7", "36": "#7dcfff"}
_TEXT, _DIM, _BACK = "#c0caf5", "#787c99", "#1a1b26"
_WIDE, _HIGH, _MARGIN = 8.4, 19, 18


def session() -> list[str]:
    """Return the lines of the terminal, colours as ANSI escapes, shortened."""
    os.chdir(ROOT)
    env = {"COLUMNS": str(COLUMNS), "NO_COLOR": None}
    result = CliRunner().invoke(onrecord, ["read", PAGE], env=env, color=True)
    if result.exit_code:
        raise SystemExit(result.output)
    # A style that starts before a line's end belongs to the next line.
    lines = re.sub(r"((?:\x1b\[[\d;]+m)+)\n", r"\n\1", result.stdout.rstrip()).splitlines()
    plain = shortened([_STYLE.sub("", line).rstrip() for line in lines], KEEP)
    styled = iter(lines)
    shown = (line if line.strip() == "…" else _coloured(line, styled) for line in plain)
    return [f"$ onrecord read {PAGE}", *shown]


def _coloured(plain: str, lines: Iterator[str]) -> str:
    """Return the next of ``lines`` that is ``plain`` but for its colours."""
    return next(x for x in lines if _STYLE.sub("", x).rstrip() == plain)


def drawing(lines: list[str]) -> str:
    """Return the lines as an SVG."""
    width = _WIDE * (COLUMNS) + 2 * _MARGIN
    lines = [piece for line in lines for piece in _folded(line)]
    height = _HIGH * len(lines) + 2 * _MARGIN
    rows = [
        f'<text x="{_MARGIN}" y="{_MARGIN + _HIGH * (i + 0.75):g}">{_spans(line)}</text>'
        for i, line in enumerate(lines)
        if _STYLE.sub("", line).strip()
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
            f' viewBox="0 0 {width:g} {height:g}" role="img" aria-label="onrecord read">',
            f'<rect width="100%" height="100%" rx="8" fill="{_BACK}"/>',
            f'<g xml:space="preserve" fill="{_TEXT}" font-size="14"'
            ' font-family="ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace">',
            *rows,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _folded(line: str) -> list[str]:
    """Return a line in pieces of the terminal's width, as a terminal breaks it, styles kept."""
    pieces, style, room = [""], "", COLUMNS
    for i, part in enumerate(_STYLE.split(line)):
        if i % 2:
            style = "" if part in ("", "0") else f"{style}\x1b[{part}m"
            pieces[-1] += f"\x1b[{part}m"
            continue
        while len(part) > room:
            pieces[-1] += part[:room]
            pieces.append(style)
            part, room = part[room:], COLUMNS
        pieces[-1] += part
        room -= len(part)
    return pieces


def _spans(line: str) -> str:
    parts, style = [], ""
    for i, piece in enumerate(_STYLE.split(line)):
        if i % 2:
            style = "" if piece in ("", "0") else f"{style};{piece}"
        elif piece:
            codes = style.split(";")
            fill = next((_COLOURS[c] for c in codes if c in _COLOURS), _DIM if "2" in codes else "")
            given = f' fill="{fill}"' if fill else ""
            given += ' font-weight="bold"' if "1" in codes else ""
            parts.append(f"<tspan{given}>{escape(piece)}</tspan>")
    return "".join(parts)


def main() -> int:
    """Draw the picture, or with ``--check`` say whether it is stale; return the exit code."""
    new = drawing(session())
    if IMAGE.is_file() and IMAGE.read_text(encoding="utf-8") == new:
        return 0
    if "--check" in sys.argv[1:]:
        sys.stdout.write(f"{Path(IMAGE).name} shows other output than onrecord read gives\n")
        return 1
    IMAGE.parent.mkdir(exist_ok=True)
    IMAGE.write_text(new, encoding="utf-8")
    sys.stdout.write(f"{IMAGE.name} drawn\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
