"""The event ontology, read from a folder of tables: types, modes and a mapping from CAMEO.

Any folder under ``onrecord/data/ontology`` with the same three tables will do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.data import table
from onrecord.errors import RecordError


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: its code, quad class 1-4 with its name, score, and what it covers."""

    code: str
    quad: int
    quad_name: str
    score: float
    description: str


@dataclass(frozen=True)
class Ontology:
    """Event types by code, mode scores by type and mode, PLOVER types by CAMEO code."""

    types: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], float]
    cameo: Mapping[str, str | None]

    def scale(self, code: str, mode: str | None) -> float:
        """Return the conflict-cooperation value of ``mode``, or of ``code`` without one.

        Raises :class:`RecordError` for a code the ontology lacks, or a mode its type lacks.
        """
        if code not in self.types:
            raise RecordError(f"no event type {code!r}", hint=f"one of {', '.join(self.types)}")
        if mode is None:
            return self.types[code].score
        if (code, mode) not in self.modes:
            known = ", ".join(m for c, m in self.modes if c == code) or "none"
            raise RecordError(f"{code} has no mode {mode!r}", hint=f"its modes: {known}")
        return self.modes[code, mode]

    def from_cameo(self, code: str) -> str | None:
        """Return the type of a CAMEO code by its longest known prefix; null for no event."""
        for size in range(len(code), 1, -1):
            if code[:size] in self.cameo:
                return self.cameo[code[:size]]
        return None


@cache
def load_ontology(name: str = "plover") -> Ontology:
    """Return the ontology in the data folder ``name``.

    Raises ``ValueError`` for a mode or mapping to a type that is not in ``types.tsv``.
    """
    folder = f"ontology/{name}"
    types = {
        row["code"]: EventType(
            code=row["code"],
            quad=int(row["quad"]),
            quad_name=row["quad_name"],
            score=float(row["score"]),
            description=row["description"],
        )
        for row in table(f"{folder}/types.tsv")
    }
    modes = {
        (row["type"], row["mode"]): float(row["score"]) for row in table(f"{folder}/modes.tsv")
    }
    cameo = {row["code"]: row["type"] or None for row in table(f"{folder}/cameo.tsv")}
    named = {code for code, _ in modes} | {code for code in cameo.values() if code}
    if unknown := named - types.keys():
        raise ValueError(f"{folder}: no such event type: {', '.join(sorted(unknown))}")
    return Ontology(types=types, modes=modes, cameo=cameo)
