"""What is written is read back as it was, in every format."""

from dataclasses import astuple

import pytest

from pathways.interchange.documents import MapFormat, PageLink
from pathways.interchange.exporting import WRITINGS
from pathways.interchange.reading import read_map
from tests.pathways.interchange import trees

FORMATS = [pytest.param(form, id=form.value) for form in MapFormat]


def structure(document):
    """Everything but the media; a page without key and address is none."""
    return [
        (
            node.level,
            node.label,
            node.kind,
            node.edge,
            node.id,
            astuple(node.page) if node.page else None,
        )
        for node in document.nodes
    ]


def notes(document):
    return [node.note for node in document.nodes]


def there_and_back(document, form):
    written = WRITINGS[form].write(document)
    name = f"map.{form.value}"
    return read_map(data=written.encode(), name=name)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "make",
    [
        trees.awkward_labels,
        trees.awkward_notes,
        trees.without_words,
        trees.without_identities,
        trees.every_choice,
        trees.deep,
    ],
)
def test_an_awkward_map_comes_back_as_it_was(make, form):
    document = make()

    read = there_and_back(document, form)

    expected = make_comparable(document)
    assert structure(read) == expected


def make_comparable(document):
    """Labels lose only the white space at their ends and line ends within."""
    rows = structure(document)
    return [(level, _label(label), *rest) for level, label, *rest in rows]


def _label(label):
    return label.strip().replace("\t", " ")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("label", trees.AWKWARD_LABELS)
def test_an_awkward_start_comes_back_as_it_was(label, form):
    document = trees.awkward_root(label)

    read = there_and_back(document, form)

    assert structure(read) == make_comparable(document)


@pytest.mark.parametrize("form", FORMATS)
def test_links_come_back_with_address_key_and_slug(form):
    document = trees.linked()

    read = there_and_back(document, form)

    links = [node.page for node in read.nodes]
    if form == MapFormat.MARKDOWN:  # a link needs words: the empty label has only a key
        assert links[3] == PageLink("", 14, "e")
        links[3] = document.nodes[3].page
    assert links == [node.page for node in document.nodes]


@pytest.mark.parametrize("form", [form for form in MapFormat if form != MapFormat.JSON])
def test_notes_come_back_word_for_word(form):
    document = trees.awkward_notes()

    assert notes(there_and_back(document, form)) == notes(document)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("seed", range(20))
def test_maps_that_nobody_chose_come_back_as_they_were(seed, form):
    document = trees.random_tree(seed, 60)

    read = there_and_back(document, form)

    assert structure(read) == make_comparable(document)
    if form != MapFormat.JSON:
        assert notes(read) == notes(document)


@pytest.mark.parametrize("form", FORMATS)
def test_five_hundred_nodes_come_back_as_they_were(form):
    document = trees.random_tree("large", 500)

    assert structure(there_and_back(document, form)) == make_comparable(document)


@pytest.mark.parametrize("form", FORMATS)
def test_writing_what_was_read_changes_no_byte(form):
    document = trees.awkward_labels()

    once = WRITINGS[form].write(there_and_back(document, form))
    read = read_map(data=once.encode(), name=f"map.{form.value}")

    assert WRITINGS[form].write(read) == once


def test_a_label_never_becomes_a_formula():
    document = trees.awkward_labels()

    written = WRITINGS[MapFormat.CSV].write(document)

    cells = [cell for line in written.splitlines() for cell in line.split(",")]
    computed = [cell for cell in cells if cell.strip('"')[:1] in {"=", "@", "+"}]
    assert computed == []
