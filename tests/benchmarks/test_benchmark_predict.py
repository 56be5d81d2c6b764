import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.items import FIELDS

from benchmarks import predict
from onrecord.document import Doc
from onrecord.pipeline import Pipeline, load_stage
from onrecord.stages import stage

ROOT = Path(__file__).parents[2]

STORY = (
    "Grain ships leave Norland port\n\n"
    "BEIRUT (AP) — President Joe Biden met Emmanuel Macron in Paris on Tuesday. “We will send"
    " help to Ukraine,” Biden said. Russia condemned the talks on Wednesday."
)

PAGE = """<!doctype html><html lang="en"><head><title>Ships leave port</title>
<meta property="article:published_time" content="2023-04-11T08:00:00Z"></head><body><article>
<h1>Ships leave port</h1><p class="byline">By Jane Miller</p>
<p>President Joe Biden met Emmanuel Macron in Paris on Tuesday to speak of grain ships, officials
of both countries said after the talks had ended in the late afternoon.</p>
<figure><img src="a.jpg"><figcaption>Ships in the port of Odesa on Monday, April 10, 2023.
</figcaption></figure><p>Russia condemned the talks on Wednesday and warned the two governments that
it would not renew the agreement that lets the ships pass through the strait.</p>
</article></body></html>"""

ITEMS: dict[str, list[dict[str, Any]]] = {
    "blocks": [{"id": "b1", "text": STORY}, {"id": "b2", "text": "One line of text only."}],
    "attributions": [
        {"id": "a1", "text": STORY, "attributions": []},
        {"id": "a2", "text": "The mayor said the bridge was safe.", "attributions": []},
    ],
    "times": [
        {"id": "t1", "text": "They met on Tuesday.", "dct": "2023-04-13", "timex": []},
        {"id": "t2", "text": STORY, "dct": None, "timex": []},
    ],
    "places": [{"id": "p1", "text": "Floods reached Paris and Berlin.", "toponyms": []}],
    "entities": [
        {"tokens": ["Joe", "Biden", "met", "Emmanuel", "Macron", "in", "Paris", "."], "tags": []},
        {"tokens": ["It", "rained", "."], "tags": ["O", "O", "O"]},
    ],
    "events": [
        {"id": "e1", "text": "Russia condemned the United States on Monday.", "events": []},
        {"id": "e2", "text": "It rained.", "events": []},
    ],
    "pair-type": [
        {
            "id": "x1",
            "text": "Russia condemned the United States on Monday.",
            "events": [
                {"source": "Russia", "target": "the United States", "event": "ACCUSE"},
                {"source": "Russia", "target": "a recipient", "event": "ACCUSE"},
            ],
        },
        {
            "id": "x2",
            "text": "It rained on Monday.",
            "events": [{"source": "It", "target": "Monday", "event": "AID"}],
        },
    ],
}

KEYS = {
    "pages": {"id", "title", "authors", "date", "body", "captions", "credits", "blocks"},
    "blocks": {"id", "blocks"},
    "attributions": {"id", "text", "attributions"},
    "times": {"id", "timex"},
    "places": {"id", "toponyms"},
    "entities": {"tags"},
    "events": {"id", "events"},
    "pair-type": {"id", "root"},
}

GOLD: dict[str, Any] = {
    "attributions": [{"source": [[0, 1]], "cue": [[1, 2]], "content": [[2, 3]]}],
    "timex": [{"start": 0, "end": 1, "type": "DATE", "value": "1900"}],
    "toponyms": [{"start": 0, "end": 1, "lat": 1.0, "lon": 1.0}],
    "tags": ["B-PER"] * 9,
    "blocks": [["rights", 0, 1]],
}


def write(path: Path, items: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(item) + "\n" for item in items), encoding="utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run(task: str, source: Path, folder: Path, *more: str) -> list[dict[str, Any]]:
    target = folder / f"{task}.out"
    assert predict.main([task, str(source), str(target), *more]) == 0
    return lines(target)


def pages(folder: Path, *html: str, gold: Any = None) -> Path:
    (folder / "html").mkdir(parents=True)
    for number, page in enumerate(html):
        (folder / "html" / f"{number}.html").write_text(page, encoding="utf-8")
    write(
        folder / "gold.jsonl",
        [
            {"id": f"p{n}", "url": f"https://e.org/{n}", "html": f"html/{n}.html", "gold": gold}
            for n in range(len(html))
        ],
    )
    return folder


def spans_in(value: Any) -> Iterator[list[int]]:
    if isinstance(value, dict):
        if "start" in value:
            yield [value["start"], value["end"]]
        value = list(value.values())
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(v, int) for v in value):
            yield value
        for part in value:
            yield from spans_in(part)


def test_every_task_has_items_here() -> None:
    assert {*ITEMS, "pages"} == set(FIELDS) == set(KEYS)


@pytest.mark.parametrize("task", ITEMS)
def test_shape_order_and_spans(task: str, tmp_path: Path, capsys: Any) -> None:
    items = ITEMS[task]
    answers = run(task, write(tmp_path / "in.jsonl", items), tmp_path)
    assert f"{len(items)} items, 0 failed" in capsys.readouterr().err
    assert all(answer.keys() == KEYS[task] for answer in answers)
    wanted = [item for item in items for _ in (item["events"] if task == "pair-type" else [0])]
    assert [a.get("id") for a in answers] == [item.get("id") for item in wanted]
    for answer, item in zip(answers, wanted, strict=True):
        if task == "entities":
            assert len(answer["tags"]) == len(item["tokens"])
        for start, end in spans_in(answer):
            assert 0 <= start < end <= len(item["text"])


@pytest.mark.parametrize("task", ITEMS)
def test_gold_is_not_looked_at(task: str, tmp_path: Path) -> None:
    items = ITEMS[task]
    other = [
        {k: GOLD.get(k, v) if k not in FIELDS[task] else v for k, v in item.items()}
        for item in items
    ]
    if task == "events":
        other = [{**item, "events": [{"type": "AID"}]} for item in items]
    if task == "pair-type":
        other = [
            {**item, "events": [{**pair, "event": "PROTEST"} for pair in item["events"]]}
            for item in items
        ]
    without = [{k: v for k, v in item.items() if k in FIELDS[task]} for item in items]
    ours = run(task, write(tmp_path / "a.jsonl", items), tmp_path)
    assert run(task, write(tmp_path / "b.jsonl", other), tmp_path) == ours
    assert run(task, write(tmp_path / "c.jsonl", without), tmp_path) == ours


def test_pages(tmp_path: Path) -> None:
    folder = pages(tmp_path / "set", PAGE, PAGE.replace("Jane Miller", "Ali Sadr"))
    first, second = run("pages", folder, tmp_path)
    assert first.keys() == KEYS["pages"]
    assert (first["id"], second["id"]) == ("p0", "p1")
    assert first["title"] == "Ships leave port"
    assert first["date"] == "2023-04-11"
    assert (first["authors"], second["authors"]) == (["Jane Miller"], ["Ali Sadr"])
    assert first["body"].startswith("President Joe Biden met Emmanuel Macron")
    assert "Jane Miller" not in first["body"]
    assert "port of Odesa" not in first["body"]
    assert [c[:23] for c in first["captions"]] == ["Ships in the port of Od"]
    assert {"role": "headline", "text": "Ships leave port"} in first["blocks"]


def test_pages_gold_is_not_looked_at(tmp_path: Path) -> None:
    gold = {"title": "Another", "authors": ["Nobody"], "date": "1900-01-01", "body": "Nothing."}
    ours = run("pages", pages(tmp_path / "a", PAGE), tmp_path)
    assert run("pages", pages(tmp_path / "b", PAGE, gold=gold), tmp_path) == ours


def test_known_answers(tmp_path: Path) -> None:
    times = run("times", write(tmp_path / "t", ITEMS["times"]), tmp_path)[0]["timex"]
    assert times == [{"start": 12, "end": 19, "type": "DATE", "value": "2023-04-11"}]
    tags = run("entities", write(tmp_path / "n", ITEMS["entities"]), tmp_path)
    assert tags[0]["tags"] == ["B-PER", "I-PER", "O", "B-PER", "I-PER", "O", "B-LOC", "O"]
    assert tags[1]["tags"] == ["O", "O", "O"]
    toponyms = run("places", write(tmp_path / "p", ITEMS["places"]), tmp_path)[0]["toponyms"]
    assert [(t["start"], t["end"]) for t in toponyms] == [(15, 20), (25, 31)]
    assert (round(toponyms[0]["lat"]), round(toponyms[0]["lon"])) == (49, 2)
    event = run("events", write(tmp_path / "e", ITEMS["events"]), tmp_path)[0]["events"][0]
    assert (event["type"], event["trigger"], event["actor"]) == ("ACCUSE", [[7, 16]], [[0, 6]])
    roots = run("pair-type", write(tmp_path / "x", ITEMS["pair-type"]), tmp_path)
    assert [r["root"] for r in roots] == ["ACCUSE", "ACCUSE", "YIELD"]
    said = run("attributions", write(tmp_path / "q", ITEMS["attributions"]), tmp_path)[1]
    assert [(a["source"], a["cue"]) for a in said["attributions"]] == [([[0, 9]], [[10, 14]])]


def test_failed_items_are_empty_told_of_and_counted(tmp_path: Path, capsys: Any) -> None:
    items = [{"id": "none"}, {"id": "empty", "text": ""}, {"id": "odd", "text": 7}]
    items.append({"id": "good", "text": "The mayor said the bridge was safe."})
    answers = run("attributions", write(tmp_path / "in", items), tmp_path)
    assert [a["id"] for a in answers] == ["none", "empty", "odd", "good"]
    assert [a["attributions"] for a in answers[:3]] == [[], [], []]
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said[:3]] == ["none", "empty", "odd"]
    assert said[-1] == "4 items, 3 failed"


@pytest.mark.parametrize("task", FIELDS)
def test_failed_items_keep_the_shape_of_their_task(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @stage(name="broken", reads=["page"], writes=["document"])
    def broken(doc: Doc) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(predict, "pipeline", lambda: Pipeline([broken]))
    source = pages(tmp_path / "set", PAGE) if task == "pages" else tmp_path / "in"
    if task != "pages":
        write(source, ITEMS[task])
    answers = run(task, source, tmp_path)
    assert all(answer.keys() == KEYS[task] for answer in answers)
    if task == "entities":
        assert [len(a["tags"]) for a in answers] == [8, 3]
    if task == "pair-type":
        assert [a["root"] for a in answers] == ["YIELD"] * 3


def test_a_document_with_another_text_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    @stage(name="shifting", reads=["page"], writes=["document", "blocks"])
    def shifting(doc: Doc) -> None:
        assert doc.page is not None
        moved = Doc(page=doc.page)
        list(load_stage("pages")([moved]))
        doc.begin(type(moved.document)(path="x", text=" " + moved.text))

    monkeypatch.setattr(predict, "pipeline", lambda: Pipeline([shifting]))
    (answer,) = run("blocks", write(tmp_path / "in", ITEMS["blocks"][:1]), tmp_path)
    assert answer["blocks"] == []
    assert "text differs" in capsys.readouterr().err


def test_a_page_that_is_not_there_fails_alone(tmp_path: Path, capsys: Any) -> None:
    folder = pages(tmp_path / "set", PAGE, PAGE)
    (folder / "html" / "0.html").unlink()
    first, second = run("pages", folder, tmp_path)
    assert first == {
        **{k: [] for k in KEYS["pages"]},
        "id": "p0",
        "title": "",
        "date": "",
        "body": "",
    }
    assert second["body"]
    assert "2 items, 1 failed" in capsys.readouterr().err


def test_jobs_change_nothing(tmp_path: Path) -> None:
    items = [{"id": n, "text": f"Minister number {n} said it."} for n in range(40)]
    command = [sys.executable, "-m", "benchmarks.predict", "attributions"]
    source = write(tmp_path / "in.jsonl", items)
    for jobs in ("1", "2"):
        done = [*command, str(source), str(tmp_path / jobs), "--jobs", jobs]
        subprocess.run(done, cwd=ROOT, check=True, capture_output=True)
    assert lines(tmp_path / "1") == lines(tmp_path / "2")
    assert [a["id"] for a in lines(tmp_path / "2")] == list(range(40))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["poems", "{in}", "{out}"],
        ["events", "{in}.not", "{out}"],
        ["events", "{in}", "{out}", "--jobs", "0"],
        ["events", "{in}", "{in}"],
        ["events", "{in}", "{in}/no/folder"],
    ],
)
def test_usage_errors(arguments: list[str], tmp_path: Path, capsys: Any) -> None:
    source = write(tmp_path / "in", ITEMS["events"])
    filled = [a.format(**{"in": source, "out": tmp_path / "out"}) for a in arguments]
    with pytest.raises(SystemExit) as stop:
        predict.main(filled)
    assert stop.value.code == 2
    assert "usage:" in capsys.readouterr().err
    assert len(lines(source)) == 2


def test_input_that_cannot_be_read(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "in").write_text("no JSON", encoding="utf-8")
    assert predict.main(["events", str(tmp_path / "in"), str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.startswith("error: ")
