"""Who may do what with records, appraisals and ratings: one table, role by action.

Everybody may read a published record and its ratings; the table is about the admin. An
administrator (superuser) may do all of it with records; in appraisal, no role and no
administrator gets past the rules of independence.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence import csl
from evidence.constants import AppraisalState, RoundState
from evidence.models import (
    Appraisal,
    AppraisalRound,
    Barrier,
    BodyOfEvidence,
    Edge,
    Finding,
    Intervention,
    Reference,
    Study,
)
from mesh.core.constants import Role
from workflows.constants import ConflictAnswer
from workflows.permissions.answers import Answer
from workflows.permissions.independence import has_role

RECORDS = (Reference, Study, Finding, Barrier, Intervention, Edge)


class Action(models.TextChoices):
    """What can be done with a record in the admin."""

    VIEW = "view", "see, search and export"
    ADD = "add", "add"
    CHANGE = "change", "change"
    DELETE = "delete", "delete what nothing cites"


READ_ONLY = frozenset({Action.VIEW})
allowed: dict[Role, frozenset[Action]] = {
    Role.CURATOR: frozenset(Action),
    Role.AUTHOR: READ_ONLY,
    Role.EDITOR: READ_ONLY,
    Role.COORDINATOR: READ_ONLY,
    Role.REVIEWER: READ_ONLY,
    Role.JUDGE: READ_ONLY,
    Role.TRUSTEE: READ_ONLY,
}

IMPORT, MERGE = (Role.CURATOR,), (Role.CURATOR,)
ASSIGN, APPRAISE = (Role.CURATOR,), (Role.REVIEWER,)
RECORD_BODY = (Role.CURATOR,)
DECIDE, READ_ALL = (Role.JUDGE,), (Role.CURATOR, Role.TRUSTEE)

# Action x roles, as docs/roles.md prints it.
TABLE = (
    *(
        (
            f"Evidence records: {action.label}",
            tuple(role for role in Role if action in allowed[role]),
        )
        for action in Action
    ),
    (gettext_lazy("Import evidence from a file; read the history of imports"), IMPORT),
    (gettext_lazy("Say whether two references are the same; merge them"), IMPORT),
    (gettext_lazy("Say that two interventions or barriers are one; merge them"), MERGE),
    (gettext_lazy("Ask two people to appraise a study; cancel it"), ASSIGN),
    (gettext_lazy("Appraise a study one was asked to"), APPRAISE),
    (gettext_lazy("Decide what appraisers disagree on; override a rating"), DECIDE),
    (gettext_lazy("Read how far every appraisal has come"), READ_ALL),
    (
        gettext_lazy(
            "Record the newest search and GRADE's facts of a body of evidence"
        ),
        RECORD_BODY,
    ),
)


def codenames(role: Role) -> list[str]:
    """The model permissions of a role's group, with the right to enter the admin."""
    return [
        "wagtailadmin.access_admin",
        *(
            f"evidence.{get_permission_codename(action.value, model._meta)}"
            for model in RECORDS
            for action in sorted(allowed[role])
        ),
    ]


def user_can(user: Any, action: Action, model: type[models.Model]) -> bool:
    """Whether the person may do it with records of this model."""
    codename = get_permission_codename(action.value, model._meta)
    return user.is_active and user.has_perm(f"evidence.{codename}")


def may_import(user: Any) -> Answer:
    """Whether the person brings evidence in from files, and sees who did."""
    if _keeps_evidence(user):
        return Answer(allowed=True)
    return Answer(allowed=False, reason=_("Only a curator imports evidence."))


def may_settle_duplicates(user: Any) -> Answer:
    """Whether the person says that two publications are the same, or are not."""
    if _keeps_evidence(user):
        return Answer(allowed=True)
    return Answer(
        allowed=False,
        reason=_("Only a curator says whether two references are the same."),
    )


def _keeps_evidence(user: Any) -> bool:
    """Whether the person adds and changes every kind of record."""
    return all(
        user_can(user, action, model)
        for action in (Action.ADD, Action.CHANGE)
        for model in RECORDS
    )


def may_see_search_index(user: Any) -> bool:
    """Whether the person looks after the site: only an administrator does."""
    return user.is_active and user.is_superuser


def may_merge(user: Any) -> Answer:
    """Whether the person says that two barriers, or two interventions, are one."""
    if user.is_active and (user.is_superuser or has_role(user, Role.CURATOR)):
        return Answer(allowed=True)
    return Answer(allowed=False, reason=_("Only a curator merges records."))


def may_assign(user: Any) -> Answer:
    """Whether the person asks others to appraise."""
    if user.is_active and (user.is_superuser or has_role(user, Role.CURATOR)):
        return Answer(allowed=True)
    return Answer(allowed=False, reason=_("Only a curator asks people to appraise."))


def may_see_rounds(user: Any) -> Answer:
    """Whether the person sees how far every appraisal has come, but no draft."""
    assigns = may_assign(user)
    if not assigns and has_role(user, Role.TRUSTEE):
        return Answer(allowed=True)
    return assigns


def may_be_asked(study: Study, person: Any, by: Any) -> Answer:
    """Whether `person` may appraise the study, if `by` asks; assumes that `by` may."""
    if person.pk == by.pk:
        return Answer(allowed=False, reason=_("You cannot ask yourself."))
    if not has_role(person, Role.REVIEWER):
        return Answer(
            allowed=False,
            reason=_("This person is not in the group of peer reviewers."),
        )
    return Answer.unless(appraiser_problem(study, person))


def appraiser_problem(study: Study, person: Any) -> str:
    """Why the person may not appraise the study; "" when they may."""
    if not person.is_active:
        return _("This account is closed.")
    if is_author(study, person):
        return _("An author of the study cannot appraise it.")
    return _conflict_problem(study, person)


def _conflict_problem(study: Study, person: Any) -> str:
    declared = Appraisal.objects.filter(
        round__study=study, appraiser=person, conflict=ConflictAnswer.DECLARED
    )
    if declared.exists():
        return _("This person has declared a conflict of interest on the study.")
    return ""


def is_author(study: Study, person: Any) -> bool:
    """Whether the person's name is among the authors of a publication of the study.

    Family name and first letter of the given name, whatever their case: a namesake is
    refused too, and somebody else is asked.
    """
    return _wrote([study.reference, *study.further_references.all()], person)


def _wrote(references: Iterable[Reference], person: Any) -> bool:
    name = (
        person.last_name.strip().casefold(),
        person.first_name.strip()[:1].casefold(),
    )
    return any(
        name == _author_name(author)
        for reference in references
        for author in csl.names(reference.csl)
    )


def _author_name(author: str) -> tuple[str, str]:
    family, _comma, given = author.partition(",")
    return family.strip().casefold(), given.strip()[:1].casefold()


def may_appraise(appraisal: Appraisal, user: Any) -> Answer:
    """Whether the person may write and submit this appraisal."""
    if appraisal.appraiser_id != user.pk:
        return Answer(allowed=False, reason=_("Somebody else was asked for this."))
    if not has_role(user, Role.REVIEWER):
        return Answer(
            allowed=False,
            reason=_("This account is not in the group of peer reviewers any more."),
        )
    if appraisal.round.state == RoundState.CANCELLED:
        return Answer(allowed=False, reason=_("This appraisal was cancelled."))
    if not appraisal.is_open:
        return Answer(
            allowed=False,
            reason=_("This appraisal was submitted: it is kept as it is."),
        )
    return Answer.unless(appraiser_problem(appraisal.round.study, user))


def may_correct(appraisal: Appraisal, user: Any) -> Answer:
    """Whether the person may write a new version of their submitted appraisal."""
    if appraisal.appraiser_id != user.pk:
        return Answer(allowed=False, reason=_("Only the appraiser corrects it."))
    if appraisal.state != AppraisalState.SUBMITTED:
        return Answer(allowed=False, reason=_("It has not been submitted yet."))
    if appraisal.round.state in (RoundState.CANCELLED, RoundState.AWAITING):
        return Answer(
            allowed=False,
            reason=_("It can be corrected when the other appraisal is in, too."),
        )
    newer = appraisal.round.appraisals.filter(
        appraiser=user, version__gt=appraisal.version
    )
    if newer.exists():
        return Answer(allowed=False, reason=_("There is a newer version of it."))
    return Answer.unless(appraiser_problem(appraisal.round.study, user))


def may_judge_round(review_round: AppraisalRound, user: Any) -> Answer:
    """Whether the person may decide the facts that this round's appraisers dispute."""
    if review_round.state in (RoundState.AWAITING, RoundState.CANCELLED):
        return Answer(
            allowed=False, reason=_("There are no two appraisals to decide between.")
        )
    return may_judge_study(review_round.study, user)


def may_judge_study(study: Study, user: Any) -> Answer:
    """Whether the person may decide facts, and override ratings, of this study."""
    if not has_role(user, Role.JUDGE):
        return Answer(allowed=False, reason=_("Only an independent judge decides."))
    if is_author(study, user):
        return Answer(
            allowed=False, reason=_("An author of the study cannot decide on it.")
        )
    rounds = AppraisalRound.objects.filter(study=study)
    if rounds.filter(appraisals__appraiser=user).exists():
        return Answer(
            allowed=False, reason=_("Who was asked to appraise it cannot decide on it.")
        )
    if rounds.filter(assigned_by=user).exists():
        return Answer(
            allowed=False, reason=_("Who chose the appraisers cannot decide on it.")
        )
    return Answer(allowed=True)


def may_record_body(studies: Sequence[Study], user: Any) -> Answer:
    """Whether the person may record the newest search and GRADE's facts of a body.

    `studies` are those that are pooled, with their references.
    """
    if not may_assign(user):
        return Answer(
            allowed=False,
            reason=_("Only a curator records facts of a body of evidence."),
        )
    return Answer.unless(_author_problem(studies, user))


def _author_problem(studies: Sequence[Study], user: Any) -> str:
    """Who wrote one of the studies stands to gain from how the body is rated."""
    further = Reference.objects.filter(further_studies__in=studies)
    if _wrote([*(study.reference for study in studies), *further], user):
        return _("An author of one of the studies takes no part in rating the body.")
    return ""


def may_judge_body(body: BodyOfEvidence, studies: Sequence[Study], user: Any) -> Answer:
    """Whether the person may put a result in place of a computed one of this body."""
    if not (user.is_active and has_role(user, Role.JUDGE)):
        return Answer(allowed=False, reason=_("Only an independent judge decides."))
    if body.appraisals.filter(recorded_by=user).exists():
        return Answer(
            allowed=False, reason=_("Who recorded facts of it cannot decide on it.")
        )
    return Answer.unless(_author_problem(studies, user))
