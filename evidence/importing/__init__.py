"""Bringing references and findings in from files.

files        is this file what it says it is? Its format, by its content
cells        a cell of the table as a number, a choice, a list
report       what became of each row
references   one reference: found again, created, or brought up to date
findings     one row of the table: reference, study and finding
warnings     what goes in and should be looked at
turns        two imports at once wait for one another
services     a whole file, in portions, or as a dry run
runs         an uploaded file: checked, confirmed, imported by a worker (beats)
run_views    the pages of that in the admin (run_forms, run_urls)
"""
