"""Call the scorers, which are programs of their own beside the data, and read their numbers.

Every reader gives ``{measure: value}``, values from 0 to 100 unless the measure's name says
otherwise, in the order the scorecard shows them.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.items import read_lines
from benchmarks.scores import accuracy, entity_counts, given_roles, macro_f1, role_accuracy

Values = dict[str, float]

LOWER_IS_BETTER = frozenset({"false alarms per 100", "mean km", "empty body"})
"""Measures of which less is better; all others are better the higher they are."""


class ScorerError(Exception):
    """A scorer is not there, failed, or printed something that cannot be read."""


def score(task: str, gold: Path, predicted: Path, scorers: Path) -> Values:
    """Return the values of one set's measures; ``scorers`` is the folder of the programs.

    Raises :class:`ScorerError`.
    """
    if task in PROGRAMS:
        program, options, read = PROGRAMS[task]
        output = _run(scorers / program, gold, predicted, *options)
        try:
            values = read(output)
        except (ValueError, KeyError, TypeError) as error:
            raise ScorerError(f"{program} printed something else than expected: {error}") from None
        if not values:
            raise ScorerError(f"{program} printed no measure that is known")
        return values
    try:
        return OWN[task](gold, predicted)
    except (ValueError, KeyError) as error:
        raise ScorerError(f"{task}: {type(error).__name__}: {error}") from None


def _run(program: Path, *arguments: str | Path) -> str:
    if not program.is_file():
        raise ScorerError(f"no scorer {program}")
    command = [sys.executable, str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise ScorerError(f"{program.name} ended with {done.returncode}: {last}")
    return done.stdout


def _known(found: Mapping[str, float], *measures: str) -> Values:
    return {name: found[name] for name in measures if name in found}


def read_pages(output: str) -> Values:
    """Read ``body F1    0.951   n=138`` lines; shares become percentages, pages stay counts."""
    rows = re.findall(r"^(\S.*?)\s+(\d+(?:\.\d+)?)\s+n=\d+$", output, re.M)
    found = {name: float(value) * (1 if name == "empty body" else 100) for name, value in rows}
    return _known(
        found,
        "body F1",
        "snippet F1",
        "title exact",
        "author F1",
        "author exact",
        "date exact",
        "captions F1",
        "credits F1",
        "empty body",
    )


def read_attributions(output: str) -> Values:
    """Read the JSON of the attribution scorer."""
    scores = json.loads(output)["scores"]
    names = ("found", "src~", "con~.8", "src~&con~")
    return {name: 100 * float(scores[f"attribution/{name}"]["f"]) for name in names}


def read_times(output: str) -> Values:
    """Read ``value  P 80.1 R 79.0 F1 79.54`` lines and the day-hit recall."""
    rows = re.findall(r"^(\w+)\s+P\s.*F1\s+(\d+(?:\.\d+)?)$", output, re.M)
    found = {f"{name} F1": float(value) for name, value in rows}
    if day := re.search(r"day-hit recall \d+/\d+ = (\d+(?:\.\d+)?)", output):
        found["day-hit"] = float(day[1])
    return _known(found, "strict F1", "relaxed F1", "type F1", "value F1", "interval F1", "day-hit")


def read_places(output: str) -> Values:
    """Read ``strict (P, R, F1)`` and ``acc161 V`` lines."""
    number = r"(\d+(?:\.\d+)?(?:e-?\d+)?)"
    found = {
        f"{name} F1": float(f1)
        for name, f1 in re.findall(rf"^(strict|overlap) \(.*, {number}\)$", output, re.M)
    }
    for name, measure in (("acc161", "within 161 km"), ("mean", "mean km")):
        if row := re.search(rf"^{name} {number}$", output, re.M):
            found[measure] = float(row[1])
    if row := re.search(rf"^n_res {number}$", output, re.M):
        found["resolved"] = float(row[1])
    if not found.pop("resolved", 0):
        # Where nothing was resolved the scorer prints 0 km, which would look like a perfect score.
        found = {k: v for k, v in found.items() if k.endswith("F1")}
    return _known(found, "strict F1", "overlap F1", "within 161 km", "mean km")


def read_events(output: str) -> Values:
    """Read ``tuple F1    37.0`` lines."""
    rows = re.findall(r"^(\S.*?)\s+(\d+\.\d+)$", output, re.M)
    return _known(
        {name: float(value) for name, value in rows},
        "found F1",
        "type F1",
        "tuple F1",
        "core tuple F1",
        "actor F1",
        "recipient F1",
        "when F1",
        "where F1",
        "factuality acc",
        "mode acc",
        "false alarms per 100",
    )


PROGRAMS: dict[str, tuple[str, tuple[str, ...], Callable[[str], Values]]] = {
    "pages": ("score_pages.py", (), read_pages),
    "attributions": ("score_attr.py", ("--json",), read_attributions),
    "times": ("score_timex.py", (), read_times),
    "places": ("score_geo.py", (), read_places),
    "events": ("score_events.py", (), read_events),
}
"""For each task its scorer's file, the options it is called with, and the reader of its output."""


def _entities(gold: Path, predicted: Path) -> Values:
    theirs, ours = ([line["tags"] for line in read_lines(path)] for path in (gold, predicted))
    counts = entity_counts(theirs, ours)
    values = {"F1": 100 * counts["all"].f1}
    values["precision"] = 100 * counts["all"].precision
    values["recall"] = 100 * counts["all"].recall
    return values | {f"{kind} F1": 100 * counts[kind].f1 for kind in ("PER", "ORG", "LOC")}


def _pair_types(gold: Path, predicted: Path) -> Values:
    theirs = [pair["event"] for line in read_lines(gold) for pair in line["events"]]
    ours = [line["root"] for line in read_lines(predicted)]
    return {"accuracy": 100 * accuracy(theirs, ours), "macro F1": 100 * macro_f1(theirs, ours)}


def _blocks(gold: Path, predicted: Path) -> Values:
    ours = {line["id"]: line["blocks"] for line in read_lines(predicted)}
    pairs = [
        pair for line in read_lines(gold) for pair in given_roles(line["gold"], ours[line["id"]])
    ]
    return {name: 100 * value for name, value in role_accuracy(pairs).items()}


OWN: dict[str, Callable[[Path, Path], Values]] = {
    "blocks": _blocks,
    "entities": _entities,
    "pair-type": _pair_types,
}
"""The tasks scored here."""
