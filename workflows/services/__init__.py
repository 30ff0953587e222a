"""Every change of state in review and judgement. Import the module, call the function.

submissions    submit a page to review
rounds         open, close, cancel a round
invitations    invite, accept, decline, withdraw, replace
reports        save a draft, submit a report
judgements     judge, recuse oneself, revoke
warrants       whether a version may be live; what a judge may look at
conflicts      the answer to the question of a conflict of interest
locks          one order of locks for all of them
notices        the mail of each step
setup          the workflow, its tasks, the review form, the groups' rights
"""
