"""Addresses of the section "Reviews" in the admin, and of the links in mails."""

from django.urls import path

from workflows.views import coordinating, invitations, judging, overview, reviewing

admin_urlpatterns = [
    path("", overview.OverviewView.as_view(), name="overview"),
    path(
        "assignments/<int:pk>/", reviewing.AssignmentView.as_view(), name="assignment"
    ),
    path("assignments/<int:pk>/page/", reviewing.reviewed_page, name="assignment_page"),
    path("assignments/<int:pk>/accept/", reviewing.AcceptView.as_view(), name="accept"),
    path(
        "assignments/<int:pk>/decline/", reviewing.DeclineView.as_view(), name="decline"
    ),
    path("assignments/<int:pk>/report/", reviewing.ReportView.as_view(), name="report"),
    path("judgements/", overview.OverviewView.as_view(), name="judgements"),
    path("judgements/<int:pk>/", judging.JudgementView.as_view(), name="judgement"),
    path("judgements/<int:pk>/page/", judging.judged_page, name="judgement_page"),
    path("judgements/<int:pk>/recuse/", judging.RecusalView.as_view(), name="recuse"),
    path("rounds/", coordinating.RoundsView.as_view(), name="rounds"),
    path("rounds/<int:pk>/", coordinating.RoundView.as_view(), name="round"),
    path("rounds/<int:pk>/page/", coordinating.round_page, name="round_page"),
    path("rounds/<int:pk>/invite/", coordinating.InviteView.as_view(), name="invite"),
    path(
        "rounds/<int:pk>/withdraw/<int:assignment_pk>/",
        coordinating.WithdrawView.as_view(),
        name="withdraw",
    ),
    path("rounds/<int:pk>/revoke/", coordinating.RevokeView.as_view(), name="revoke"),
]

urlpatterns = [
    path("respond/<str:token>/", invitations.respond, name="respond"),
]
