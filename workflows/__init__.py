"""Peer review, independent judgement and the guard on publication.

protocols     what a page must offer to be reviewed
models/       reviewed pages, authorship, rounds, reports, verdicts, task types
permissions/  who may review, judge, invite: every rule of independence
services/     each change of state, with its mail
publishing    the end of a workflow: publish exactly what was judged
guards        the last line in Django: nothing goes live without a verdict over it
triggers      the same in the database
hashing       what counts as the content of a page
tokens links  the links in mail
views/        pages of reviewers, judges and coordinators in the admin
review_record "How this page was reviewed", for readers
"""
