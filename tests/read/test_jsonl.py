import json
from typing import Any

from onrecord.config import Settings
from onrecord.document import Page
from onrecord.read import read_bytes
from onrecord.records import Failure


def read(*rows: Any, **settings: int) -> list[Page | Failure]:
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    return list(
        read_bytes(b"\n".join(lines), path="crawl.jsonl", settings=Settings(**settings))  # type: ignore[arg-type]
    )


def test_fields_of_common_crawlers_are_understood() -> None:
    ours, theirs, html = read(
        {"text": "Words.", "url": "https://a.example", "date": "2023-04-11", "title": "T"},
        {"maintext": "More.", "date_publish": "2023-04-12 08:00:00", "authors": ["A", "B", ""]},
        {"html": "<p>Words.</p>", "id": 7, "language": "en", "source_domain": "a.example"},
    )
    assert isinstance(ours, Page) and isinstance(theirs, Page) and isinstance(html, Page)
    assert (ours.content, ours.url, ours.published, ours.title) == (
        "Words.",
        "https://a.example",
        "2023-04-11",
        "T",
    )
    assert (theirs.content, theirs.published, theirs.authors) == (
        "More.",
        "2023-04-12 08:00:00",
        ("A", "B"),
    )
    assert (html.kind, html.path, html.publisher) == ("html", "crawl.jsonl#7", "a.example")


def test_a_broken_line_costs_only_itself() -> None:
    results = read({"text": "one"}, b'{"text": "tw', b"", [1], {"x": 1}, {"text": "six"})
    told = [r.content if isinstance(r, Page) else r.path for r in results]
    assert told == ["one", "crawl.jsonl#2", "crawl.jsonl#4", "crawl.jsonl#5", "six"]
    assert all(r.hint for r in results if isinstance(r, Failure))


def test_a_line_of_the_wrong_bytes_or_depth_costs_only_itself() -> None:
    deep = b'{"text": ' + b"[" * 100_000 + b"}"
    results = read(b'{"text": "\xff"}', deep, {"text": "kept"})
    assert [isinstance(r, Failure) for r in results] == [True, True, False]


def test_a_long_line_is_passed_over_without_being_held() -> None:
    results = read({"text": "a" * 5000}, {"text": "kept"}, max_bytes=1000)
    assert isinstance(results[0], Failure) and "longer than 1,000 bytes" in results[0].error
    assert isinstance(results[1], Page) and len(results) == 2


def test_half_surrogates_and_nuls_are_replaced_in_place() -> None:
    (page,) = read(b'{"text": "a\\ud800b\\u0000c"}')
    assert isinstance(page, Page)
    assert page.content == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"
