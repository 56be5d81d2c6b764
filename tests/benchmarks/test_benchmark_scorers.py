"""Outputs here have the shape the scorers print, with numbers of our own."""

import json
from pathlib import Path

import pytest
from benchmarks.scorers import ScorerError, score

from benchmarks import scorers


def test_pages_output() -> None:
    said = "body F1           0.951   n=138\nauthor exact      0.532   n=9\nempty body  3   n=138\n"
    assert scorers.read_pages(said) == {"body F1": 95.1, "author exact": 53.2, "empty body": 3}


def test_times_output() -> None:
    said = (
        "gold 10 sys 9\nstrict    P  85.0 R  80.0 F1 82.42\nvalue     P   5.0 R   5.0 F1  5.00\n"
        "value acc on matched 50.0   day-hit recall 4/5 = 80.0\n"
    )
    assert scorers.read_times(said) == {"strict F1": 82.42, "value F1": 5.0, "day-hit": 80.0}


def test_places_output() -> None:
    said = (
        "gold 10\nsys 9\nstrict (90.0, 80.5, 85.0)\noverlap (91.0, 81.0, 86.1)\n"
        "n_res 5\nacc161 60.0\nmean 1200.5\nmedian 3.5\nauc 0.2\ngid (3, 4)\n"
    )
    assert scorers.read_places(said) == {
        "strict F1": 85.0,
        "overlap F1": 86.1,
        "within 161 km": 60.0,
        "mean km": 1200.5,
    }
    nothing = said.replace("n_res 5", "n_res 0")
    assert scorers.read_places(nothing) == {"strict F1": 85.0, "overlap F1": 86.1}


def test_events_output() -> None:
    said = (
        "found F1                 72.0\ntype precision           1.0\nfalse alarms per 100   24.5\n"
    )
    assert scorers.read_events(said) == {"found F1": 72.0, "false alarms per 100": 24.5}


def test_attributions_output() -> None:
    names = ("found", "src~", "con~.8", "src~&con~")
    said = json.dumps({"scores": {f"attribution/{n}": {"p": 1, "r": 1, "f": 0.5} for n in names}})
    assert scorers.read_attributions(said) == dict.fromkeys(names, 50.0)


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import sys; sys.exit('bad gold')", "ended with 1: bad gold"),
        ("print('hello')", "no measure"),
        (None, "no scorer"),
    ],
)
def test_a_broken_scorer_is_named(program: str | None, message: str, tmp_path: Path) -> None:
    if program:
        (tmp_path / "score_geo.py").write_text(program, encoding="utf-8")
    with pytest.raises(ScorerError, match=message):
        score("places", tmp_path / "gold", tmp_path / "ours", tmp_path)


def test_output_that_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "score_attr.py").write_text("print('{}')", encoding="utf-8")
    with pytest.raises(ScorerError, match="something else"):
        score("attributions", tmp_path / "gold", tmp_path / "ours", tmp_path)


def test_own_scorers_read_files(tmp_path: Path) -> None:
    gold, ours = tmp_path / "gold", tmp_path / "ours"
    gold.write_text(json.dumps({"tokens": ["Paris"], "tags": ["B-LOC"]}) + "\n")
    ours.write_text(json.dumps({"tags": ["B-LOC"]}) + "\n")
    assert score("entities", gold, ours, tmp_path)["LOC F1"] == 100
    gold.write_text(json.dumps({"id": 1, "events": [{"event": "AID"}, {"event": "YIELD"}]}) + "\n")
    ours.write_text('{"id": 1, "root": "AID"}\n{"id": 1, "root": "AID"}\n')
    values = score("pair-type", gold, ours, tmp_path)
    assert values["accuracy"] == 50
    assert values["macro F1"] == pytest.approx(100 * (2 / 3 + 0) / 2)
    ours.write_text('{"id": 1, "root": "AID"}\n')
    with pytest.raises(ScorerError):
        score("pair-type", gold, ours, tmp_path)
