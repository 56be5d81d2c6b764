"""What is shown: dates no more precise than known, nothing of a page that a terminal obeys."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import Ledger
from onrecord.cli import main
from onrecord.cli.dates import shown_when
from onrecord.document import Doc
from onrecord.records import Attribution, Entity, Event, Hop, Judgement, Party, Timex, When

ESC = "\x1b]0;stolen\x07\x1b[2J\x9b2J\u202e"
TEXT = f"Fenmark{ESC} bombed Orlo, Marsh{ESC} Radio said. It began in 2006."


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], color=True, catch_exceptions=False)


@pytest.fixture
def fen(tmp_path: Path, make_doc: Callable[..., Doc]) -> Path:
    """Return a ledger of one page, whose every field has escape sequences in it."""
    doc = make_doc(
        TEXT,
        path=f"x{ESC}.txt",
        url=f"https://fen.example/{ESC}",
        title=f"Orlo{ESC}",
        publisher=f"Courier{ESC}",
        agency=f"Agency{ESC}",
        authors=(f"Ida{ESC}",),
        section=f"World{ESC}",
        language=f"en{ESC}",
        published="2006-05",
    )

    def at(start: str, end: str = "") -> tuple[int, int]:
        return TEXT.index(start), TEXT.index(end or start) + len(end or start)

    doc.add_entity(Entity(id=f"country:FEN{ESC}", kind="country", name=f"Fen{ESC}"))
    said = doc.add(
        Attribution(
            source=(doc.span(*at("Marsh", "Radio")),),
            content=(doc.span(*at("Fenmark", "Orlo")),),
            form="indirect",
            chain=(Hop(who=f"Radio{ESC}", basis="speech"),),
        )
    )
    doc.add(Timex(timex_class="DATE", span=doc.span(*at("2006")), value=f"2006{ESC}"))
    for code, words, when in (
        (f"ASSAULT{ESC}", "bombed", When(start="2006-01-01", end="2007-01-01", precision="year")),
        ("THREATEN", "began", None),
    ):
        doc.add(
            Event(
                code=code,
                mode=f"aerial{ESC}",
                factuality="actual",
                trigger=doc.span(*at(words)),
                actor=(Party(span=doc.span(*at("Fenmark", ESC)), entity=f"country:FEN{ESC}"),),
                when=when,
                sentence=doc.span(0, TEXT.index(" It")),
                attribution=said.id,
            )
        )
    path = tmp_path / "fen.ledger"
    with Ledger.create(path) as ledger:
        ledger.load(doc)
        for about in (doc.id, said.id, doc.events[0].id):
            ledger.judge(
                Judgement(
                    about=about, verdict="accept", who=f"iris{ESC}", at=f"1{ESC}", note=f"no{ESC}"
                )
            )
    return path


def clean(result: Result) -> str:
    """Return what was printed; fails where one of the page's control characters survived."""
    told = result.stdout + result.stderr
    styles = told.replace("\x1b[0m", "")
    for style in ("1", "2", "31", "32", "33", "35", "36", "31m\x1b[1"):
        styles = styles.replace(f"\x1b[{style}m", "")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(styles), repr(styles)
    return told


def test_no_command_lets_a_page_write_to_the_terminal(fen: Path, tmp_path: Path) -> None:
    with Ledger.open(fen, readonly=True) as ledger:
        records = list(ledger.records())
    assert len(records) >= 9
    for record in records:
        assert "stolen" in clean(run("show", record.id, "-l", fen)), record
    assert "stolen" in clean(run("events", "-l", fen))
    assert "stolen" in clean(run("statements", "-l", fen))
    page = tmp_path / f"page{ESC.replace('/', '')}.txt"
    page.write_text(f"Title {ESC}\n\nA man said he {ESC} left Oslo on Monday.")
    assert "stolen" in clean(run("read", page))
    assert "stolen" in clean(run("build", page, "-o", tmp_path / f"{ESC}.ledger"))
    output = tmp_path / f"{ESC}.csv"
    assert "stolen" in clean(run("export", "-l", fen, "--format", "csv", "-o", output))


@pytest.mark.parametrize(
    "args",
    [
        ["read", f"nothing{ESC}"],
        ["read", ".", f"--nothing{ESC}"],
        [f"--nothing{ESC}"],
        [f"nothing{ESC}"],
        ["show", f"e_{ESC}"],
        ["show", "a", f"more{ESC}"],
        ["events", "-l", f"nothing{ESC}"],
        ["events", "--code", ESC],
        ["events", "--since", ESC],
        ["events", "--limit", ESC],
        ["export", "--format", ESC],
        ["export", "--format", "csv", "-o", f"/{ESC}/a"],
        ["build", ".", "-o", f"/{ESC}/a"],
        ["read", ".", "--charset", ESC],
    ],
)
def test_errors_repeat_nothing_that_a_terminal_obeys(
    args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Police arrested two men in Oslo on Monday.")
    result = run(*args)
    assert result.exit_code in (1, 2, 3)
    assert "rror" in clean(result) or result.exit_code == 3


def test_a_year_or_month_is_not_shown_as_its_first_day(fen: Path) -> None:
    listed = run("events", "-l", fen).stdout
    assert "2006-01-01" not in listed and "2006-05-01" not in listed
    assert listed.startswith("2006 ") and "\n2006-05~ " in listed
    assert run("statements", "-l", fen).stdout.startswith("2006-05 ")
    with Ledger.open(fen, readonly=True) as ledger:
        dated, undated = (row.record.id for row in ledger.events())
    assert run("show", dated, "-l", fen).stdout.startswith("  2006  ")
    assert run("show", undated, "-l", fen).stdout.startswith("  no date  ")
    table = csv.DictReader(io.StringIO(run("events", "-l", fen, "--csv").stdout))
    first, second = ((r["date"], r["dated"], r["end"], r["precision"]) for r in table)
    assert first == ("2006-01-01", "event", "2007-01-01", "year")
    assert second == ("2006-05-01", "published", "", "")


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2023-04-11", "2023-04-12", "day", "2023-04-11"),
        ("2023-04-01", "2023-05-01", "month", "2023-04"),
        ("2023-12-01", "2024-01-01", "month", "2023-12"),
        ("2006-01-01", "2007-01-01", "year", "2006"),
        ("2023-04-10", "2023-04-17", "month", "2023-04-10..2023-04-16"),
        ("2023-03-31", "2023-05-01", "month", "2023-03-31..2023-04-30"),
        ("2023-06-01", "2023-09-01", "year", "2023-06-01..2023-08-31"),
        ("1990-01-01", "2000-01-01", "unknown", "1990-01-01..1999-12-31"),
        ("2023-01-01", "2024-01-01", "unknown", "2023-01-01..2023-12-31"),
        ("2023-04-01", None, "month", "2023-04-01..?"),
        (None, "2023-04-01", "unknown", "?..2023-03-31"),
        (None, None, "unknown", "no date"),
        ("soon\x1b", None, "day", "soon\N{REPLACEMENT CHARACTER}..?"),
    ],
)
def test_days_as_they_are_shown(
    start: str | None, end: str | None, precision: str, shown: str
) -> None:
    assert shown_when(When(start=start, end=end, precision=precision)) == shown  # type: ignore[arg-type]


def test_an_event_without_a_date_says_so() -> None:
    assert shown_when(None) == "no date"


@pytest.mark.parametrize(
    ("args", "named"),
    [
        (["events", "--factuality", "maybe"], ["actual", "historical", "negated"]),
        (["events", "--code", "BOMB"], ["ASSAULT", "CONSULT", "MOBILIZE"]),
        (["events", "--since", "2023-13"], ["2023-04-10"]),
        (["events", "--since", ""], ["2023-04-10"]),
        (["statements", "--until", "2023-02-30"], ["2023-04-10"]),
        (["events", "--since", "2023-05", "--until", "2023-04-30"], ["--since", "--until"]),
        (["statements", "--since", "2024", "--until", "2023"], ["--since", "--until"]),
        (["export", "--format", "docx"], ["jsonl", "csv-statements", "plover"]),
        (["read", ".", "--format", "docx"], ["html", "text", "jsonl"]),
        (["build", ".", "--format", "docx"], ["html", "text", "jsonl"]),
    ],
)
def test_wrong_values_are_wrong_usage_and_name_the_right_ones(
    fen: Path, args: list[str], named: list[str]
) -> None:
    result = run(*args, *(["-l", fen] if args[0] not in ("read", "build") else []))
    assert result.exit_code == 2
    assert all(name in result.stderr for name in named), result.stderr


def test_right_values_in_any_case(fen: Path) -> None:
    for args in (
        ["events", "--code", "threaten", "--factuality", "Actual"],
        ["events", "--since", "2006-05", "--until", "2006-05"],
        ["events", "--since", "2006-05-31", "--until", "2006"],
        ["statements", "--until", "2006"],
    ):
        assert run(*args, "-l", fen).exit_code == 0, args
    assert "THREATEN" in run("events", "--code", "threaten", "-l", fen).stdout


def test_an_unknown_id_says_where_ids_come_from(fen: Path) -> None:
    result = run("show", "e_000000000000", "-l", fen)
    assert result.exit_code == 1
    for place in ("onrecord events", "onrecord statements", "onrecord read --json"):
        assert place in result.stderr


def test_help_of_build_says_what_makes_a_page_the_same() -> None:
    told = " ".join(run("build", "--help").stdout.split())
    assert "by its url" in told and "path below the folder asked for" in told
