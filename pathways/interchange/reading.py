"""A file's bytes as a map: the one way in for the admin and the command."""

from collections.abc import Callable

from pathways.interchange import files, freemind, markdown, mesh_json, opml, table
from pathways.interchange.documents import MapDocument, MapFormat
from pathways.interchange.shape import shape

READERS: dict[MapFormat, Callable[[str, MapDocument], None]] = {
    MapFormat.FREEMIND: freemind.read,
    MapFormat.OPML: opml.read,
    MapFormat.MARKDOWN: markdown.read,
    MapFormat.CSV: table.read,
    MapFormat.JSON: mesh_json.read,
}


def read_map(*, data: bytes, name: str, form: MapFormat | None = None) -> MapDocument:
    """The map in a file, with remarks on all that was not taken over as it stands.

    Args:
        data: the file.
        name: what the file is called; its ending helps to tell the format.
        form: the format, when the person names it.

    Raises:
        UnreadableMap: it can't be read, or is not of the format named.
    """
    document = MapDocument()
    text = files.decode(data, name, document)
    if form is None:
        form = files.tell(text, name)
    else:
        files.check_named(text, name, form)
    document.form = form
    READERS[form](text, document)
    shape(document, title=files.title_of(name))
    return document
