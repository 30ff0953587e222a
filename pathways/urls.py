"""Addresses of registration that stand in mails and forms, not in the page tree."""

from django.urls import path

from pathways import views

urlpatterns = [
    path("send/<int:page_pk>/", views.send_proposal, name="send_proposal"),
    path(
        "confirm/<str:token>/", views.confirm_address, name="confirm_proposal_address"
    ),
    path("answer/<str:token>/", views.answer_question, name="answer_proposal_question"),
    path("invitation/<str:token>/", views.author_invitation, name="author_invitation"),
]
