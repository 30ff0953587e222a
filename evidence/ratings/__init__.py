"""Ratings computed from recorded facts by rules that anyone can read.

facts         what a fact is; `asked` from the paper, `known` from the record
vocabulary    every fact by its key
results       a rating with its trace; values, levels
rule_sets     a rule set, and the working that writes the trace
bands         tables of bands with published ends
criteria/     the rule sets, one module for each publisher
catalogue     all rule sets
wording       sentences whose verbs follow from the certainty
description   the rules as a page of documentation

A rule set never guesses: a missing fact, or a case that its source leaves open, is
"undecided". A result is "computed with the criteria published by" somebody, never
"rated by" them.
"""
