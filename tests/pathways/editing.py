"""Posting the page editor's form as a browser would after reading it."""

from django.urls import reverse

from tests.factories.streams import block as raw_block


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(parent, model):
    return reverse(
        "wagtailadmin_pages:add", args=["pathways", model._meta.model_name, parent.pk]
    )


def plain_fields(form):
    """Every field of the form that is one input or a list of choices."""
    data = {}
    for bound in form:
        value = bound.value()
        if bound.name in {"nodes", "body"} or value in (None, [], ""):
            continue
        data[bound.html_name] = (
            [getattr(item, "pk", item) for item in value]
            if isinstance(value, (list, tuple))
            else value
        )
    for formset in form.formsets.values():
        for hidden in formset.management_form:
            data[hidden.html_name] = hidden.value() or 0
    return data


def untouched(form):
    """What an author sends who opens a map and saves it without a change."""
    widget = form.fields["nodes"].widget
    state = widget.form_state(form["nodes"].value())
    data = {**plain_fields(form), "nodes-count": len(state)}
    for index, item in enumerate(state):
        data |= {
            f"nodes-{index}-deleted": "",
            f"nodes-{index}-order": index,
            f"nodes-{index}-type": "node",
            f"nodes-{index}-id": item["id"] or "",
            f"nodes-{index}-value-__raw": item["value"]["raw"],
            **line(index, item["value"]),
        }
    return data


def line(index, state):
    """The fields of a node's line, as the browser fills them from its state."""
    fields = {name: state[name] for name in ("label", "level", "kind", "edge")}
    fields["page"] = state["page"]["id"] if state["page"] else ""
    return {f"nodes-{index}-value-{name}": value for name, value in fields.items()}


def opened(index, label, level, kind="barrier", **fields):
    """The fields of a node that the author has opened, or just added."""
    prefix = f"nodes-{index}"
    return {
        f"{prefix}-deleted": "",
        f"{prefix}-order": index,
        f"{prefix}-type": "node",
        f"{prefix}-id": fields.get("id", ""),
        f"{prefix}-value-label": label,
        f"{prefix}-value-level": str(level),  # a browser sends text
        f"{prefix}-value-kind": kind,
        f"{prefix}-value-edge": fields.get("edge", ""),
        f"{prefix}-value-page": fields.get("page", ""),
        f"{prefix}-value-media-count": 0,
    }


def stream_prefix(name, parts):
    """A stream of rich text parts, in the order given: `[("what_you_see", html)]`."""
    data = {f"{name}-count": len(parts)}
    for index, (part, value) in enumerate(parts):
        data |= {
            f"{name}-{index}-deleted": "",
            f"{name}-{index}-order": index,
            f"{name}-{index}-type": part,
            f"{name}-{index}-id": raw_block(part, "")["id"],
            f"{name}-{index}-value": value,
        }
    return data
