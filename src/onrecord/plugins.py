"""Parts by name: the ones that come with onrecord, and those other packages offer.

A part is imported when it is asked for and not before. Other packages offer theirs through entry
points; a name of ours cannot be taken.
"""

from collections.abc import Mapping
from importlib import import_module, metadata
from typing import Any


def find_part(group: str, built_in: Mapping[str, str], name: str) -> Any | None:
    """Return the part called ``name``, or null where there is none.

    ``built_in`` maps our names to ``module:attribute``; ``group`` is the entry-point group.
    """
    if name in built_in:
        module, attribute = built_in[name].split(":")
        return getattr(import_module(module), attribute)
    for point in metadata.entry_points(group=group, name=name):
        return point.load()
    return None


def names_of(group: str, built_in: Mapping[str, str]) -> list[str]:
    """Return the names of all parts, ours first."""
    others = {point.name for point in metadata.entry_points(group=group)}
    return [*built_in, *sorted(others - built_in.keys())]
