import io
import json
import logging
import socket
import tarfile
from pathlib import Path
from typing import Any

import pytest
from benchmarks.items import InputError
from benchmarks.peers import Peer, Work, alone

from benchmarks import pages_speed

PAGES = [(f"{n}.html", b"<title>A</title>" + b" " * 1000 * n) for n in range(1, 40)]


def missing() -> Work:
    raise ImportError("no such program")


def broken(data: bytes) -> object:
    raise ValueError(data)


def test_each_program_has_a_line_beside_the_parse() -> None:
    peers = [Peer("trafilatura", "text", lambda: len), Peer("goose3", "text", missing)]
    made = pages_speed.made(3)
    speeds = pages_speed.measure(made, rounds=3, peers=peers)
    assert [s.program for s in speeds] == ["lexbor parse", "onrecord pages", "trafilatura"]
    parse, ours, peer = speeds
    assert parse.share_of_parse == peer.times_trafilatura == 1
    for speed in speeds:
        assert 0 < speed.slowest <= speed.pages_per_second <= speed.fastest
        assert speed.failed == 0
    assert ours.share_of_parse < 1
    text = pages_speed.render(speeds, made, 3, "made up")
    assert "not installed: readability-lxml, newspaper4k, goose3" in text
    assert "3 pages made up" in text


def test_pages_a_program_cannot_read_are_counted() -> None:
    peers = [Peer("a", "text", lambda: broken), Peer("b", "text", lambda: lambda _: "")]
    speeds = pages_speed.measure(pages_speed.made(2), rounds=1, peers=peers)
    assert [s.failed for s in speeds] == [0, 0, 2, 2]
    assert speeds[-1].times_trafilatura is None


def test_peers_are_alone_and_silent(caplog: pytest.LogCaptureFixture) -> None:
    with alone():
        with pytest.raises(OSError, match="no connections"):
            socket.create_connection(("localhost", 9))
        with pytest.raises(OSError, match="no connections"), socket.socket() as made:
            made.connect(("127.0.0.1", 9))
        logging.getLogger("peer").error("not seen")
    assert not caplog.records
    logging.getLogger("peer").error("seen")
    assert [record.message for record in caplog.records] == ["seen"]


def test_the_sample_has_the_wanted_mean_and_is_always_the_same() -> None:
    sample = pages_speed.drawn(PAGES, 10, mean_bytes=15_000)
    assert sample == pages_speed.drawn(PAGES, 10, mean_bytes=15_000)
    assert len({name for name, _ in sample}) == 10
    assert abs(sum(len(data) for _, data in sample) / 10 - 15_000) < 1000
    assert len(pages_speed.drawn(PAGES, 100)) == len(PAGES)


def test_development_pages_come_from_the_archives(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no pages"):
        pages_speed.development(tmp_path)
    (tmp_path / "pages").mkdir()
    with tarfile.open(tmp_path / "pages" / "a.tar.xz", "w:xz") as tar:
        line = b'{"id": "p1", "html": "html/1.html", "title": "x"}\n'
        for name, data in (("gold.jsonl", line), ("html/1.html", PAGES[0][1])):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    assert pages_speed.development(tmp_path) == [("p1", PAGES[0][1])]


def test_command_line(tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages_speed, "PEERS", (Peer("trafilatura", "text", missing),))
    out = tmp_path / "pages.json"
    assert pages_speed.main(["--pages", "2", "--rounds", "1", "--json", str(out)]) == 0
    about = json.loads(out.read_text(encoding="utf-8"))
    assert about["pages"] == 2
    assert [p["program"] for p in about["programs"]][:2] == ["lexbor parse", "onrecord pages"]
    assert "of parse" in capsys.readouterr().out
    monkeypatch.setattr(pages_speed, "EXAMPLES", tmp_path)
    assert pages_speed.main([]) == 1
    assert pages_speed.main(["--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("error: ") == 2
