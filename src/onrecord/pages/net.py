"""The page model: a small network that tells what each run of words on a page is.

A layer over each run's numbers and words, then two convolutions over its neighbours in the order of
the page, so that a short line between paragraphs is read otherwise than one in a menu. Trained by
``training/pages``, whose model card says on what; here it only runs, in NumPy.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.pages.features import GROUPS, Features, Floats

CLASSES = (
    "other", "body", "subheading", "summary", "caption", "credit", "headline", "byline",
)  # fmt: skip
"""What a run can be; ``body`` stands for paragraphs, list items and block quotes."""

BODY = slice(1, 4)
"""The classes that make up the body text."""

WEIGHTS = "pages.npz"


class PageNet:
    """The network with its weights, read from ``path`` or the file that comes with the package."""

    def __init__(self, path: str | None = None) -> None:
        place = path or str(files("onrecord.data") / "model" / WEIGHTS)
        with np.load(place) as arrays:
            self._arrays = {
                name: arrays[name].astype(np.float32)
                for name in arrays.files
                if not name.endswith("words")
            }
            self._names = {str(w): i for i, w in enumerate(arrays["name_words"])}
            self._words = {str(w): i for i, w in enumerate(arrays["line_words"])}
        self.known = frozenset(self._names)
        self._nets = int(self._arrays["count"])

    def scores(self, features: Features) -> Floats:
        """Return the probability of each class for each run: ``n`` rows of 8."""
        return self._scores(features, features.numbers, ("near", "far", "words"))

    def reasons(self, features: Features) -> dict[str, Floats]:
        """Return by group of features what speaks for each class at each run: ``n`` rows of 8.

        That is what the probability of the class loses where the group is blanked out: its numbers
        set to their mean over the page, its words left away.
        """
        full = self.scores(features)
        mean = features.numbers.mean(0)
        found = {}
        for name, (start, stop) in GROUPS.items():
            numbers = features.numbers.copy()
            numbers[:, start:stop] = mean[start:stop]
            found[name] = full - self._scores(features, numbers, ("near", "far", "words"))
        for name, bags in (("names", ("words",)), ("words", ("near", "far"))):
            found[name] = full - self._scores(features, features.numbers, bags)
        return found

    def _scores(self, features: Features, numbers: Floats, bags: Sequence[str]) -> Floats:
        total = np.zeros((len(numbers), len(CLASSES)), dtype=np.float32)
        if not len(numbers):
            return total
        ids = {
            "near": _ids(features.near, self._names),
            "far": _ids(features.far, self._names),
            "words": _ids(features.words, self._words),
        }
        for net in range(self._nets):
            total += self._one(str(net), numbers, {name: ids[name] for name in bags})
        return np.asarray(total / self._nets, dtype=np.float32)

    def _one(self, net: str, numbers: Floats, ids: "dict[str, Ids]") -> Floats:
        a = self._arrays
        first = numbers @ a[f"in.{net}"] + a[f"in_bias.{net}"]
        for name, rows in ids.items():
            first += _bag(a[f"{name}.{net}"], rows, len(numbers))
        np.maximum(first, 0, out=first)
        second = _convolve(first, a[f"near_layer.{net}"], a[f"near_bias.{net}"], 1)
        third = _convolve(second, a[f"far_layer.{net}"], a[f"far_bias.{net}"], 3)
        out = np.hstack([first, second, third]) @ a[f"out.{net}"] + a[f"out_bias.{net}"]
        out -= out.max(1, keepdims=True)
        np.exp(out, out=out)
        return np.asarray(out / out.sum(1, keepdims=True), dtype=np.float32)


Ids = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Word numbers end to end, where each distinct row of them starts, and the row of each run."""


def _ids(rows: Sequence[tuple[str, ...]], known: dict[str, int]) -> Ids:
    distinct: dict[tuple[str, ...], int] = {}
    of_run = [distinct.setdefault(row, len(distinct)) for row in rows]
    ids: list[int] = []
    starts: list[int] = []
    for row in distinct:
        starts.append(len(ids))
        ids += [known[w] for w in set(row) if w in known]
        ids.append(-1)  # the last row of the table is zero, so that no stretch is empty
    return np.array(ids), np.array(starts), np.array(of_run)


def _bag(table: Floats, ids: Ids, count: int) -> Floats:
    """Return the sum of the table's rows for each run: ``count`` rows."""
    numbers, starts, of_run = ids
    sums: Floats = np.add.reduceat(table[numbers], starts, axis=0)
    return sums[of_run]


def _convolve(rows: Floats, layer: Floats, bias: Floats, gap: int) -> Floats:
    """Return ``relu(conv(rows))``: five taps ``gap`` apart, ``layer`` is (5 * width, width)."""
    count, width = rows.shape
    padded = np.zeros((count + 4 * gap, width), dtype=np.float32)
    padded[2 * gap : 2 * gap + count] = rows
    taps = np.hstack([padded[i * gap : i * gap + count] for i in range(5)])
    out = taps @ layer + bias
    return np.asarray(np.maximum(out, 0, out=out), dtype=np.float32)


@cache
def page_net() -> PageNet:
    """Return the network that comes with the package, read once."""
    return PageNet()
