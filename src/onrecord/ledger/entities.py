"""One entity from what several documents say of it, the same in whatever order they came."""

from collections.abc import Iterable

import msgspec

from onrecord.records import Entity, to_json

# Facts that only make sense from one mouth: half of somebody else's coordinates is another place.
_TOGETHER = (("lat", "lon", "geonames"),)
_ALONE = ("country", "sector", "sectors", "wikidata")


def merged(sayings: Iterable[Entity]) -> Entity:
    """Return the entity that ``sayings`` (at least one, all of one id) describe together.

    The saying with the most facts comes first, between equals the one whose JSON sorts first;
    the others, in that order, fill what it leaves open.
    """
    first, *others = sorted(sayings, key=lambda saying: (-_facts(saying), to_json(saying)))
    changes: dict[str, object] = {}
    for names in (*((name,) for name in _ALONE), *_TOGETHER):
        if not any(_known(getattr(first, name)) for name in names):
            source = next(
                (o for o in others if any(_known(getattr(o, name)) for name in names)), None
            )
            if source is not None:
                changes |= {name: getattr(source, name) for name in names}
    return msgspec.structs.replace(first, **changes) if changes else first


def _known(value: object) -> bool:
    return value is not None and value != ()


def _facts(entity: Entity) -> int:
    return sum(_known(getattr(entity, name)) for name in entity.__struct_fields__)
