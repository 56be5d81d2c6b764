"""Run the commands and scripts shown in README.md and the tutorial, and put their output there.

A fenced block after the comment ``<!-- run -->`` is run, in a new folder that holds ``examples/``;
the blocks of one page run in order. In a ``console`` block each line that starts with ``$`` is a
command; a ``python`` block is one script, and the ``text`` block after it is its output.
``<!-- run keep=3 -->`` keeps the first three items of each part of the output and puts ``…`` for
the rest; ``exit=3`` says which exit code is right for the last command.

``--check`` writes nothing and exits 1 where a page shows something else than comes out.
"""

import os
import re
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md")
COLUMNS = 96

_BLOCK = re.compile(
    r"(?P<head><!-- run(?P<options>[^>]*) -->\n```)"
    r"(?:(?P<console>console)\n(?P<session>.*?)\n```"
    r"|(?P<python>python)\n(?P<script>.*?)\n```\n\n```text\n.*?\n?```)",
    re.S,
)


def refreshed(page: str) -> str:
    """Return the page with the output its commands give now; raises where one goes wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "examples").symlink_to(ROOT / "examples")

        def again(block: re.Match[str]) -> str:
            options = dict(pair.split("=") for pair in block["options"].split())
            if block["console"]:
                commands = re.findall(r"^\$ (.+)$", block["session"], re.M)
                shown = "\n".join(_session(commands, folder, options))
                return f"{block['head']}console\n{shown}\n```"
            output = _run([sys.executable, "-c", block["script"]], folder, options)
            text = f"python\n{block['script']}\n```\n\n```text\n{output}\n```"
            return block["head"] + text

        return _BLOCK.sub(again, page)


def _session(commands: list[str], folder: Path, options: dict[str, str]) -> list[str]:
    shown = []
    for command in commands:
        right = options if command == commands[-1] else options | {"exit": "0"}
        output = _run(["bash", "-c", command], folder, right)
        shown += [f"$ {command}", *([output] if output else [])]
    return shown


def _run(command: list[str], folder: Path, options: dict[str, str]) -> str:
    """Return what a command prints, both streams; raises where its exit code is not right."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("ONRECORD_")}
    programs = f"{Path(sys.executable).parent}{os.pathsep}{own['PATH']}"
    done = subprocess.run(
        command,
        cwd=folder,
        env=own | {"PATH": programs, "COLUMNS": str(COLUMNS), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if done.returncode != int(options.get("exit", 0)):
        raise SystemExit(f"{command[-1]}\nexits with {done.returncode}:\n{done.stdout}")
    lines = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
    return "\n".join(shortened(lines, int(options.get("keep", 0))))


def shortened(lines: list[str], keep: int) -> list[str]:
    """Return the first ``keep`` items of each part; 0 keeps all.

    Parts are set apart by empty lines; lines indented by four spaces belong to the item before.
    The first line of a part is its heading where the next is indented by two.
    """
    if not keep:
        return lines
    out: list[str] = []
    for empty, part in groupby(lines, key=lambda line: not line):
        items = list(part)
        if empty:
            out += items
            continue
        room = keep + (len(items) > 1 and items[1].startswith("  ") and items[1][2:4] != "  ")
        for line in items:
            room -= not line.startswith("    ")
            if room < 0:
                out.append("  …" if line.startswith("  ") else "…")
                break
            out.append(line)
    return out


def main() -> int:
    """Refresh the pages, or with ``--check`` name the stale ones; return the exit code."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for name in PAGES:
        path = ROOT / name
        page = path.read_text(encoding="utf-8")
        new = refreshed(page)
        if new == page:
            continue
        if check:
            sys.stdout.write(f"{name} shows other output than its commands give\n")
            stale = 1
        else:
            path.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{name} written\n")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
