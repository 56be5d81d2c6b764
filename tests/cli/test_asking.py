import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import Ledger
from onrecord.cli import COMMANDS, main
from onrecord.records import Attribution, Document, Event, from_json
from tests.conftest import EXAMPLES


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], catch_exceptions=False)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "korea.ledger"
    assert run("build", EXAMPLES, "-o", path).exit_code == 0
    return path


def test_events_by_who_what_and_when(ledger: Path) -> None:
    found = run(
        *("events", "-l", ledger, "--actor", "North Korea", "--code", "mobilize"),
        *("--since", "2022-10", "--until", "2022-12", "--json"),
    )
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert rows
    for row in rows:
        assert row["record"]["code"] == "MOBILIZE"
        end = (row["record"]["when"] or {}).get("end") or row["date"]
        assert row["date"] <= "2022-12-31" and end >= "2022-10-01"  # its days overlap those asked
        assert any(p["entity"]["country"] == "PRK" for p in row["actor"] if p["entity"])
        assert row["record"]["trigger"][2] in row["sentence"]


def test_events_as_a_table(ledger: Path) -> None:
    out = run("events", "-l", ledger, "--csv", "--limit", "5").stdout
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 5 and rows[0]["sentence"]


def test_statements_by_speaker(ledger: Path) -> None:
    found = run("statements", "-l", ledger, "--speaker", "Kim Jong Un", "--json")
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    assert rows
    assert {row["speaker"]["name"] for row in rows} == {"Kim Jong Un"}
    shown = run("statements", "-l", ledger, "--speaker", "Kim Jong Un").stdout
    assert "Kim Jong Un ←" in shown and "a_" in shown


def test_filters_that_find_nothing_or_make_no_sense(ledger: Path) -> None:
    nothing = run("events", "-l", ledger, "--actor", "Atlantis")
    assert nothing.exit_code == 0 and "no events" in nothing.stderr and not nothing.stdout
    assert run("events", "-l", ledger, "--since", "soon").exit_code in (1, 2)
    assert run("events", "-l", ledger, "--factuality", "maybe").exit_code in (1, 2)
    assert run("events", "-l", ledger, "--json", "--csv").exit_code == 2
    assert run("events", "-l", ledger, "--text", '") OR 1=1 --').exit_code == 0


def test_show_finds_every_kind_of_record(ledger: Path) -> None:
    with Ledger.open(ledger, readonly=True) as opened:
        firsts = {type(r): r for r in opened.records()}
    for kind, record in firsts.items():
        shown = run("show", record.id, "-l", ledger)
        assert shown.exit_code == 0 and shown.stdout, kind
        first = from_json(run("show", record.id, "-l", ledger, "--json").stdout.splitlines()[0])
        assert first == record
    assert {Document, Attribution, Event} <= firsts.keys()
    missing = run("show", "e_000000000000", "-l", ledger)
    assert missing.exit_code == 1 and "hint:" in missing.stderr


def test_exports(ledger: Path, tmp_path: Path) -> None:
    stream = tmp_path / "all.jsonl"
    assert run("export", "-l", ledger, "--format", "jsonl", "-o", stream).exit_code == 0
    with Ledger.open(tmp_path / "b.ledger", create=True) as again:
        lines = stream.read_text(encoding="utf-8").splitlines()
        again.load_records(from_json(line) for line in lines[1:])  # type: ignore[misc]
        with Ledger.open(ledger, readonly=True) as first:
            assert list(again.records()) == list(first.records())
    rows = run("export", "-l", ledger, "--format", "plover").stdout.splitlines()
    assert rows and all(json.loads(row) for row in rows)
    assert run("export", "-l", ledger, "--format", "csv").stdout.count("\n") > 10
    assert run("export", "-l", ledger, "--format", "docx").exit_code == 2


def test_check(ledger: Path) -> None:
    result = run("check", "-l", ledger)
    assert result.exit_code == 0 and "all spans verified" in result.stderr


def test_a_missing_ledger_has_a_hint(tmp_path: Path) -> None:
    result = run("events", "-l", tmp_path / "none.ledger")
    assert result.exit_code == 1 and "hint:" in result.stderr
    assert not (tmp_path / "none.ledger").exists()


def test_the_demo(tmp_path: Path) -> None:
    ledger = tmp_path / "demo.ledger"
    result = run("demo", "-o", ledger)
    assert result.exit_code == 0
    for part in ("Statements (", "Events (", "Kim Jong Un ←", "MOBILIZE", "all spans verified"):
        assert part in result.stdout


def test_help_names_every_command_and_is_quick() -> None:
    """Help imports nothing heavy; its time is measured against Python's own start."""
    out = run("--help").stdout
    assert all(name in out for name in COMMANDS)
    code = (
        "import sys; from onrecord.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'numpy', 'selectolax', 'nupunkt', 'py3langid', 'sqlite3', 'dateutil'}\n"
        "print('heavy:', heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "heavy: set()" in done.stdout


def test_colour_is_left_out_where_it_is_not_wanted(ledger: Path) -> None:
    args = ["events", "-l", str(ledger), "--limit", "1"]
    plain = CliRunner().invoke(main, args, color=True, env={"NO_COLOR": "1"})
    assert "\x1b[" not in plain.stdout
    coloured = CliRunner().invoke(main, args, color=True)
    assert "\x1b[" in coloured.stdout
