"""Score pages of domains that a network has not seen, through the decisions of the package."""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scorers import Values, score

from onrecord.pages.captions import credit_names
from onrecord.pages.decide import decide
from onrecord.pages.features import Floats
from onrecord.pages.html import join_runs
from onrecord.records import BODY_ROLES
from training.pages.corpus import Example

SCORED = ("news", "mixed", "blogs")
MEASURES = ("body F1", "snippet F1", "captions F1", "credits F1", "empty body")
"""The measures of the scorer that the model has a say in."""

Key = tuple[str, str]


def score_sets(
    examples: Sequence[Example], scores: Mapping[Key, Floats], scorers: Path
) -> dict[str, Values]:
    """Return the measures of each scored set, from 0 to 100 but for ``empty body``, a count.

    ``scorers`` is the folder of the scorers. Raises :class:`benchmarks.scorers.ScorerError`.
    """
    results: dict[str, Values] = {}
    with tempfile.TemporaryDirectory(prefix="onrecord-training-") as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        for name in SCORED:
            pages = [e for e in examples if e.set == name]
            if not pages:
                continue
            _write(gold, ({"id": e.id, "gold": e.gold} for e in pages))
            _write(predicted, (answer(e, scores[e.key]) for e in pages))
            values = score("pages", gold, predicted, scorers)
            results[name] = {m: round(values[m], 2) for m in MEASURES if m in values}
    return results


def answer(example: Example, scores: Floats) -> dict[str, Any]:
    """Return what the page stage would find on a page with these scores, for the scorer."""
    blocks = [(b.role, b.line) for b in join_runs(decide(example.runs, scores))]
    return {
        "id": example.id,
        "body": "\n".join(line for role, line in blocks if role in BODY_ROLES),
        "captions": [line for role, line in blocks if role == "caption"],
        "credits": [n for role, line in blocks if role == "credit" for n in credit_names(line)],
    }


def _write(path: Path, items: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(item) + "\n" for item in items)
