"""The page with the registration form."""

from pathways.models import HomePage, RegisterPathwayPage

DATA_NOTICE = (
    "<p>The editors of the association you choose read what you send. Your name, email "
    "address and organisation are used to answer you and, if your proposal is accepted, "
    "to make you its author. They are not published unless you allow it below, and they "
    "are not passed on to anybody else. You may ask for them to be deleted at any "
    "time.</p>"
)
INTRODUCTION = (
    "<p>You see pupils struggle with the same thing again and again? Propose a pathway: "
    "a map from what a teacher sees to what helps. You need not know the answer.</p>"
)


def ensure_register_page(home: HomePage) -> RegisterPathwayPage:
    """The live registration form under a home page; made at /register/ if missing."""
    found = RegisterPathwayPage.objects.child_of(home).first()
    if found is not None:
        return found
    page = RegisterPathwayPage(
        title="Register a pathway",
        slug="register",
        introduction=INTRODUCTION,
        data_notice=DATA_NOTICE,
        search_description="Propose a pathway to a subject association.",
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page
