"""The form, its answers, and the pages behind the links in mails."""

import datetime as dt
import html
import re

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from mesh.core.models import OutgoingMail
from pathways.constants import PROPOSAL_TITLE_LENGTH, ProposalState
from pathways.models import PathwayProposal, RegisterPathwayQuestion
from pathways.services import proposals
from pathways.services.proposals import mails
from pathways.spam import TOKEN_MAX_AGE, FormToken
from tests.factories.core import OrganisationFactory, SubjectFactory, UserFactory
from tests.factories.registration import PathwayProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, register_page, form_values):
    """Post the form as a browser would; `send(title=...)` changes a value."""
    address = reverse("send_proposal", args=[register_page.pk])

    def post(**changes):
        return client.post(address, form_values(**changes))

    return post


def text_of(response):
    return html.unescape(response.content.decode())


# --- The form ------------------------------------------------------------------------


def test_the_form_stands_at_its_address_and_sets_no_cookie(client, register_page):
    answer = client.get("/register/")

    assert answer.status_code == 200
    assert "What happens to your data" in text_of(answer)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_an_address_can_fill_in_what_is_known(client, register_page):
    maths = SubjectFactory(slug="maths")
    topic = SubjectFactory(slug="fractions", parent=maths)
    asked = {
        "title": " A  b ",
        "barrier": "B",
        "known": "K\u202e",
        "subject": topic.slug,
    }

    form = client.get(register_page.url, asked).context["form"]

    assert form.initial["title"] == "A b"
    assert (form.initial["barrier"], form.initial["known"]) == ("B", "K")
    assert form.initial["subject"] == maths.pk


@pytest.mark.parametrize("slug", ["nonsense", "a\0b", "x" * 500])
def test_a_subject_that_is_not_known_is_not_filled_in(client, register_page, slug):
    response = client.get(register_page.url, {"subject": slug})

    assert response.status_code == 200
    assert response.context["form"].initial.get("subject") is None


def test_the_empty_search_leads_here_with_a_title(client, register_page):
    answer = client.get("/register/", {"title": 'fractions\n"<b>\0' + "x" * 200})

    value = re.search(r'name="title" value="([^"]*)"', answer.content.decode())[1]
    assert html.unescape(value).startswith('fractions "<b>x')
    assert len(html.unescape(value)) == PROPOSAL_TITLE_LENGTH


def test_a_single_association_is_not_asked_for(client, register_page, association):
    text = text_of(client.get("/register/"))

    assert "Its editors read your proposal" not in text
    assert f'name="organisation" value="{association.pk}"' in text


def test_the_form_costs_few_queries(
    client, register_page, association, django_assert_max_num_queries
):
    OrganisationFactory.create_batch(3)
    client.get("/register/")

    with django_assert_max_num_queries(20):
        client.get("/register/")


def test_a_valid_form_is_stored_and_leads_to_the_next_steps(send, client, editor):
    answer = send()

    assert (answer.status_code, answer.url) == (302, "/register/sent/")
    assert PathwayProposal.objects.get().state == ProposalState.NEW
    text = text_of(client.get(answer.url))
    assert "What happens next" in text
    assert 'href="/register/list/"' in text


def test_the_single_association_receives_a_form_that_does_not_name_it(
    send, association
):
    send(organisation="")

    assert PathwayProposal.objects.get().organisation == association


def test_a_spammer_sees_the_same_page(send):
    answer = send(trap="buy now")

    assert (answer.status_code, answer.url) == (302, "/register/sent/")
    assert PathwayProposal.objects.get().state == ProposalState.HELD


def test_a_double_submit_makes_one_proposal(send):
    values = {"token": FormToken.new(timezone.now()).sign()}

    assert send(**values).url == send(**values).url
    assert PathwayProposal.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("title", "Give the pathway a title."),
        ("subject", "Choose the subject it belongs to."),
        ("phases", "Tick at least one phase."),
        ("barrier", "Describe the barrier in a few sentences."),
        ("proposer_name", "Tell us your name."),
        ("proposer_email", "Give an email address at which we can answer you."),
        ("consent", "Without your consent we may not keep your proposal."),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(send, field, message):
    nothing = [] if field == "phases" else ""

    answer = send(**{field: nothing, "known": "My <own> words"})

    text = text_of(answer)
    assert answer.status_code == 200
    assert text.count(message) == 2  # in the summary, and at the field
    assert "My <own> words" in text
    assert not PathwayProposal.objects.exists()


def test_the_association_is_asked_for_when_there_are_several(send):
    OrganisationFactory()

    assert "Choose the association" in text_of(send(organisation=""))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("proposer_email", "not an address"),
        ("proposer_email", "ada@example.org\nBcc: all@example.org"),
        ("subject", "999999999999999999999999"),
        ("subject", "maths\0"),
        ("phases", ["999999"]),
        ("phases", ["x\0"]),
        ("organisation", "-1"),
        ("title", "x" * (PROPOSAL_TITLE_LENGTH + 1)),
        ("title", "\0\x01 \u202e"),
        ("barrier", "y" * 4001),
    ],
)
def test_wrong_values_are_refused_with_a_message(send, field, value):
    answer = send(**{field: value})

    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert not PathwayProposal.objects.exists()


def test_control_characters_are_taken_out(send):
    send(
        title="Fractions\r\nBcc: all@example.org\0\u202e",
        barrier="One\r\ntwo\0\x07",
        proposer_name="Ada\nDemo",
    )

    proposal = PathwayProposal.objects.get()
    assert proposal.title == "Fractions Bcc: all@example.org"
    assert proposal.barrier == "One\ntwo"
    assert proposal.proposer_name == "Ada Demo"
    assert "\n" not in OutgoingMail.objects.first().subject


@pytest.mark.parametrize(
    "token",
    [
        "",
        "nonsense",
        signing.dumps(["x", 0], salt="another use"),
        FormToken.new(timezone.now() - TOKEN_MAX_AGE - dt.timedelta(minutes=1)).sign(),
        FormToken.new(timezone.now() + dt.timedelta(hours=1)).sign(),
    ],
    ids=["missing", "forged", "of another use", "too old", "from the future"],
)
def test_a_stale_form_loses_nothing_and_passes_at_the_second_press(send, token):
    answer = send(token=token)

    text = text_of(answer)
    assert "Nothing you wrote is lost" in text
    assert "Pupils treat a fraction" in text
    fresh = re.search(r'name="token" value="([^"]*)"', answer.content.decode())[1]
    assert send(token=fresh).status_code == 302
    assert PathwayProposal.objects.exists()


def test_the_form_needs_neither_cookie_nor_session(client, send, settings):
    client.handler.enforce_csrf_checks = True

    assert send().status_code == 302


def test_reading_the_forms_target_leads_to_the_form(client, register_page):
    answer = client.get(reverse("send_proposal", args=[register_page.pk]))

    assert answer.url == "/register/"


def test_an_unpublished_form_takes_nothing(client, send, register_page):
    register_page.unpublish()

    assert send().status_code == 404


# --- Close titles --------------------------------------------------------------------


@pytest.fixture
def published(pathway):
    return pathway("Fractions as a number", live=True)


def test_a_close_title_is_shown_before_sending(send, published):
    answer = send()

    text = text_of(answer)
    assert "Is it one of these?" in text
    assert f'href="{published.url}"' in text
    assert "Pupils treat a fraction" in text
    assert not PathwayProposal.objects.exists()


def test_it_can_be_sent_all_the_same(send, published):
    assert send(send_anyway="1").status_code == 302
    assert PathwayProposal.objects.count() == 1


# --- Further questions ---------------------------------------------------------------


@pytest.fixture
def question(register_page):
    def make(field_type, label="How often?", **fields):
        return RegisterPathwayQuestion.objects.create(
            page=register_page, field_type=field_type, label=label, **fields
        )

    return make


@pytest.mark.parametrize(
    ("field_type", "sent", "stored"),
    [
        ("singleline", "Every \n day\0", "Every day"),
        ("multiline", "Every\r\nday", "Every\nday"),
        ("checkbox", "on", "Yes"),
        ("checkboxes", ["Daily", "Weekly"], "Daily, Weekly"),
        ("radio", "Daily", "Daily"),
        ("dropdown", "Weekly", "Weekly"),
        ("number", "3", "3"),
        ("date", "2026-11-24", "2026-11-24"),
    ],
)
def test_further_questions_are_stored_with_their_label(
    send, question, field_type, sent, stored
):
    asked = question(field_type, choices="Daily,Weekly")

    send(**{f"question_{asked.clean_name}": sent})

    proposal = PathwayProposal.objects.get()
    assert proposal.answers == [{"label": "How often?", "answer": stored}]


def test_an_optional_question_may_be_left_out(send, question):
    question("number", required=False)

    send()

    assert PathwayProposal.objects.get().answers == [
        {"label": "How often?", "answer": ""}
    ]


def test_a_required_question_is_asked_for(send, question):
    question("multiline")

    assert "How often?: This field is required." in text_of(send())


def test_a_question_may_be_called_like_a_fixed_one(send, question):
    asked = question("singleline", label="Title")

    send(**{f"question_{asked.clean_name}": "Professor"})

    proposal = PathwayProposal.objects.get()
    assert proposal.title == "Fractions as numbers"
    assert proposal.answers == [{"label": "Title", "answer": "Professor"}]


# --- The links in mails --------------------------------------------------------------


def path_of(link):
    return "/" + link.split("/", 3)[3]


def test_reading_the_confirmation_shows_a_button_and_changes_nothing(client, home):
    proposal = PathwayProposalFactory()

    text = text_of(client.get(path_of(mails.confirmation_link(proposal))))

    assert "Yes, confirm my address" in text
    proposal.refresh_from_db()
    assert proposal.address_confirmed_at is None


def test_pressing_the_button_confirms(client, register_page):
    proposal = PathwayProposalFactory()

    answer = client.post(path_of(mails.confirmation_link(proposal)))

    assert "Your address is confirmed" in text_of(answer)
    assert 'href="/register/list/"' in text_of(answer)
    proposal.refresh_from_db()
    assert proposal.address_confirmed_at is not None


def test_confirming_what_was_discarded_says_so(client, home):
    proposal = PathwayProposalFactory(discarded=True)

    answer = client.post(path_of(mails.confirmation_link(proposal)))

    assert answer.status_code == 410
    assert "no longer open" in text_of(answer)


@pytest.mark.parametrize(
    "view",
    ["confirm_proposal_address", "answer_proposal_question", "author_invitation"],
)
@pytest.mark.parametrize(
    "token",
    ["nonsense", signing.dumps(1, salt="another use")],
    ids=["forged", "of another use"],
)
def test_a_link_that_is_not_ours_leads_on(client, register_page, view, token):
    answer = client.get(reverse(view, args=[token]))

    assert answer.status_code == 410
    assert 'href="/register/"' in text_of(answer)


def test_a_link_leads_on_where_there_is_no_form(client, home):
    answer = client.get(reverse("author_invitation", args=["nonsense"]))

    assert "Home page" in text_of(answer)


@pytest.fixture
def open_question(editor, association, now):
    proposal = PathwayProposalFactory(organisation=association)
    return proposals.ask(proposal=proposal, text="Which year?", editor=editor, now=now)


def test_the_proposer_answers_without_an_account(client, home, open_question):
    address = path_of(mails.answer_link(open_question))
    assert "Which year?" in text_of(client.get(address))

    answer = client.post(address, {"answer": "Year 5"}, follow=True)

    assert "Thank you for your answer" in text_of(answer)
    open_question.refresh_from_db()
    assert open_question.answer == "Year 5"


def test_an_empty_answer_is_asked_for(client, home, open_question):
    answer = client.post(path_of(mails.answer_link(open_question)), {"answer": " "})

    assert "Write your answer before you send it." in text_of(answer)


def test_an_answer_that_comes_too_late_is_kept_on_the_page(
    client, home, open_question, editor, now
):
    proposals.decline(
        proposal=open_question.proposal, reason="Late.", editor=editor, now=now
    )

    answer = client.post(
        path_of(mails.answer_link(open_question)), {"answer": "Year 5"}
    )

    text = text_of(answer)
    assert "cannot be changed this way" in text
    assert "Year 5" in text


def test_an_invitation_leads_to_choosing_a_password(client, home):
    author = UserFactory(password=None)
    author.set_unusable_password()
    author.save()

    answer = client.get(path_of(mails.invitation_link(author)), follow=True)

    assert answer.status_code == 200
    assert 'name="new_password1"' in text_of(answer)


def test_an_invitation_leads_to_sign_in_once_there_is_a_password(client, home):
    answer = client.get(path_of(mails.invitation_link(UserFactory())))

    assert answer.url == reverse("wagtailadmin_login")


def test_an_invitation_to_a_closed_account_is_dead(client, home):
    author = UserFactory(is_active=False)

    assert client.get(path_of(mails.invitation_link(author))).status_code == 410
