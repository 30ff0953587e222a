"""The project package `mesh` lies in `site/`, which must never hide Python's `site`."""

import site
from pathlib import Path


def test_pythons_own_site_module_is_the_one_imported():
    assert hasattr(site, "getsitepackages")


def test_the_folder_site_is_not_a_package():
    assert not Path("site/__init__.py").exists()
