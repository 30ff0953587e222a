"""Files that can't be taken in: each is refused with a reason that says what to do."""

import io
import json
import zipfile

import pytest

from pathways.interchange.documents import MAX_NODES, MapFormat, UnreadableMap
from pathways.interchange.reading import read_map


def reason(data, name="map.mm", form=None):
    if isinstance(data, str):
        data = data.encode()
    with pytest.raises(UnreadableMap) as refusal:
        read_map(data=data, name=name, form=form)
    return str(refusal.value)


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    return file.getvalue()


def nested_xml(levels):
    nodes = '<node TEXT="x">' * levels + "</node>" * levels
    return f"<map>{nodes}</map>"


def nested_markdown(levels):
    return "".join(f"{'  ' * level}- x\n" for level in range(levels))


def nested_opml(levels):
    nodes = '<outline text="x">' * levels + "</outline>" * levels
    return f"<opml><body>{nodes}</body></opml>"


def mesh_json(*nodes, **changes):
    data = {"format": "mesh-pathway", "version": 1, "nodes": list(nodes), **changes}
    return json.dumps(data)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE map [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<map><node TEXT="&b;"/></map>'
)
OUTSIDE = (
    '<!DOCTYPE map SYSTEM "file:///etc/passwd"><map><node TEXT="x"/></map>',
    '<!DOCTYPE opml [<!ENTITY x SYSTEM "http://127.0.0.1/">]>'
    '<opml><body><outline text="&x;"/></body></opml>',
)


@pytest.mark.parametrize("data", [BOMB, *OUTSIDE])
def test_entities_and_document_types_are_refused(data):
    assert "declares a document type or entities" in reason(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("<map><node TEXT='r'>" + "<node TEXT='x'/>" * 5000 + "</node></map>", "m.mm"),
        ("<opml><body>" + "<outline text='x'/>" * 5000 + "</body></opml>", "m.opml"),
        ("# r\n" + "- x\n" * 5000, "m.md"),
        ("level,label\n" + "1,x\n" * 5000, "m.csv"),
        (mesh_json(*[{"label": "x", "level": 1}] * 5000), "m.json"),
    ],
    ids=list(MapFormat),
)
def test_five_thousand_nodes_are_refused_with_the_limit(data, name):
    assert f"more than {MAX_NODES} nodes" in reason(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (nested_xml(200), "m.mm"),
        (nested_opml(200), "m.opml"),
        (nested_markdown(200), "m.md"),
        ("level,label\n" + "".join(f"{n},x\n" for n in range(1, 201)), "m.csv"),
        (mesh_json(*({"label": "x", "level": n} for n in range(1, 201))), "m.json"),
    ],
    ids=list(MapFormat),
)
def test_two_hundred_levels_are_refused_with_the_line(data, name):
    assert "21 levels deep" in reason(data, name)


def test_ten_thousand_levels_are_refused_without_harm():
    assert "more than 300 levels deep" in reason(nested_xml(10_000))
    assert "nests too deep" in reason("[" * 100_000, "m.json")


def test_ten_levels_are_put_at_the_ninth_and_reported():
    document = read_map(data=nested_xml(10).encode(), name="m.mm")

    assert [node.level for node in document.nodes] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert [remark.words for remark in document.remarks] == [
        "Level 10 is too deep: put at level 9."
    ]


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "m.mm", "The file is empty"),
        (b" \n\t", "m.md", "The file is empty"),
        (b"# r\n" + b"x" * (2 * 1024 * 1024), "m.md", "larger than 2 MB"),
        (zipped(), "m.mm", "ZIP archive"),
        (b"%PDF-1.7 ...", "m.opml", "a PDF"),
        (b"\x89PNG\r\n\x1a\n....", "m.md", "a picture"),
        (b"\xd0\xcf\x11\xe0....", "m.csv", "old Excel"),
        (b"- a\n- \x00\x01\x02", "m.md", "Line 2 holds characters"),
        (b"# a\n- \xff\xfe\xfd", "m.md", "Line 2 is not text in the encoding utf-8"),
        (b"level,label\n1,\x81\x8d", "m.csv", "encoding of the file can't be told"),
        (b'<map>\n<node TEXT="Gr\xf6\xdfe"/></map>', "m.mm", "Line 2 is not text"),
        (b'<?xml version="1.0" encoding="utf-7"?><map/>', "m.mm", "encoding is utf-7"),
        (b'<?xml version="1.0" encoding="x-no"?><map/>', "m.mm", "encoding is x-no"),
        (b"\xff\xfe<\x00m", "m.mm", "Line 1 is not text in the encoding utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data, name, expected):
    assert expected in reason(data, name)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        ('<map><node TEXT="a">\n<node TEXT="b"', "m.mm", "Line 2 is not valid XML"),
        ("<map><node TEXT='a'></map>", "m.mm", "is not valid XML"),
        ("<map></map>", "m.mm", "This is no FreeMind map"),
        ("<opml><head/></opml>", "m.opml", "This is no OPML"),
        ("<opml><body/></opml>", "m.opml", "holds no node"),
        ("<html><body/></html>", "m.mm", "XML of another kind (<html>)"),
        ("<rss/>", "m.opml", "XML of another kind (<rss>)"),
        ('{"nodes": [', "m.json", "Line 1 is not valid JSON"),
        ('{"title": "mind-elixir"}', "m.json", "JSON of another kind"),
        ("[1, 2]", "m.json", "JSON of another kind"),
        (mesh_json(version=2), "m.json", "version 2 of the MESH JSON"),
        (mesh_json(nodes={}), "m.json", "no list “nodes”"),
        (mesh_json(), "m.json", "holds no node"),
        (mesh_json("x"), "m.json", "Node 1 of the MESH JSON is not an object"),
        (mesh_json({"label": "a", "level": "1"}), "m.json", "Node 1 of the MESH JSON has no level"),
        (mesh_json({"label": "a", "level": True}), "m.json", "has no level"),
        ("a,b\n1,2\n", "m.csv", "there is none called level, label"),
        ("level\n1\n", "m.csv", "there is none called label"),
        ("level,label,label\n1,a,b\n", "m.csv", "“label” is there twice"),
        ('level,label\n1,"a\n', "m.csv", "breaks off at line 2"),
        ("level,label\n", "m.csv", "holds no node"),
        ("Just a letter.", "m.md", "holds no node"),
        ("Just a letter.", "m.txt", "none of the formats"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused(data, name, expected):
    assert expected in reason(data, name)


@pytest.mark.parametrize(
    ("data", "form", "expected"),
    [
        ("<opml><body/></opml>", MapFormat.FREEMIND, "not FreeMind or Freeplane but OPML"),
        ("# a", MapFormat.JSON, "not MESH JSON but Markdown"),
        ("{}", MapFormat.CSV, "not Table (CSV) but MESH JSON"),
    ],
)  # fmt: skip
def test_a_format_that_is_not_the_file_s_is_refused(data, form, expected):
    assert expected in reason(data, "map.txt", form)


def test_a_format_may_be_named_where_the_name_does_not_tell():
    document = read_map(data=b"level;label\n1;a", name="x", form=MapFormat.CSV)

    assert document.form == MapFormat.CSV


def test_a_declared_encoding_is_believed():
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><map><node TEXT="Größe"/></map>'

    document = read_map(data=data.encode("latin-1"), name="m.mm")

    assert document.nodes[0].label == "Größe"
