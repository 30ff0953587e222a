"""The frame of every public page."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


def test_home_names_the_language_and_has_the_landmarks(client, home):
    html = client.get("/").content.decode()

    assert '<html lang="en-gb">' in html
    for landmark in (
        "<header",
        "<main id=",
        "<footer",
        '<nav class="site-header__nav"',
    ):
        assert landmark in html
    assert '<a class="skip-link" href="#main">' in html


def test_home_sets_no_cookie(client, home):
    assert not client.get("/").cookies


def test_capture_puts_a_block_in_two_places_and_folds_white_space():
    template = Template(
        "{% load mesh %}{% capture as title %}\n A {{ word }}\n{% endcapture %}"
        "[{{ title }}][{{ title }}]"
    )

    text = template.render(Context({"word": '"<b>"'}))

    assert text == "[A &quot;&lt;b&gt;&quot;]" * 2


@pytest.mark.parametrize("tag", ["{% capture %}", "{% capture into title %}"])
def test_capture_refuses_another_way_of_writing_it(tag):
    with pytest.raises(TemplateSyntaxError, match="capture as name"):
        Template("{% load mesh %}" + tag + "{% endcapture %}")


def test_absolute_puts_the_public_address_before_a_path(settings):
    settings.SITE_URL = "https://mesh.example.org"

    text = Template("{% load mesh %}{{ '/about/'|absolute }}").render(Context())

    assert text == "https://mesh.example.org/about/"
