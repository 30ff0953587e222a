"""Maps as files of other programs: read, checked, written. Import goes into drafts only.

documents    a map as a file states it, the remarks on it, and the limits
files        bytes to text, and which format a file is
safe_xml     XML with line numbers and without entities
xml_writer   XML, written
freemind     FreeMind and Freeplane (.mm)
opml         OPML, the outliners' format
markdown     headings and bullets
table        CSV: one row a node
mesh_json    our own JSON, the only format with all media
reading      a file's bytes as a map, by one of these
shape        what a map here can hold: one root, nine levels, short labels
notes        what stands beneath a node, as plain words
resources    what the keys within media mean
exporting    a page's map as a document, then as a file
"""
