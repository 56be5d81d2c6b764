import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import Ledger
from onrecord.cli import main
from onrecord.records import Failure, to_json
from tests.conftest import EXAMPLES

GOOD = "harbourledger-2022-11-13-phnom-penh.html"


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


def held(path: Path) -> list[bytes]:
    with Ledger.open(path, readonly=True) as ledger:
        assert list(ledger.check()) == []
        return [to_json(record) for record in ledger.records()]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of good pages among everything that is none."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copy(EXAMPLES / GOOD, folder)
    (folder / "empty.html").write_bytes(b"")
    with (folder / "zeros.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    (folder / "bytes.txt").write_bytes(b"The minister said \xff\xfe\xfa no to \xc3\x28 all of it.")
    (folder / "nested.html").write_text("<html><body>" + "<div>" * 100_000 + "words")
    (folder / "crawl.jsonl").write_text(
        '{"text": "Police arrested two protesters in Oslo on Monday.", "id": "a"}\n'
        '{"text": "broken\n'
        '{"text": "The ministers met in Paris on Tuesday.", "id": "b"}\n'
    )
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_pages_fail_alone(hostile: Path, tmp_path: Path, jobs: int) -> None:
    ledger = tmp_path / "a.ledger"
    result = run("build", hostile, "-o", ledger, "--jobs", jobs)
    assert result.exit_code == 3
    with Ledger.open(ledger, readonly=True) as opened:
        records = list(opened.records())
        failures = [r for r in records if isinstance(r, Failure)]
        assert opened.counts()["document"] == 3
    names = sorted(Path(f.path).name for f in failures)
    assert names == [
        "bytes.txt",
        "crawl.jsonl#2",
        "empty.html",
        "nested.html",
        "paper.pdf",
        "zeros.txt",
    ]
    assert all(f.hint for f in failures)


def test_building_twice_adds_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "a.ledger"
    assert run("build", EXAMPLES, "-o", ledger).exit_code == 0
    first = held(ledger)
    again = run("build", EXAMPLES, "-o", ledger)
    assert again.exit_code == 0 and " 0 records added" in again.stderr
    assert held(ledger) == first


def test_processes_make_the_same_ledger(tmp_path: Path) -> None:
    for jobs in (1, 3):
        assert (
            run("build", EXAMPLES, "-o", tmp_path / f"{jobs}.ledger", "--jobs", jobs).exit_code == 0
        )
    assert held(tmp_path / "1.ledger") == held(tmp_path / "3.ledger")


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 500 pages, each a little different."""
    folder = tmp_path_factory.mktemp("many")
    pages = sorted(EXAMPLES.glob("*.txt"))
    for n in range(500):
        page = pages[n % len(pages)]
        (folder / f"{n:03}.txt").write_text(f"{page.read_text(encoding='utf-8')}\n\nPage {n}.")
    return folder


@pytest.fixture(scope="module")
def whole(five_hundred: Path) -> list[bytes]:
    """Return the records of a run over them that nothing interrupted."""
    ledger = five_hundred.with_name("whole.ledger")
    assert run("build", five_hundred, "-o", ledger, "--jobs", 2).exit_code == 0
    return held(ledger)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on_where_it_was(
    five_hundred: Path, whole: list[bytes], tmp_path: Path, jobs: int
) -> None:
    killed = tmp_path / "killed.ledger"
    command = [sys.executable, "-m", "onrecord", "build", str(five_hundred), "-o", str(killed)]
    process = subprocess.Popen(
        [*command, "--jobs", str(jobs)], stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.monotonic() + 120
    while count(killed) < 100 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = count(killed)
    assert 100 <= done < 500
    second = run("build", five_hundred, "-o", killed, "--jobs", jobs)
    assert second.exit_code == 0 and "already there" in second.stderr
    assert held(killed) == whole
    deadline = time.monotonic() + 10
    while members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(process.pid) == []


def count(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with Ledger.open(path, readonly=True) as ledger:
            return ledger.counts()["document"]
    except Exception:  # noqa: BLE001  the file is being made
        return 0


def members(group: int) -> list[int]:
    """Return the processes still alive in a process group."""
    alive = []
    for entry in Path("/proc").iterdir() if Path("/proc").is_dir() else ():
        if entry.name.isdigit():
            try:
                if os.getpgid(int(entry.name)) == group and "Z" not in _state(entry):
                    alive.append(int(entry.name))
            except (ProcessLookupError, FileNotFoundError):
                continue
    return alive


def _state(entry: Path) -> str:
    return (entry / "stat").read_text().rpartition(")")[2].split()[0]


def test_a_ledger_of_another_program_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a ledger")
    result = run("build", EXAMPLES / GOOD, "-o", other)
    assert result.exit_code == 1 and "hint:" in result.stderr
    assert other.read_text() == "not a ledger"
