import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli import main
from onrecord.document import Doc
from onrecord.records import Document, Entity, Schema, from_json
from tests.conftest import EXAMPLES

PAGE = EXAMPLES / "harbourledger-2022-10-04-missile-over-japan.html"


def run(*args: object, input: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=input, catch_exceptions=False)


def streamed(result: Result) -> list[object]:
    return [from_json(line) for line in result.stdout.splitlines()]


def test_json_is_a_stream_that_can_be_read_back() -> None:
    result = run("read", PAGE, "--json")
    assert result.exit_code == 0
    schema, *records = streamed(result)
    assert schema == Schema()
    doc = Doc.from_records(records)  # type: ignore[arg-type]
    assert doc.document.title == "North Korea fires missile over Japan for first time in five years"
    assert doc.attributions and doc.events and doc.timexes and doc.mentions
    told = {e for r in doc.mentions if (e := r.entity)}
    assert told <= doc.entities.keys()


def test_each_span_is_followed_by_its_text() -> None:
    lines = [json.loads(line) for line in run("read", PAGE, "--json").stdout.splitlines()]
    text = next(line["text"] for line in lines if line["type"] == "document")
    blocks = [line for line in lines if line["type"] == "block"]
    assert blocks
    for block in blocks:
        start, end, words = block["span"]
        assert text[start:end] == words


def test_a_person_sees_title_chain_blocks_statements_and_events() -> None:
    out = run("read", PAGE).stdout
    assert out.startswith("North Korea fires missile over Japan")
    for part in (
        "Harbour Ledger ← TPA",
        "Blocks",
        "dateline",
        "Statements (",
        "Events (",
        "Times (",
    ):
        assert part in out


def test_standard_input_and_formats() -> None:
    result = run("read", "-", "--json", input=b"Police arrested two men in Oslo on Monday.")
    document = streamed(result)[1]
    assert isinstance(document, Document) and document.path == "stdin"
    assert run("read", PAGE, "--format", "docx").exit_code == 2


def test_entities_named_by_records_are_in_the_stream() -> None:
    entities = {r.id for r in streamed(run("read", PAGE, "--json")) if isinstance(r, Entity)}
    assert {"country:PRK", "country:JPN"} <= entities


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    for args in ([], ["read"], ["read", tmp_path / "nothing"], ["nothing"]):
        assert run(*args).exit_code == 2


def test_failures_are_told_and_are_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Police arrested two men in Oslo on Monday.")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    result = run("read", tmp_path, "--json")
    assert result.exit_code == 3
    assert sum(json.loads(x)["type"] == "failure" for x in result.stdout.splitlines()) == 1
    assert "failed:" in result.stderr and "hint:" in result.stderr


def test_a_page_cannot_write_control_codes_to_the_terminal(tmp_path: Path) -> None:
    page = "Title \x1b[2J \u202egnikcah\n\nA man said he \x07 left Oslo on Monday."
    (tmp_path / "a.txt").write_text(page)
    assert not {"\x1b", "\u202e", "\x07"} & set(run("read", tmp_path).stdout)


def test_settings_errors_have_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_BATCH", "many")
    result = run("read", PAGE)
    assert result.exit_code == 1
    assert "error:" in result.stderr and "hint:" in result.stderr


def test_the_seed_story(seed_story: Path) -> None:
    """What the project began with: every fact the first release promises of it."""
    records = streamed(run("read", seed_story, "--json"))
    doc = Doc.from_records(records[1:])  # type: ignore[arg-type]
    values = [(t.span.text, t.value) for t in doc.timexes]
    for pair in [
        ("Monday", "2023-04-10"),
        ("Tuesday", "2023-04-11"),
        ("last year", "2022"),
        ("April 10, 2023", "2023-04-10"),
    ]:
        assert pair in values
    (said,) = [
        a
        for a in doc.attributions
        if a.speaker == "person:kim-jong-un"
        and any("more practical and offensive" in (s.text or "") for s in a.content)
        and len(a.chain) == 4
    ]
    assert [
        (h.span.text if h.basis == "report" and h.span else h.who, h.basis) for h in said.chain
    ] == [
        ("Kim Jong Un", "speech"),
        ("state media", "report"),
        ("AFP", "agency"),
        ("Eagle News", "publisher"),
    ]
    events = {(e.trigger.text, e.code) for e in doc.events}
    assert ("attended", "CONSULT") in events
    assert {t for t, _ in events} & {"ordered"}
    assert ("joint military exercises", "COOPERATE") in events
    response = [e for e in doc.events if (e.sentence.text or "").startswith("In response")]
    assert {p.entity for e in response for p in e.actor} == {"country:USA", "country:KOR"}


def test_explain_tells_why_each_part_has_its_role() -> None:
    result = run("read", PAGE, "--explain")
    assert result.exit_code == 0
    shown = result.stdout.splitlines()
    assert shown[0] == str(PAGE)
    for part in ("Document", "Blocks (", "Left out ("):
        assert any(line.startswith(part) for line in shown)
    (title,) = (line for line in shown if line.startswith("  title "))
    assert title.endswith("h1 heading")
    (headline,) = (line for line in shown if line.startswith("  headline "))
    assert "model: headline" in headline
    assert "Statements" not in result.stdout and "Events" not in result.stdout


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_an_explanation_fits_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = EXAMPLES / "kestrelbay-2022-10-04-missile-over-japan.txt"
    lines = run("read", PAGE, text, "--explain").stdout.splitlines()
    rows = [line for line in lines if line.startswith("  ")]
    assert len(rows) > 60
    assert max(map(len, rows)) <= min(columns, 110)
    assert not any(line != line.rstrip() for line in lines)


def test_explanations_as_json_are_an_object_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A man left Oslo\n\nPolice said he left Oslo on Monday.")
    (tmp_path / "b.html").write_text("<html><body></body></html>")
    (tmp_path / "c.html").write_bytes(PAGE.read_bytes())
    result = run("read", tmp_path, "--explain", "--json")
    assert result.exit_code == 3
    text, failed, html = map(json.loads, result.stdout.splitlines())
    assert [text["type"], failed["type"], html["type"]] == ["explanation", "failure", "explanation"]
    assert failed["stage"] == "pages" and "hint:" in result.stderr
    assert [(b["role"], b["why"]) for b in text["blocks"]] == [
        ("headline", "stands above the story"),
        ("paragraph", "running text"),
    ]
    assert {f["field"]: f["evidence"] for f in html["fields"]}["title"] == "h1 heading"
    assert all(b["why"] and b["element"] and b["model"] for b in html["blocks"])


def test_an_explained_page_cannot_write_control_codes_to_the_terminal(tmp_path: Path) -> None:
    page = "<h1>Title \x1b[2J</h1><p>By \u202enaiR</p><p>A man said he \x07 left on Monday.</p>"
    (tmp_path / "\x07.html").write_text(page)
    shown = run("read", tmp_path, "--explain").stdout
    assert "Title" in shown and not {"\x1b", "\u202e", "\x07"} & set(shown)
