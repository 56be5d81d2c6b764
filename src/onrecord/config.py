"""Settings: ``onrecord.toml`` in the working folder, overlaid by ``ONRECORD_`` variables."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from onrecord.errors import SettingsError

FILE_NAME = "onrecord.toml"
PREFIX = "ONRECORD_"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All settings, with their defaults.

    - ``max_bytes``: largest page or JSONL line read, in bytes after decompression.
    - ``batch``: documents handed to a stage at once.
    - ``ledger``: the ledger file commands use where none is named.
    """

    max_bytes: int = 20_000_000
    batch: int = 16
    ledger: str = "onrecord.ledger"


def load_settings(
    folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> Settings:
    """Return the settings of ``folder`` (default: the working folder) and the environment.

    Raises :class:`SettingsError` for a name or a value that is not known.
    """
    values: dict[str, object] = {}
    path = (folder or Path.cwd()) / FILE_NAME
    names = Settings.__struct_fields__
    hint = f"known settings: {', '.join(names)}"
    if path.is_file():
        try:
            values.update(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{FILE_NAME}: {error}", hint="see docs/reference/cli.md") from None
    for key, text in (os.environ if environment is None else environment).items():
        if key.startswith(PREFIX):
            values[key.removeprefix(PREFIX).lower()] = text
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"settings: {error}", hint=hint) from None
    if not settings.ledger.strip():
        raise SettingsError("settings: ledger must name a file", hint=hint)
    if settings.max_bytes <= 0 or settings.batch <= 0:
        raise SettingsError("settings: max_bytes and batch must be above zero", hint=hint)
    return settings
