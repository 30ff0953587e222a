"""Public pages: how each rating was computed, and by which rules."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evidence.appraising.settling import agreement_by_fact
from evidence.crumbs import Crumb, crumb, crumbs
from evidence.models import AppraisalRound, Finding, Reference, Study
from evidence.rating_pages.presentation import RatingsShown
from evidence.rating_pages.reading import StudyRatings, read_ratings
from evidence.ratings.catalogue import RULE_SETS
from mesh.core.page_cache import kept_for_anonymous


@kept_for_anonymous
@require_safe
def record_ratings(request: HttpRequest, slug: str) -> HttpResponse:
    """Every rating of a record, side by side."""
    reference = get_object_or_404(Reference.every, slug=slug).standing
    studies = list(reference.studies.prefetch_related("findings"))
    read = _read(reference, studies)
    return render(
        request,
        "evidence/ratings/record.html",
        {
            "reference": reference,
            "subjects": [shown for each in read for shown in each.all],
            "crumbs": _crumbs(reference),
        },
    )


@kept_for_anonymous
@require_safe
def study_ratings(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """How each rating of a study was computed."""
    study = get_object_or_404(
        Study.objects.with_reference(), pk=pk, reference__slug=slug
    )
    [read] = _read(study.reference, [study], with_rounds=True)
    return _subject(request, study.reference, read.own)


@kept_for_anonymous
@require_safe
def finding_ratings(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """How each rating of a finding was computed."""
    finding = get_object_or_404(
        Finding.objects.with_record(), key=key, study__reference__slug=slug
    )
    [read] = read_ratings([(finding.study, [finding])], with_rounds=True).values()
    return _subject(request, finding.study.reference, read.by_finding[finding.pk])


def _read(
    reference: Reference, studies: Sequence[Study], *, with_rounds: bool = False
) -> list[StudyRatings]:
    pairs = []
    for study in studies:
        study.reference = reference
        findings = list(study.findings.all())
        for finding in findings:
            finding.study = study
        pairs.append((study, findings))
    return list(read_ratings(pairs, with_rounds=with_rounds).values())


def _subject(
    request: HttpRequest, reference: Reference, shown: RatingsShown
) -> HttpResponse:
    crumbs = [
        *_crumbs(reference),
        {
            "title": _("Ratings"),
            "url": reverse("evidence:record_ratings", args=[reference.slug]),
        },
    ]
    return render(
        request,
        "evidence/ratings/subject.html",
        {"reference": reference, "shown": shown, "crumbs": crumbs},
    )


def _crumbs(reference: Reference) -> list[Crumb]:
    return crumbs(crumb(reference.short_name, reference.get_absolute_url()))


@kept_for_anonymous
@require_safe
def how_we_rate(request: HttpRequest) -> HttpResponse:
    """Every rule set, and how well appraisers agree."""
    rounds = AppraisalRound.objects.filter(settled_at__isnull=False)
    rounds = rounds.select_related("study", "finding").prefetch_related(
        "appraisals", "fact_decisions"
    )
    return render(
        request,
        "evidence/ratings/how_we_rate.html",
        {
            "rule_sets": RULE_SETS.values(),
            "agreement": agreement_by_fact(list(rounds)),
            "crumbs": _rule_crumbs()[:-1],
        },
    )


@kept_for_anonymous
@require_safe
def rule_set(request: HttpRequest, key: str) -> HttpResponse:
    """The rules of one rule set in words."""
    if key not in RULE_SETS:
        raise Http404
    return render(
        request,
        "evidence/ratings/rule_set.html",
        {"rule_set": RULE_SETS[key], "crumbs": _rule_crumbs()},
    )


def _rule_crumbs() -> list[Crumb]:
    return crumbs(crumb(_("How we rate"), reverse("evidence:how_we_rate")))
