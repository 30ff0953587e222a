"""File formats of references and findings, read and written. No database here.

items          what a reader yields: a reference, or the reason why there is none
ris            RIS, as reference managers export it
bibtex         BibTeX
csl_json       CSL-JSON
findings_csv   our table of findings: its columns, cells made harmless and read back
detect         which of them a file is, by its content
"""
