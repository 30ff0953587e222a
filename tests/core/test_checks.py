"""A developer learns that the style sheet is missing."""

import pytest

from mesh.core.checks import check_front_end_is_built


@pytest.fixture
def static_folder(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    settings.DEBUG = True
    return tmp_path


def test_a_missing_style_sheet_is_told_with_what_to_do(static_folder):
    [warning] = check_front_end_is_built()

    assert "make assets" in warning.hint


def test_a_built_style_sheet_is_not_mentioned(static_folder):
    (static_folder / "dist").mkdir()
    (static_folder / "dist" / "mesh.css").touch()

    assert check_front_end_is_built() == []


def test_production_is_not_bothered(static_folder, settings):
    settings.DEBUG = False

    assert check_front_end_is_built() == []
