"""Bodies of evidence: all findings on one intervention and one kind of outcome.

facts       what the rules may know of a body: counted, and recorded by people
rating      every rule set applied to a body, and stored when it has changed
waiting     which bodies have to be rated again, and when that happens
signal_handlers  what makes a body wait
recording   the newest search and GRADE's facts, as people record them
deciding    a judge's own result in place of a computed one
shown       ratings of bodies as templates show them
reading     stored ratings of many bodies; the strength of interventions
summary     the summary of findings of an intervention; its rows are in summary_row
views       the public page of a body's ratings
"""
