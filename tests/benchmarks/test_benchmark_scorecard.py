import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.items import FIELDS
from benchmarks.scorecard import PLAIN, SETS, Peer, Row, SetRun, load_peers, render
from benchmarks.scorers import OWN, PROGRAMS
from benchmarks.table import table

from benchmarks import scorecard


def test_every_task_is_scored() -> None:
    assert {task for task, *_ in SETS} == {*PROGRAMS, *OWN} == set(FIELDS)
    assert {name for task, name, _ in SETS if task == "blocks"} == set(PLAIN)


def test_peers_belong_to_our_sets() -> None:
    peers = load_peers()
    assert {(task, name) for task, name, _ in peers} <= {(task, name) for task, name, _ in SETS}
    assert peers["pages", "news", "body F1"] == [Peer("trafilatura", 95.1)]
    assert [p.split for p in peers["attributions", "polnear-dev", "found"]] == ["", "test"]


def test_table_is_aligned() -> None:
    assert table(("a", "bbb"), [("xx", "1"), ("", "22")], right="<>") == (
        "a   bbb\n--  ---\nxx    1\n     22"
    )


def test_rendered_rows() -> None:
    rows = [
        Row("pages", "news", 2, "body F1", 90.04, peers=[Peer("trafilatura", 95.1)]),
        Row("pages", "news", 2, "empty body", 1, lower_is_better=True),
    ]
    text = render([SetRun("pages", "news", 2, 1, 3.0, rows)])
    first, second = text.splitlines()[2:4]
    assert first.split() == ["pages", "news", "2", "body", "F1", "90.0", "95.1", "trafilatura"]
    assert second.split() == ["empty", "body", "(less", "is", "better)", "1.0"]
    assert "2 items, 1 failed" in text


def test_missing_data_and_scorers(tmp_path: Path, capsys: Any) -> None:
    assert scorecard.main([str(tmp_path / "no")]) == 1
    assert "is no folder" in capsys.readouterr().err
    data = tmp_path / "data"
    data.mkdir()
    assert scorecard.main([str(data), "--only", "times"]) == 1
    said = capsys.readouterr().err
    assert "timebank.jsonl.xz" in said
    assert "score_timex.py" in said
    assert "hint:" in said


def test_unknown_task_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as stop:
        scorecard.main([str(tmp_path), "--only", "poems"])
    assert stop.value.code == 2


def test_limited_scorecard(
    data: Path, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = [row for row in SETS if row[1] not in ("mixed", "blogs", "dates")]  # slow to unpack
    monkeypatch.setattr(scorecard, "SETS", sets)
    out = tmp_path / "card.json"
    assert scorecard.main([str(data), "--limit", "4", "--jobs", "1", "--json", str(out)]) == 0
    shown = capsys.readouterr().out
    card = json.loads(out.read_text(encoding="utf-8"))
    assert [(s["task"], s["set"]) for s in card["sets"]] == [(task, name) for task, name, _ in sets]
    assert all(s["items"] == 4 and s["rows"] for s in card["sets"])
    assert card["limit"] == 4
    for one in card["sets"]:
        for row in one["rows"]:
            assert row["value"] >= 0
            assert row["measure"] in shown
            if row["measure"] not in ("mean km", "false alarms per 100", "empty body"):
                assert row["value"] <= 100


def test_limit_draws_the_same_items_each_time(data: Path) -> None:
    name, file = "uner-ewt-dev", "entities/uner-ewt-dev.jsonl.xz"
    runs = [
        scorecard.run_set("entities", name, data / file, data.parent / "eval", limit=30, jobs=1)
        for _ in range(2)
    ]
    assert [run.rows for run in runs[:1]] == [run.rows for run in runs[1:]]
