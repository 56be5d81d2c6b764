from pathlib import Path

import pytest

from onrecord.config import Settings, load_settings
from onrecord.errors import SettingsError


def test_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings()


def test_file_then_environment(tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('batch = 4\nmax_bytes = 10\nledger = "a.ledger"\n')
    settings = load_settings(tmp_path, {"ONRECORD_BATCH": "7", "HOME": "h"})
    assert settings == Settings(batch=7, max_bytes=10, ledger="a.ledger")


@pytest.mark.parametrize("text", ["speed = 3", "batch = 'many'", "batch = 0", "batch = ", "\xff"])
def test_wrong_settings_are_refused_with_a_hint(tmp_path: Path, text: str) -> None:
    (tmp_path / "onrecord.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, {})
    assert caught.value.hint


def test_a_variable_that_is_no_setting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="maxbytes"):
        load_settings(tmp_path, {"ONRECORD_MAXBYTES": "3"})
    with pytest.raises(SettingsError, match="ledger"):
        load_settings(tmp_path, {"ONRECORD_LEDGER": " "})
