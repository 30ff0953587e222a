"""Every fact by its key."""

from collections.abc import Mapping

from evidence.ratings import asked, known
from evidence.ratings.facts import Fact

FACTS: Mapping[str, Fact] = {
    fact.key: fact for fact in (*known.RECORDED, *asked.ASKED, *known.COMPUTED)
}
ASKED: Mapping[str, Fact] = {fact.key: fact for fact in asked.ASKED}
