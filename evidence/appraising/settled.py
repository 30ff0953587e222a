"""When a round has just been settled: judges hear which ratings it leaves open."""

from evidence.appraising import notices
from evidence.appraising.waiting import decidable
from evidence.models import AppraisalRound


def tell_what_is_open(review_round: AppraisalRound) -> None:
    """Mail judges the ratings that a round leaves open which has just been settled.

    A round on a finding concerns that finding, one on the study everything in it.
    """
    ratings = decidable().filter(study=review_round.study_id).select_related("finding")
    if review_round.finding_id:
        ratings = ratings.filter(finding=review_round.finding_id)
    if opened := list(ratings):
        notices.ratings_left_open(review_round, opened)
