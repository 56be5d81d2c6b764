import io
import json
import lzma
import tarfile
from pathlib import Path

import pytest
from benchmarks.items import InputError, opened, read_lines, unpack


def add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    tar.addfile(member, io.BytesIO(data))


def line(html: str) -> bytes:
    return json.dumps({"id": 1, "url": "https://e.org/", "html": html, "gold": {}}).encode() + b"\n"


def test_only_the_fields_of_the_question_are_kept(tmp_path: Path) -> None:
    pair = {"source": "A", "target": "B", "event": "AID", "quad": "2", "marked": "<s>"}
    gold = {"id": "1", "text": "A helps B.", "date": None, "events": [pair], "dct": "2020-01-01"}
    path = tmp_path / "gold.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps(gold) + "\n\n")
    with opened("pair-type", path) as found:
        assert found == [
            {"id": "1", "text": "A helps B.", "events": [{"source": "A", "target": "B"}]}
        ]
    with opened("events", path) as found:
        assert found == [{"id": "1", "text": "A helps B."}]
    with opened("times", path) as found:
        assert found == [{"id": "1", "text": "A helps B.", "dct": "2020-01-01"}]


def test_pages_from_a_folder_and_from_an_archive_of_it(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "0.html").write_bytes(b"<p>Hello")
    (tmp_path / "gold.jsonl").write_bytes(line("html/0.html"))
    archive = tmp_path / "set.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        tar.add(tmp_path / "gold.jsonl", "./gold.jsonl")
        tar.add(tmp_path / "html" / "0.html", "html/0.html")
    for source in (tmp_path, tmp_path / "gold.jsonl", archive):
        with opened("pages", source) as found:
            (item,) = found
            assert item.keys() == {"id", "url", "html", "file"}
            assert Path(item["file"]).read_bytes() == b"<p>Hello"
    assert not Path(item["file"]).exists(), "the unpacked pages are gone afterwards"


def test_a_page_outside_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_bytes(b"<p>secret")
    folder = tmp_path / "set"
    folder.mkdir()
    outside = str(tmp_path / "secret.html")
    (folder / "gold.jsonl").write_bytes(line("../secret.html") + line(outside))
    with opened("pages", folder) as found:
        assert [item["file"] for item in found] == [None, None]


def test_an_archive_writes_nothing_outside_and_no_links(tmp_path: Path) -> None:
    archive = tmp_path / "bad.tar"
    with tarfile.open(archive, "w") as tar:
        add(tar, "../evil.html", b"evil")
        add(tar, "/tmp/onrecord-evil.html", b"evil")
        link = tarfile.TarInfo("html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(link)
        add(tar, "gold.jsonl", b"")
    folder = tmp_path / "in"
    folder.mkdir()
    unpack(archive, folder)
    assert [p.name for p in folder.rglob("*")] == ["gold.jsonl"]
    assert not (tmp_path / "evil.html").exists()
    assert not Path("/tmp/onrecord-evil.html").exists()


def test_an_archive_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.items.MAX_UNPACKED", 10)
    archive = tmp_path / "big.tar"
    with tarfile.open(archive, "w") as tar:
        add(tar, "a", b"123456")
        add(tar, "b", b"123456")
    with pytest.raises(InputError, match="more than 10 bytes"):
        unpack(archive, tmp_path)


@pytest.mark.parametrize("content", [b'{"id": 1}\n{oops\n', b"[1]\n", b'"\xff"\n'])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"bad\.jsonl"):
        list(read_lines(path))


@pytest.mark.parametrize("name", ["cut.jsonl.xz", "cut.tar.xz"])
def test_a_damaged_archive_is_an_input_error(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(lzma.compress(b'{"id": 1}\n' * 999)[:-20])
    with pytest.raises(InputError, match="cut"), opened("pages", path):
        pass
