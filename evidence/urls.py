"""Public addresses of the evidence."""

from django.urls import path

from evidence import download_views, json_ld_views, views
from evidence.bodies import views as bodies
from evidence.gap_map import views as gaps
from evidence.graph import views as graph
from evidence.rating_pages import views as ratings

app_name = "evidence"
urlpatterns = [
    path("", views.index, name="index"),
    path("context.jsonld", json_ld_views.context, name="context"),
    path("terms/", json_ld_views.terms, name="terms"),
    path("synthesis/", views.syntheses, name="syntheses"),
    path("synthesis/<slug:outcome_kind>/", views.synthesis, name="synthesis"),
    path(
        "synthesis/<slug:outcome_kind>/<str:form>/",
        download_views.synthesis,
        name="download_synthesis",
    ),
    path("download/", download_views.page, name="download_page"),
    path("download/<str:form>/", download_views.several, name="download_several"),
    path("gaps/", gaps.outcome_map, name="gaps"),
    path("gaps/table.csv", gaps.outcome_table, name="gaps_table"),
    path("gaps/barriers/", gaps.barrier_map, name="gaps_of_barriers"),
    path("how-we-rate/", ratings.how_we_rate, name="how_we_rate"),
    path("how-we-rate/<slug:key>/", ratings.rule_set, name="rule_set"),
    path("barriers/", graph.barriers, name="barriers"),
    path("barriers/<slug:slug>/", graph.barrier, name="barrier"),
    path("interventions/", graph.interventions, name="interventions"),
    path("interventions/<slug:slug>/", graph.intervention, name="intervention"),
    path(
        "interventions/<slug:slug>/ratings/<slug:outcome_kind>/",
        bodies.body_ratings,
        name="body_ratings",
    ),
    path("<slug:slug>/ratings/", ratings.record_ratings, name="record_ratings"),
    path(
        "<slug:slug>/ratings/study/<int:pk>/",
        ratings.study_ratings,
        name="study_ratings",
    ),
    path(
        "<slug:slug>/ratings/finding/<str:key>/",
        ratings.finding_ratings,
        name="finding_ratings",
    ),
    path("<slug:slug>/", views.record, name="record"),
    path("<slug:slug>/<str:form>/", download_views.record, name="download"),
]
