"""What is known of the studies of a synthesis, to be held against a class."""

from collections import defaultdict
from collections.abc import Iterable

from evidence.like_my_class.classes import Ages, StudyFacts, Topic
from evidence.models import Study
from evidence.synthesis.within import StudyEffect
from mesh.core.models import Phase, Subject


def topic_of(subject: Subject) -> Topic:
    """A subject, or a topic with the subject that it belongs to."""
    if subject.parent_id is None:
        return Topic(subject.pk)
    return Topic(subject.parent_id, subject.pk)


def ages_of(phase: Phase) -> Ages:
    """A phase with its ages."""
    return Ages(phase.pk, phase.age_from, phase.age_to)


def facts_of(effects: Iterable[StudyEffect]) -> dict[int, StudyFacts]:
    """What is known of each study, by its key; two queries, however many there are."""
    every = list(effects)
    keys = {each.study.pk for each in every}
    phases, subjects = _phases(keys), _subjects(keys)
    return {
        each.study.pk: StudyFacts(
            phases=frozenset(phases[each.study.pk]),
            subjects=frozenset(subjects[each.study.pk]),
            country=each.study.country,
            disadvantage=each.study.percent_disadvantaged,
            class_size=each.study.class_size,
            deliverers=frozenset(e.finding.deliverer for e in each.estimates),
        )
        for each in every
    }


def _phases(keys: set[int]) -> dict[int, set[Ages]]:
    rows = Study.phases.through.objects.filter(study__in=keys).select_related("phase")
    found: dict[int, set[Ages]] = defaultdict(set)
    for row in rows:
        found[row.study_id].add(ages_of(row.phase))
    return found


def _subjects(keys: set[int]) -> dict[int, set[Topic]]:
    rows = Study.subjects.through.objects.filter(study__in=keys)
    found: dict[int, set[Topic]] = defaultdict(set)
    for row in rows.select_related("subject"):
        found[row.study_id].add(topic_of(row.subject))
    return found
