"""What the tests of pages need: a picture."""

import pytest
import wagtail_factories


@pytest.fixture
def picture(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return wagtail_factories.ImageFactory(title="A number line")
