"""What the address of a pathway asks for."""

import pytest

from pathways.pathway_views.choices import Choice, PathwayView, is_kept, read


def test_an_address_without_parameters_asks_for_the_usual_view():
    assert read({}) == Choice()
    assert Choice().mode == "auto"
    assert Choice().is_drawn


@pytest.mark.parametrize("view", ["map", "outline"])
def test_map_and_outline_are_drawn_as_asked(view):
    choice = read({"view": view})

    assert choice.is_drawn
    assert choice.mode == view


def test_the_table_takes_an_order_and_a_kind():
    choice = read({"view": "table", "sort": "-label", "kind": "barrier"})

    assert (choice.view, choice.sort, choice.kind) == ("table", "-label", "barrier")
    assert not choice.is_drawn
    assert choice.notices == ()


def test_an_unknown_view_is_said_and_the_usual_one_shown():
    choice = read({"view": "<script>"})

    assert choice.view == ""
    assert "There is no such view" in str(choice.notices[0])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"sort": "colour"}, "no such column"),
        ({"sort": "--label"}, "no such column"),
        ({"kind": "unicorn"}, "no such kind"),
    ],
)
def test_an_unknown_order_or_kind_is_said_and_left_out(asked, told):
    choice = read({"view": "table", **asked})

    assert (choice.sort, choice.kind) == ("", "")
    assert told in str(choice.notices[0])


def test_another_view_keeps_nothing_of_the_table():
    assert read({"view": "map", "sort": "label"}).sort == ""


def test_a_choice_writes_its_own_address():
    choice = Choice(view="table", sort="label", node="x", notices=("Said.",))

    assert choice.but(kind="gap").query == "?view=table&sort=label&kind=gap"
    assert choice.but(sort="").query == "?view=table"
    assert Choice().query == ""


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ({"view": "gaps"}, ""),
        ({"view": "table", "kind": "gap", "sort": "label"}, "?view=table&sort=label"),
        ({"view": "flow"}, "?view=flow"),
        ({}, ""),
    ],
)
def test_a_node_is_sought_where_every_node_has_its_place(query, whole):
    assert read(query).with_every_node.query == whole


def test_a_choice_is_called_by_its_view():
    assert Choice(view="flow").label == "Flow"
    assert Choice().label == ""


def test_only_a_view_alone_is_kept_for_others():
    assert all(is_kept(f"view={view}") for view in PathwayView.values)
    for query in ("", "view=", "view=junk", "view=table&sort=label", "view=table&x=1"):
        assert not is_kept(query)
