"""Addresses of the section "Appraisals", under /admin/appraisals/."""

from django.urls import path

from evidence.appraising import assigning_views, deciding_views, views

urlpatterns = [
    path("", views.OverviewView.as_view(), name="overview"),
    path("<int:pk>/", views.AppraisalView.as_view(), name="appraisal"),
    path("<int:pk>/conflict/", views.ConflictView.as_view(), name="conflict"),
    path("<int:pk>/facts/", views.FactsView.as_view(), name="facts"),
    path("<int:pk>/correct/", views.CorrectView.as_view(), name="correct"),
    path("ask/", assigning_views.AssignView.as_view(), name="assign"),
    path("rounds/", assigning_views.RoundsView.as_view(), name="rounds"),
    path("rounds/<int:pk>/", assigning_views.RoundView.as_view(), name="round"),
    path(
        "rounds/<int:pk>/differences/",
        deciding_views.DifferencesView.as_view(),
        name="differences",
    ),
    path(
        "studies/<int:pk>/",
        deciding_views.StudyRatingsView.as_view(),
        name="study_ratings",
    ),
]
