"""What the workflow needs to stand: steps, review form, rights of the roles' groups.

Each function may be called any number of times, and is, after every migrate.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowTask,
)

from mesh.core.constants import Role
from mesh.core.roles import grant
from workflows.constants import (
    JUDGEMENT_TASK_NAME,
    PEER_REVIEW_TASK_NAME,
    REVIEW_FORM_NAME,
    WORKFLOW_NAME,
    QuestionKind,
)
from workflows.models import (
    JudgementTask,
    PeerReviewTask,
    ReviewedPageMixin,
    ReviewedPageType,
    ReviewForm,
    ReviewQuestion,
)
from workflows.models.tasks import review_workflow

WRITING_ROLES = (Role.AUTHOR, Role.EDITOR)
LIBRARY_PERMISSIONS = (
    "add_image",
    "choose_image",
    "add_document",
    "choose_document",
)


@transaction.atomic
def ensure_workflow() -> Workflow:
    """The one workflow with its two steps; an administrator's changes are kept.

    It is tied to no place in the page tree: a reviewed page type names it itself
    (`ReviewedPageMixin.get_workflow`), so that other pages are free of it and moving a
    page does not change its workflow.
    """
    workflow = review_workflow()
    if workflow is not None:
        return workflow
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    review, _created = PeerReviewTask.objects.get_or_create(
        name=PEER_REVIEW_TASK_NAME, defaults={"form": ensure_review_form()}
    )
    judgement, _created = JudgementTask.objects.get_or_create(name=JUDGEMENT_TASK_NAME)
    for order, task in enumerate((review, judgement)):
        WorkflowTask.objects.get_or_create(
            workflow=workflow,
            task=task.task_ptr,
            defaults={"sort_order": order},
        )
    return workflow


@transaction.atomic
def ensure_review_form() -> ReviewForm:
    """The form that a new installation starts with; a changed one is left alone."""
    form, is_new = ReviewForm.objects.get_or_create(
        name=REVIEW_FORM_NAME,
        defaults={
            "introduction": _(
                "Rate each criterion by the words, not by the number. Say in your "
                "comments what would have to change for a higher level."
            )
        },
    )
    if is_new:
        for order, (key, label, levels) in enumerate(_criteria()):
            ReviewQuestion.objects.create(
                form=form,
                order=order,
                key=key,
                kind=QuestionKind.RATING,
                label=label,
                **{f"level_{n}": words for n, words in enumerate(levels, start=1)},
            )
        ReviewQuestion.objects.create(
            form=form,
            order=10,
            key="missing",
            kind=QuestionKind.TEXT,
            label=_("Which important research is missing?"),
            help_text=_("Name it, with a DOI if you can."),
            is_required=False,
        )
    return form


def _criteria() -> tuple[tuple[str, str, tuple[str, str, str, str]], ...]:
    return (
        (
            "evidence",
            _("Is each claim supported by the evidence that is cited for it?"),
            (
                _("Central claims have no evidence, or the evidence says otherwise."),
                _("Some claims go further than the evidence that is cited."),
                _("Claims follow the evidence; limits are named in places."),
                _("Every claim follows the evidence, and its limits stand beside it."),
            ),
        ),
        (
            "balance",
            _("Is the case against put fairly?"),
            (
                _("Evidence against is left out."),
                _("Evidence against is named, but not taken seriously."),
                _("The main evidence against is put fairly."),
                _("A critic would find their case put as they would put it."),
            ),
        ),
        (
            "use",
            _("Could a teacher act on it?"),
            (
                _("A teacher could not tell what to do."),
                _("What to do is clear, but not with whom, when or how long."),
                _("A teacher could try it, and would have to work out some details."),
                _("A teacher could try it next week, and tell whether it worked."),
            ),
        ),
        (
            "clarity",
            _("Is it clear to a teacher who does not know the research?"),
            (
                _("Hard to follow."),
                _("Clear in parts; terms are used that are not explained."),
                _("Clear, with a few sentences to mend."),
                _("Clear throughout, and no longer than it has to be."),
            ),
        ),
    )


@transaction.atomic
def ensure_rights() -> None:
    """Give each role what it needs in Wagtail, and nothing more.

    All may enter the admin. Authors and editors may add pages, which lets them edit
    their own; `ReviewedPagePermissionTester` adds the pages of an editor's association.
    Reviewers and judges get no editor. Nobody gets the right to publish.
    """
    for role in Role:
        grant(role, "wagtailadmin.access_admin")
    for role in WRITING_ROLES:
        _let_use_the_library(Group.objects.get(name=role.value))
    ensure_page_rights()


def ensure_page_rights() -> None:
    """The rights on the root of the page tree, when there is a root."""
    root = Page.get_first_root_node()
    if root is None:
        return
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename="add_page"
    )
    for role in WRITING_ROLES:
        group, _created = Group.objects.get_or_create(name=role.value)
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=permission
        )


def _let_use_the_library(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in Permission.objects.filter(
        codename__in=LIBRARY_PERMISSIONS,
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )


def ensure_reviewed_types() -> None:
    """Tell the database's trigger which page types are reviewed."""
    reviewed = [
        ContentType.objects.get_for_model(model)
        for model in apps.get_models()
        if issubclass(model, ReviewedPageMixin)
    ]
    ReviewedPageType.objects.exclude(content_type__in=reviewed).delete()
    for content_type in reviewed:
        ReviewedPageType.objects.get_or_create(content_type=content_type)


def ensure_all() -> Workflow:
    """Everything of this module, in the order in which one thing needs another."""
    ensure_reviewed_types()
    ensure_rights()
    return ensure_workflow()
