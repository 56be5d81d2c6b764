"""Train one network, and let it score pages."""

import random
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from onrecord.pages.features import Floats
from onrecord.pages.net import BODY, CLASSES
from training.pages.corpus import Example
from training.pages.labels import OTHER
from training.pages.network import Network, Vocabulary, encode

Scores = NDArray[np.float32]
Taught = Mapping[tuple[str, str], Floats]
"""Scores of a first round by page (:attr:`Example.key`), which label its unlabelled runs."""

EPOCHS = 12
BATCH = 8
RATE = 3e-3
DECAY = 1e-4
WORDS_LOST = 0.15
LONGEST_STEP = 5.0
"""Norm at which gradients are cut off."""

CONFIDENT = 0.9
"""From this probability on, a score of the first round counts as a label."""

TAUGHT_WEIGHT = 0.5
SPARSE = "mixed"
"""The set of which only a few sentences a page are labelled; those weigh three times as much."""


def train(examples: Sequence[Example], taught: Taught | None = None, *, seed: int = 0) -> Network:
    """Return a network trained on ``examples``, the same for the same seed and order."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)  # sums in another order would give other weights
    rng = random.Random(seed)
    vocabulary = Vocabulary.of(examples)
    numbers = np.concatenate([e.features.numbers for e in examples])
    mean, spread = numbers.mean(0), numbers.std(0) + np.float32(1e-2)
    net = Network(vocabulary, torch.from_numpy(mean), torch.from_numpy(spread))
    pages = [encode(example, vocabulary) for example in examples]
    targets = [target(e, None if taught is None else taught.get(e.key)) for e in examples]
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(pages) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1)
    net.train()
    for _ in range(EPOCHS):
        order = list(range(len(pages)))
        rng.shuffle(order)
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            batch = net.batch([pages[i] for i in chosen], lost=WORDS_LOST)
            likely = functional.log_softmax(net(batch), 1)
            losses = [
                _loss(likely[start:stop], *targets[i])
                for i, (start, stop) in zip(chosen, batch.spans, strict=True)
            ]
            optimizer.zero_grad()
            torch.autograd.backward(torch.stack(losses).sum())
            nn.utils.clip_grad_norm_(net.parameters(), LONGEST_STEP)
            optimizer.step()
            schedule.step()
    net.eval()
    return net


def _loss(likely: Tensor, allowed: Tensor, weights: Tensor) -> Tensor:
    """Return how unlikely the allowed classes are; a page's weight grows less than its length."""
    losses = -torch.logsumexp(likely + torch.log(allowed + 1e-9), 1)
    return (losses * weights).sum() / (weights.sum() ** 0.7 + 20)


def target(example: Example, taught: Floats | None) -> tuple[Tensor, Tensor]:
    """Return which classes each run may have, as ones, and how much the run weighs.

    What the annotation leaves open weighs nothing, unless the first round was sure of it.
    """
    count = len(example.labels)
    allowed = np.zeros((count, len(CLASSES)), np.float32)
    weights = np.zeros(count, np.float32)
    factor = 3 if example.set == SPARSE else 1
    for i, (label, run) in enumerate(zip(example.labels, example.runs, strict=True)):
        size = len(run.line)
        if label:
            allowed[i, list(label)] = 1
            weights[i] = _weight(label, size)
            weights[i] *= factor
            continue
        classes = None if taught is None else _sure(taught[i])
        allowed[i, slice(None) if classes is None else classes] = 1
        if classes is not None:
            weights[i] = TAUGHT_WEIGHT * (0.4 + min(size, 300) / 200)
    return torch.from_numpy(allowed), torch.from_numpy(weights)


def _weight(label: frozenset[int], size: int) -> float:
    """Return what a labelled run weighs: more if it is long, and if it is one of the rare kinds."""
    if label == {OTHER}:
        return 0.4 + min(size, 300) / 200
    return 2.0 if min(label) > BODY.start else 0.4 + min(size, 400) / 200


def _sure(scores: Floats) -> int | slice | None:
    """Return the class the first round was sure of, or body text of any kind, or null."""
    if scores.max() > CONFIDENT:
        return int(scores.argmax())
    return BODY if scores[BODY].sum() > CONFIDENT else None


def predict(net: Network, example: Example) -> Scores:
    """Return the probability of each class for each run of a page, as ``PageNet.scores`` does."""
    with torch.no_grad():
        batch = net.batch([encode(example, net.vocabulary)])
        scores: Scores = functional.softmax(net(batch), 1).numpy()
    return scores[: len(example.runs)]
