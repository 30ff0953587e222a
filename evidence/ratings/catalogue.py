"""Every rule set, in the order in which readers see them."""

from collections.abc import Mapping

from evidence.ratings.criteria import (
    e4i,
    eef_cost,
    eef_months,
    eef_security,
    essa,
    grade,
    improvement,
    kraft,
    maryland,
    mesh,
    wwc_study,
)
from evidence.ratings.rule_sets import RuleSet, Subject

RULE_SETS: Mapping[str, RuleSet] = {
    rule_set.key: rule_set
    for rule_set in (
        eef_security.SECURITY,
        wwc_study.STUDY,
        maryland.SMS,
        essa.ESSA,
        grade.GRADE,
        eef_months.TRIAL,
        eef_months.TOOLKIT,
        kraft.EFFECT,
        improvement.IMPROVEMENT,
        eef_cost.COST,
        kraft.COST,
        mesh.STRENGTH,
        mesh.TRANSFERABILITY,
        e4i.E4I,
    )
}


def rule_sets_about(subject: Subject) -> list[RuleSet]:
    """The rule sets that rate this kind of record."""
    return [each for each in RULE_SETS.values() if each.subject == subject]
