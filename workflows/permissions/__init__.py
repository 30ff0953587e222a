"""Who may do what: in review and judgement, and on a reviewed page in the editor.

answers         yes, or no with the reason in words
authors         who had a hand in a page, and who owns it
independence    authors, reviewers, judges: who must not be whom
actions         one function per action, and the table role x action
pages           what Wagtail's editor may do with a reviewed page
"""

from workflows.permissions.actions import (
    TABLE,
    may_coordinate,
    may_invite,
    may_judge,
    may_read_page_under_review,
    may_read_reports,
    may_report,
    may_respond,
    may_revoke,
)
from workflows.permissions.answers import Answer
from workflows.permissions.authors import authors_of
from workflows.permissions.independence import (
    independent_reports,
    is_quorum_met,
    judge_problem,
    reviewer_problem,
)
from workflows.permissions.pages import ReviewedPagePermissionTester

__all__ = [
    "TABLE",
    "Answer",
    "ReviewedPagePermissionTester",
    "authors_of",
    "independent_reports",
    "is_quorum_met",
    "judge_problem",
    "may_coordinate",
    "may_invite",
    "may_judge",
    "may_read_page_under_review",
    "may_read_reports",
    "may_report",
    "may_respond",
    "may_revoke",
    "reviewer_problem",
]
