"""The page model as PyTorch trains it; :class:`onrecord.pages.net.PageNet` runs it in NumPy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.pages.features import WIDTH
from onrecord.pages.net import CLASSES
from training.pages.corpus import Example

DOMAINS = 8
"""A word is known to the model if it stands in pages of at least this many domains."""

HIDDEN = 64
NAME_WIDTH = 24
LINE_WIDTH = 16
DROPOUT = 0.3
GAP = 8
"""Empty rows after each page of a batch: as far as the convolutions see, 2 rows and 6."""

Numbers = dict[str, int]
Bag = tuple[Tensor, Tensor, Tensor]
"""Word numbers end to end, where each distinct row of them starts, and the row of each run."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers of the words of names (class, id) and of lines; 0 stands for no word."""

    names: Numbers
    lines: Numbers

    @classmethod
    def of(cls, examples: Sequence[Example]) -> "Vocabulary":
        """Return the words that stand in pages of at least :data:`DOMAINS` domains."""
        return cls(
            _common((e.domain, e.features.far) for e in examples),
            _common((e.domain, e.features.words) for e in examples),
        )


def _common(pages: Iterable[tuple[str, Iterable[tuple[str, ...]]]]) -> Numbers:
    domains: dict[str, set[str]] = defaultdict(set)
    for domain, rows in pages:
        for row in rows:
            for word in row:
                domains[word].add(domain)
    common = sorted(word for word, seen in domains.items() if len(seen) >= DOMAINS)
    return {word: number for number, word in enumerate(common, 1)}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A page as tensors: its numbers, and the words of names near and far and of the line."""

    numbers: Tensor
    bags: tuple[Bag, Bag, Bag]


def encode(example: Example, vocabulary: Vocabulary) -> Encoded:
    """Return a page's features as tensors."""
    features = example.features
    return Encoded(
        torch.from_numpy(features.numbers),
        (
            _bag(features.near, vocabulary.names),
            _bag(features.far, vocabulary.names),
            _bag(features.words, vocabulary.lines),
        ),
    )


def _bag(rows: Sequence[tuple[str, ...]], known: Mapping[str, int]) -> Bag:
    distinct = {row: i for i, row in enumerate(dict.fromkeys(rows))}
    ids: list[int] = []
    starts: list[int] = []
    for row in distinct:
        starts.append(len(ids))
        ids += dict.fromkeys(known[word] for word in row if word in known)
    of_run = [distinct[row] for row in rows]
    return _whole(ids), _whole(starts), _whole(of_run)


def _whole(values: Sequence[int]) -> Tensor:
    return torch.tensor(values, dtype=torch.long)


@dataclass(frozen=True, slots=True)
class Batch:
    """Pages one below the other with empty rows between; ``spans`` are the rows of each."""

    numbers: Tensor
    bags: tuple[Bag, ...]
    mask: Tensor
    spans: list[tuple[int, int]]


class Network(nn.Module):
    """A layer over each run, and two convolutions over five runs, the second with gaps of three.

    ``mean`` and ``spread`` bring the numbers of the features to one scale.
    """

    mean: Tensor
    spread: Tensor

    def __init__(self, vocabulary: Vocabulary, mean: Tensor, spread: Tensor) -> None:
        super().__init__()
        self.vocabulary = vocabulary
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.near = _embedding(vocabulary.names, NAME_WIDTH)
        self.far = _embedding(vocabulary.names, NAME_WIDTH)
        self.words = _embedding(vocabulary.lines, LINE_WIDTH)
        self.first = nn.Linear(WIDTH + 2 * NAME_WIDTH + LINE_WIDTH, HIDDEN)
        self.second = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=2)
        self.third = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=6, dilation=3)
        self.last = nn.Linear(3 * HIDDEN, len(CLASSES))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, batch: Batch) -> Tensor:
        """Return the scores of each class before softmax: rows of 8, the empty rows too."""
        tables = (self.near, self.far, self.words)
        given = [batch.numbers]
        for table, (ids, starts, of_run) in zip(tables, batch.bags, strict=True):
            given.append(table(ids, starts)[of_run])
        first = self.dropout(functional.relu(self.first(torch.cat(given, 1)))) * batch.mask
        second = self.dropout(functional.relu(_over(self.second, first))) * batch.mask
        third = self.dropout(functional.relu(_over(self.third, second)))
        scores: Tensor = self.last(torch.cat([first, second, third], 1))
        return scores

    def batch(self, pages: Sequence[Encoded], *, lost: float = 0.0) -> Batch:
        """Return pages as one batch; ``lost`` is the share of words that are left out by chance."""
        numbers: list[Tensor] = []
        bags = [_Joined() for _ in range(3)]
        spans: list[tuple[int, int]] = []
        at = 0
        for page in pages:
            count = len(page.numbers)
            numbers += [(page.numbers - self.mean) / self.spread, torch.zeros(GAP, WIDTH)]
            for joined, bag in zip(bags, page.bags, strict=True):
                joined.add(bag, lost)
            spans.append((at, at + count))
            at += count + GAP
        mask = torch.zeros(at, 1)
        for start, stop in spans:
            mask[start:stop] = 1
        return Batch(torch.cat(numbers), tuple(joined.bag() for joined in bags), mask, spans)


class _Joined:
    """The words of several pages as one bag; its first row is empty, for the gaps."""

    def __init__(self) -> None:
        nothing = torch.zeros(1, dtype=torch.long)
        self._ids, self._starts = [nothing], [nothing]
        self._of_run: list[Tensor] = []
        self._size = self._rows = 1

    def add(self, bag: Bag, lost: float) -> None:
        ids, starts, of_run = bag
        if lost > 0:
            ids = torch.where(torch.rand(len(ids)) >= lost, ids, 0)
        self._ids.append(ids)
        self._starts.append(starts + self._size)
        self._of_run += [of_run + self._rows, torch.zeros(GAP, dtype=torch.long)]
        self._size += len(ids)
        self._rows += len(starts)

    def bag(self) -> Bag:
        return torch.cat(self._ids), torch.cat(self._starts), torch.cat(self._of_run)


def _embedding(known: Numbers, width: int) -> nn.EmbeddingBag:
    table = nn.EmbeddingBag(len(known) + 1, width, mode="sum", padding_idx=0)
    nn.init.normal_(table.weight, 0, 0.05)
    return table


def _over(layer: nn.Conv1d, rows: Tensor) -> Tensor:
    """Return a convolution over the rows, one below the other."""
    result: Tensor = layer(rows.T[None])[0].T
    return result
