"""The bundled example pages, wherever the package is installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from onrecord.errors import ReadError

NAME = "korea-2023"


@contextmanager
def example_pages() -> Iterator[Path]:
    """Give the folder of the example pages; raises :class:`ReadError` where it is missing.

    An installed package holds them under ``onrecord/data/examples``, a checkout under
    ``examples``.
    """
    packed = files("onrecord.data").joinpath("examples", NAME)
    if packed.is_dir():
        with as_file(packed) as folder:
            yield folder
        return
    checkout = Path(__file__).resolve().parents[3] / "examples" / NAME
    if not checkout.is_dir():
        raise ReadError("the example pages are not installed", hint="install onrecord again")
    yield checkout
