"""Every word of the writing outline, for `site/frontend/ts/editor` to fill and show."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

COUNTED = {
    "nodes": ngettext_lazy("%(count)d node.", "%(count)d nodes.", "count"),
    "points": ngettext_lazy(
        "%(count)d point to look at.", "%(count)d points to look at.", "count"
    ),
    "comments": ngettext_lazy("%(count)d comment", "%(count)d comments", "count"),
    "required": ngettext_lazy(
        "%(count)d must be put right before a review.",
        "%(count)d must be put right before a review.",
        "count",
    ),
}
WORDS: dict[str, str | Promise] = {
    # the line
    "list": _("Nodes of the map, in order"),
    "empty": _(
        "The map is empty. Press Add, and write what a teacher sees in class: that is "
        "where the map starts."
    ),
    "placeholder": _("A few words"),
    "untitled": _("(no label)"),
    "kind": _("Kind"),
    "no_kind": _("Kind …"),
    "edge": _("How it relates to the node it hangs on"),
    "no_edge": _("relates …"),
    "drag": _("Drag to move the node with all that hangs on it"),
    "label_start": _("Label of the start"),
    "label_under": _("Label, level %(level)s, under “%(under)s”"),
    "branch": _("What hangs on “%(label)s”"),
    "open": _("What lies beneath “%(label)s”"),
    "open_short": _("Text, pictures, film and sound (Alt + Enter)"),
    "beneath": _("Beneath the node"),
    "page_none": _("No knowledge page"),
    "page_live": _("Leads to “%(page)s”, published"),
    "page_draft": _("Leads to “%(page)s”, not published yet"),
    "page_chosen": _("Leads to “%(page)s”"),
    "page_gone": _("Leads to a page that was deleted"),
    "choose": _("Choose a knowledge page"),
    "choose_another": _("Choose another page"),
    "page_edit": _("Edit the page in a new tab"),
    "page_remove": _("Let the node lead to no page"),
    "start_page": _("Start a new knowledge page"),
    "start_help": _(
        "A draft with this title is made under the same subject, and the node leads to "
        "it. You can write the page later."
    ),
    "start_title": _("Title"),
    "start_kind": _("What it is about"),
    "start_barrier": _("A barrier to learning"),
    "start_intervention": _("An intervention"),
    "start_do": _("Make the draft"),
    "start_done": _("Made the draft “%(page)s”. The node leads to it."),
    "start_failed": _("The page could not be made. Check your connection, try again."),
    "cancel": _("Cancel"),
    # the drawing and the checklist
    "side": _("Drawing and checklist"),
    "drawing": _("The map as it will look"),
    "drawing_empty": _("Add a line, and the map is drawn here."),
    "checklist": _("Checklist"),
    "checks_clear": _("Nothing to look at: the map is in order."),
    "checks_failed": _("The checklist could not be brought up to date."),
    "none_required": _("None keeps the map from review."),
    "must": _("Must be put right:"),
    "may": _("Look at:"),
    # the buttons
    "toolbar": _("Change the current line"),
    "do_add": _("Add a line beneath (Enter)"),
    "do_outdent": _("Hang it one level higher (Alt + ←)"),
    "do_indent": _("Hang it on the line above (Alt + →)"),
    "do_up": _("Move up, with all that hangs on it (Alt + ↑)"),
    "do_down": _("Move down, with all that hangs on it (Alt + ↓)"),
    "do_duplicate": _("Duplicate, with all that hangs on it (Ctrl + D)"),
    "do_delete": _("Delete, with all that hangs on it (Alt + Delete)"),
    "do_comment": _("Comment on the node (Ctrl + Alt + M)"),
    "do_undo": _("Undo (Ctrl + Z)"),
    "do_redo": _("Redo (Ctrl + Y)"),
    "short_add": _("Add"),
    "short_outdent": _("Out"),
    "short_indent": _("In"),
    "short_up": _("Up"),
    "short_down": _("Down"),
    "short_duplicate": _("Duplicate"),
    "short_delete": _("Delete"),
    "short_comment": _("Comment"),
    "short_undo": _("Undo"),
    "short_redo": _("Redo"),
    # the keys
    "help": _("How to write here: the keys"),
    "help_text": _(
        "One line is one node. Write its label, and hang it on the line above by moving "
        "it to the right. Every key has a button above; lines can also be dragged by "
        "the six dots. Tab leaves the line as everywhere else."
    ),
    "keys_add": _("Enter"),
    "help_add": _("a new line beneath"),
    "keys_add_child": _("Ctrl + Enter"),
    "help_add_child": _("a new line that hangs on this one"),
    "keys_lines": _("↑ ↓"),
    "help_lines": _("to the line above or below"),
    "keys_indent": _("Alt + →"),
    "help_indent": _("hang it on the line above"),
    "keys_outdent": _("Alt + ←"),
    "help_outdent": _("hang it one level higher"),
    "keys_up": _("Alt + ↑"),
    "help_up": _("move it up, with all that hangs on it"),
    "keys_down": _("Alt + ↓"),
    "help_down": _("move it down, with all that hangs on it"),
    "keys_collapse": _("Ctrl + ."),
    "help_collapse": _("close or open the branch"),
    "keys_open": _("Alt + Enter"),
    "help_open": _("text, pictures, film and sound beneath the node"),
    "keys_duplicate": _("Ctrl + D"),
    "help_duplicate": _("duplicate it, with all that hangs on it"),
    "keys_delete": _("Alt + Delete"),
    "help_delete": _("delete it, with all that hangs on it"),
    "keys_comment": _("Ctrl + Alt + M"),
    "help_comment": _("comment on the node"),
    "keys_undo": _("Ctrl + Z"),
    "help_undo": _("undo"),
    "keys_redo": _("Ctrl + Y"),
    "help_redo": _("do it again"),
    # what happened
    "added": _("Added under “%(parent)s”, level %(level)s."),
    "added_start": _("Added the start of the map."),
    "moved": _("Moved “%(label)s” under “%(parent)s”, level %(level)s."),
    "moved_start": _("This is the start of the map."),
    "duplicated": _("Duplicated “%(label)s”:"),
    "deleted": _("Deleted “%(label)s”:"),
    "deleted_undo": _("Undo brings it back."),
    "undo_done": _("Undone."),
    "redo_done": _("Done again."),
    "nothing_to_undo": _("There is nothing to undo."),
    "nothing_to_redo": _("There is nothing to do again."),
    "collapsed": _("Branch closed."),
    "expanded": _("Branch opened."),
    # why not
    "one_start": _("A map has one start: it can’t be duplicated."),
    "refused_is_start": _("The start of the map stays where it is."),
    "refused_no_parent_before": _(
        "“%(label)s” is as deep as it can be below the line above it."
    ),
    "refused_too_deep": _("A map has at most %(most)s levels."),
    "refused_on_start": _(
        "“%(label)s” hangs on the start already, and a map has one start."
    ),
    "refused_is_first": _("“%(label)s” is the first of its branch."),
    "refused_is_last": _("“%(label)s” is the last of its branch."),
    "refused_own_branch": _("A node can’t hang on itself."),
}
# For `aria-keyshortcuts`: the names are the standard's, and not translated.
KEYS = {
    "add": "Enter",
    "outdent": "Alt+ArrowLeft",
    "indent": "Alt+ArrowRight",
    "up": "Alt+ArrowUp",
    "down": "Alt+ArrowDown",
    "duplicate": "Control+D",
    "delete": "Alt+Delete",
    "comment": "Control+Alt+M",
    "undo": "Control+Z",
    "redo": "Control+Y",
}


def counted_words() -> dict[str, str]:
    """What is said of a number of things: as `name_one` and `name_other`."""
    return {
        f"{name}_{form}": str(text % {"count": number}).replace(
            str(number), "%(count)s", 1
        )
        for name, text in COUNTED.items()
        for form, number in (("one", 1), ("other", 2))
    }


def words() -> dict[str, str]:
    """Every word, in the reader's language."""
    plain = {name: str(text) for name, text in WORDS.items()}
    return {
        **plain,
        **counted_words(),
        **{f"key_{name}": keys for name, keys in KEYS.items()},
    }
