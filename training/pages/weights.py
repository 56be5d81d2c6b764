"""Write a trained network as the arrays that :class:`onrecord.pages.net.PageNet` reads."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from onrecord.pages.features import WIDTH, Floats
from training.pages.network import LINE_WIDTH, NAME_WIDTH, Network, Numbers


def export(net: Network, path: Path) -> None:
    """Write the weights to ``path`` (``.npz``).

    What comes before the first hidden layer is folded into it: the scaling of the numbers, and the
    embeddings, so that the words of a run are summed in its space.
    """
    first = _array(net.first.weight)
    mean, spread = _array(net.mean), _array(net.spread)
    numbers = first[:, :WIDTH] / spread
    near = WIDTH + NAME_WIDTH
    far = near + NAME_WIDTH
    arrays: dict[str, NDArray[np.generic]] = {
        "count": np.array(1),
        "name_words": _words(net.vocabulary.names),
        "line_words": _words(net.vocabulary.lines),
        "in.0": numbers.T.astype(np.float32),
        "in_bias.0": _array(net.first.bias) - numbers @ mean,
        "near.0": _folded(net.near, first[:, WIDTH:near]),
        "far.0": _folded(net.far, first[:, near:far]),
        "words.0": _folded(net.words, first[:, far : far + LINE_WIDTH]),
        "near_layer.0": _taps(net.second),
        "near_bias.0": _bias(net.second),
        "far_layer.0": _taps(net.third),
        "far_bias.0": _bias(net.third),
        "out.0": _array(net.last.weight).T.astype(np.float32),
        "out_bias.0": _array(net.last.bias),
    }
    with path.open("wb") as file:  # a path without .npz would get it added
        np.savez_compressed(file, allow_pickle=False, **arrays)


def _array(tensor: Tensor) -> Floats:
    array: Floats = tensor.detach().numpy()
    return array


def _words(known: Numbers) -> NDArray[np.str_]:
    return np.array(sorted(known, key=known.__getitem__), dtype=np.str_)


def _folded(table: nn.EmbeddingBag, layer: Floats) -> NDArray[np.float16]:
    """Return what each word adds to the first hidden layer; the last row is for no word."""
    rows = _array(table.weight)[1:] @ layer.T
    return np.vstack([rows, np.zeros((1, rows.shape[1]))]).astype(np.float16)


def _taps(layer: nn.Conv1d) -> Floats:
    """Return a convolution's weights as one matrix, its five taps one below the other."""
    kernel = _array(layer.weight)
    return np.concatenate([kernel[:, :, tap].T for tap in range(kernel.shape[2])], 0)


def _bias(layer: nn.Conv1d) -> Floats:
    assert layer.bias is not None
    return _array(layer.bias)
