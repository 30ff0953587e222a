"""Changes in the database and in forms."""

import json

import pytest

from pathways.differences import differences, from_json
from tests.pathways.differences.maps import random_map, seeded


@pytest.mark.parametrize("seed", range(5))
def test_a_change_comes_back_from_json_as_it_was(seed):
    rng = seeded(seed)
    before = random_map(rng, [f"n{number}" for number in range(12)])
    after = random_map(rng, [f"n{number}" for number in range(4, 16)])

    for change in differences(before, after):
        assert from_json(json.loads(json.dumps(change.as_json()))) == change


def test_every_change_has_a_key_of_its_own():
    rng = seeded(1)
    before = random_map(rng, [f"n{number}" for number in range(12)])
    after = random_map(rng, [f"n{number}" for number in range(4, 16)])

    keys = [change.key for change in differences(before, after)]

    assert len(set(keys)) == len(keys)
    assert keys == [change.key for change in differences(before, after)]


def test_an_unknown_kind_of_change_is_refused():
    with pytest.raises(KeyError):
        from_json({"change": "painted", "node": "a", "label": "a"})
