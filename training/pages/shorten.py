"""Make short pages of long ones, so that the model does not need much text to know a story."""

import random
from collections.abc import Iterable

from onrecord.pages.features import features_of
from training.pages.corpus import Example
from training.pages.labels import HEADLINE, TOLD

SEED = 7
FULLY_LABELLED = frozenset({"news", "blogs"})


def shortened(examples: Iterable[Example]) -> list[Example]:
    """Return a copy with less text of every page that is labelled in full and has three told runs.

    A copy keeps 1 to 9 of the runs that are body text, the first ones or some of them, and up to
    8 and 12 runs around them; most copies also lose what stood after the last one kept.
    """
    rng = random.Random(SEED)
    return [
        short
        for example in examples
        if example.set in FULLY_LABELLED and (short := _short(example, rng)) is not None
    ]


def _short(example: Example, rng: random.Random) -> Example | None:
    labels = example.labels
    told = [i for i, label in enumerate(labels) if label and label <= TOLD]
    if len(told) < 3:
        return None
    headline = next((i for i, label in enumerate(labels) if label and HEADLINE in label), None)
    first = told[0]
    if headline is not None and headline < told[0] + 3:
        first = min(first, headline)
    begin = max(0, first - rng.choice([0, 1, 3, 8]))
    end = min(len(labels), told[-1] + 1 + rng.choice([0, 2, 5, 12]))
    size = rng.choice([1, 2, 3, 4, 6, 9])
    kept = set(told[:size]) if rng.random() < 0.6 else set(rng.sample(told, min(size, len(told))))
    lost = range(max(kept) + 1, told[-1] + 1) if rng.random() < 0.6 else range(0)
    dropped = set(told) - kept
    chosen = [i for i in range(begin, end) if i not in dropped and i not in lost]
    runs = [example.runs[i] for i in chosen]
    return Example(
        set="short",
        id=example.id,
        url=example.url,
        domain=example.domain,
        runs=runs,
        told=example.told,
        features=features_of(runs, example.told),
        labels=[labels[i] for i in chosen],
        gold={},
    )
