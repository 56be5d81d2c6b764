"""Where output goes: files that are written whole, streams that are full, closed or cut short."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import onrecord.export
from onrecord import Ledger
from onrecord.cli import main
from tests.conftest import EXAMPLES

PAGES = sorted(EXAMPLES.glob("asialantern-*.txt"))[:4]


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "korea.ledger"
    assert run("build", *PAGES, "-o", path).exit_code == 0
    return path


def shell(line: str, *args: object) -> subprocess.CompletedProcess[str]:
    """Run a line of shell; ``onrecord`` in it is this program, ``$1`` the first of ``args``."""
    program = f'onrecord() {{ "{sys.executable}" -m onrecord "$@"; }}\n'
    command = ["bash", "-c", program + line, "bash", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.mark.parametrize("name", ["jsonl", "csv", "csv-statements", "plover"])
def test_a_ledger_is_never_written_over(ledger: Path, tmp_path: Path, name: str) -> None:
    link, hard = tmp_path / "link.csv", tmp_path / "hard.csv"
    link.symlink_to(ledger)
    os.link(ledger, hard)
    before = ledger.read_bytes()
    beside = f"{ledger}-wal"
    for output in (ledger, link, hard, ledger.parent / "." / ledger.name, beside):
        result = run("export", "-l", ledger, "--format", name, "-o", output)
        assert result.exit_code == 1 and "the ledger itself" in result.stderr
        assert "hint:" in result.stderr
    assert ledger.read_bytes() == before
    assert link.is_symlink()


def test_no_other_database_is_written_over(ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_bytes(b"SQLite format 3\0 and more")
    result = run("export", "-l", ledger, "--format", "csv", "-o", other)
    assert result.exit_code == 1 and "hint:" in result.stderr
    assert other.read_bytes() == b"SQLite format 3\0 and more"


def test_an_export_replaces_a_file_whole(ledger: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "link.csv"
    target.write_text("what was there")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("export", "-l", ledger, "--format", "csv", "-o", link).exit_code == 0
    assert target.read_text().startswith("id,date,dated,end,precision,")
    assert link.is_symlink() and target.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.csv", "link.csv"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_an_export_that_fails_leaves_what_was_there(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fails(source: object, name: str, out: object) -> int:
        out.write("half of it")  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(onrecord.export, "export", fails)
    target = tmp_path / "a.csv"
    target.write_text("what was there")
    result = run("export", "-l", ledger, "--format", "csv", "-o", target)
    assert result.exit_code == 1
    assert target.read_text() == "what was there"
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
    if isinstance(error, OSError):
        assert "No space left" in result.stderr and "hint:" in result.stderr


def test_an_output_that_cannot_be_written_has_a_hint(ledger: Path, tmp_path: Path) -> None:
    for output in (tmp_path / "none" / "a.csv", tmp_path, "/dev/full", ""):
        result = run("export", "-l", ledger, "--format", "csv", "-o", output)
        assert result.exit_code == 1, output
        assert "cannot be written" in result.stderr and "hint:" in result.stderr
    assert run("export", "-l", ledger, "--format", "csv", "-o", "/dev/null").exit_code == 0


COMMANDS = [
    'onrecord events -l "$1"',
    'onrecord events -l "$1" --json',
    'onrecord statements -l "$1" --csv',
    'onrecord export -l "$1" --format jsonl',
    'onrecord read "$2"',
    'onrecord read --json "$2"',
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_stream_that_takes_no_more(ledger: Path, command: str) -> None:
    full = shell(f"{command} > /dev/full", ledger, PAGES[0])
    assert full.returncode == 1
    assert "standard output cannot be written: No space left" in full.stderr
    assert full.stderr.count("hint:") == 1 and "Traceback" not in full.stderr
    assert "ignored" not in full.stderr  # nor does Python try once more at its end
    closed = shell(f"{command} >&-", ledger, PAGES[0])
    assert closed.returncode == 1
    assert "standard output is closed" in closed.stderr and "hint:" in closed.stderr
    cut = shell(f"{command} | head -1", ledger, PAGES[0])
    assert cut.stderr == ""
    assert cut.stdout.count("\n") == 1


def test_standard_input_that_is_closed(tmp_path: Path) -> None:
    for command in ("onrecord read -", 'onrecord build - -o "$1"'):
        closed = shell(f"{command} <&-", tmp_path / "a.ledger")
        assert closed.returncode == 1
        assert "standard input is closed" in closed.stderr and "hint:" in closed.stderr
    assert not (tmp_path / "a.ledger").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_build_says_how_to_go_on(tmp_path: Path, jobs: int) -> None:
    folder, path = tmp_path / "pages", tmp_path / "a.ledger"
    folder.mkdir()
    for n in range(400):
        text = PAGES[n % len(PAGES)].read_text(encoding="utf-8")
        (folder / f"{n:03}.txt").write_text(f"{text}\n\nPage {n}.", encoding="utf-8")
    command = [sys.executable, "-m", "onrecord", "build", str(folder), "-o", str(path)]
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "ONRECORD_BATCH": "4"},
    )
    deadline = time.monotonic() + 60
    while held(path) < 8 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: parent and workers alike
    _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Traceback" not in said and "KeyboardInterrupt" not in said
    assert "documents read" in said and "run the same command again to go on" in said
    assert "Aborted" in said
    assert 8 <= held(path) < 400
    with Ledger.open(path) as opened:
        assert list(opened.check()) == []


def held(path: Path) -> int:
    try:
        with Ledger.open(path, readonly=True) as ledger:
            return ledger.counts()["document"]
    except Exception:  # noqa: BLE001  the file is being made
        return 0
