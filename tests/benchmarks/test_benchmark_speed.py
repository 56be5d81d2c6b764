import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import memory, pages_speed, speed
from onrecord.document import Doc
from onrecord.pipeline import BUILT_IN, Pipeline, load_stage

PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge closed</title></head><body><article>
<h1>Bridge closed</h1><p>The mayor said on Monday that the old bridge would stay closed for a month
because its pillars had been damaged in the flood of the week before.</p></article></body></html>"""


def test_lines_for_every_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "_trafilatura", lambda: None)
    lines = speed.measure([("a.html", PAGE), ("b.html", PAGE)], rounds=2, repeat=3)
    assert [line.part for line in lines] == ["parse", "read", *BUILT_IN, "whole"]
    by_part = {line.part: line for line in lines}
    assert by_part["parse"].times_parse == 1
    for line in lines:
        assert line.documents_per_second > 0
        assert len(line.seconds) == 2
        assert line.times_trafilatura is None
    assert by_part["pages"].peak_bytes > 0
    assert "trafilatura: not installed" in speed.render(lines, 2, 50)


def test_a_peer_is_measured_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "_trafilatura", lambda: len)
    lines = speed.measure([("a.html", PAGE)], rounds=1, repeat=1)
    assert lines[-1].part == "trafilatura"
    assert lines[-1].times_trafilatura == 1
    assert "not installed" not in speed.render(lines, 1, 50)


def test_a_timed_stage_does_what_the_stage_does() -> None:
    part = speed.Part("pages")
    part.begin()
    timed = speed.Timed(load_stage("pages"), part, heap=True)
    results = list(Pipeline([timed]).run(speed._read(part, [("a.html", PAGE)])))
    assert [isinstance(r, Doc) for r in results] == [True]
    assert part.peak_bytes > 0
    assert part.seconds[0] > 0


def test_traced_sees_what_is_held_at_once() -> None:
    with memory.traced(True) as peak:
        held = bytearray(3_000_000)
        del held
    assert 3_000_000 <= peak() < 4_000_000
    with memory.traced(False) as peak:
        pass
    assert peak() == 0


def test_a_process_knows_its_peak(tmp_path: Path) -> None:
    assert memory.own_peak() > 5_000_000
    assert memory.resident_peak([("a.html", PAGE)], tmp_path) > 5_000_000


def test_command_line(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_bytes(PAGE)
    monkeypatch.setattr(speed, "EXAMPLES", tmp_path)
    monkeypatch.setattr(speed, "REPEAT", 1)
    monkeypatch.setattr(pages_speed, "PAGES", 2)
    out = tmp_path / "speed.json"
    assert speed.main(["--json", str(out), "--rounds", "1"]) == 0
    about = json.loads(out.read_text(encoding="utf-8"))
    assert about["pages"] == 1
    assert about["peak_resident_bytes"] > 0
    assert {"parse", "read", "whole", *BUILT_IN} <= {part["part"] for part in about["parts"]}
    assert about["beside"]["pages"] == 2
    printed = capsys.readouterr().out
    assert "x parse" in printed
    assert "of parse" in printed


def test_the_examples_are_found() -> None:
    assert len(speed.find_pages(None)) > 1


def test_no_pages(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "EXAMPLES", tmp_path)
    assert speed.main([]) == 1
    assert speed.main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("error: no pages") == 2
