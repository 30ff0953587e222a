"""Facts as a test states them."""

from evidence.ratings.catalogue import RULE_SETS
from evidence.ratings.choices import Domain, Threat
from evidence.ratings.results import FactValue

LOW_THREATS = {f"threat_{threat.value}": "low" for threat in Threat}
NO_CONCERNS = {f"grade_{domain.value}": "none" for domain in Domain}


def facts(**values):
    """`facts(design="rct", attrition=11)`."""
    return {key: FactValue(value) for key, value in values.items()}


def rate(rule_set_key, **values):
    return RULE_SETS[rule_set_key].rate(facts(**values))


def threats(*, moderate=0, high=0):
    """All seven threats, the first ones high, then moderate, the others low."""
    risks = ["high"] * high + ["moderate"] * moderate
    return {**LOW_THREATS, **dict(zip(LOW_THREATS, risks, strict=False))}
