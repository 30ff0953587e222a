"""Recording facts for ratings: two people, blind to each other, and a judge.

refusals      why a step is refused
rounds        a curator asks two people to appraise
appraisals    they answer, draft, submit, correct
settling      what the two recorded alike, and where they differ
decisions     a judge decides what they disagree on, or overrides a rating
gathering     the facts of a record for the rules: its fields, and what was settled
recording     rate a study and its findings, and log what changed
waiting       what waits for a person
settled       judges hear what a settled round leaves open
notices       mail where somebody has to act
"""
