"""Peer review, independent judgement and the guard on publication.

protocols     what a page must offer to be reviewed
models/       reviewed pages, authorship, rounds, reports, verdicts, task types
permissions   who may review, judge, invite: every rule of independence
services/     each change of state
publishing    the end of a workflow: publish exactly what was judged
guards        the last line: nothing goes live without a verdict over that content
"""
