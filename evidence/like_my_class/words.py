"""A sentence for each criterion and likeness, as it stands beside a study."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evidence.like_my_class.classes import Criterion
from evidence.like_my_class.matching import Likeness

SENTENCES: dict[Criterion, dict[Likeness, str | Promise]] = {
    Criterion.PHASE: {
        Likeness.SAME: _("same phase"),
        Likeness.NEAR: _("pupils of nearly the same age"),
        Likeness.OTHER: _("other phase"),
        Likeness.NOT_REPORTED: _("phase not reported"),
    },
    Criterion.SUBJECT: {
        Likeness.SAME: _("same subject"),
        Likeness.NEAR: _("same subject, another topic or none named"),
        Likeness.OTHER: _("other subject"),
        Likeness.NOT_REPORTED: _("subject not reported"),
    },
    Criterion.COUNTRY: {
        Likeness.SAME: _("same country"),
        Likeness.NEAR: _("your country among others"),
        Likeness.OTHER: _("other country"),
        Likeness.NOT_REPORTED: _("country not reported"),
    },
    Criterion.DISADVANTAGE: {
        Likeness.SAME: _("about as many disadvantaged pupils"),
        Likeness.NEAR: _("share of disadvantaged pupils not far off"),
        Likeness.OTHER: _("other share of disadvantaged pupils"),
        Likeness.NOT_REPORTED: _("disadvantage not reported"),
    },
    Criterion.CLASS_SIZE: {
        Likeness.SAME: _("about the same class size"),
        Likeness.NEAR: _("class size not far off"),
        Likeness.OTHER: _("other class size"),
        Likeness.NOT_REPORTED: _("class size not reported"),
    },
    Criterion.DELIVERER: {
        Likeness.SAME: _("given by the same"),
        Likeness.NEAR: _("given by the same in part"),
        Likeness.OTHER: _("given by others"),
        Likeness.NOT_REPORTED: _("not reported who gave it"),
    },
}
