"""Ways to take a pathway along."""

from html import unescape
from types import SimpleNamespace

from pathways.pathway_views.sharing import embed_code, sharing

PAGE = SimpleNamespace(pk=7, title='Fractions & "ratio" <b>')


def test_every_address_leaves_the_site_whole(settings):
    settings.SITE_URL = "https://mesh.example.org"

    made = sharing(PAGE, "/subjects/mathematics/fractions/")

    assert made.address == "https://mesh.example.org/subjects/mathematics/fractions/"
    assert 'src="https://mesh.example.org/embed/pathways/7/"' in made.embed_code


def test_the_frame_has_a_name_and_waits_until_it_is_seen():
    code = embed_code(PAGE)

    assert code.startswith("<iframe ")
    assert code.endswith("></iframe>")
    assert 'loading="lazy"' in code
    title = code.split('title="')[1].split('"')[0]
    assert unescape(title) == PAGE.title
    assert "<b>" not in code


def test_the_map_can_be_had_in_every_format():
    downloads = sharing(PAGE, "/x/").downloads

    assert [each.url for each in downloads] == [
        f"/pathways/7/export.{form}" for form in ("mm", "opml", "md", "csv", "json")
    ]
    assert all(str(each.label) for each in downloads)
