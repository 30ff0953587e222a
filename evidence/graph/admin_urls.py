"""Addresses of the curators' own pages."""

from django.urls import path

from evidence.choosers import barrier_chooser, intervention_chooser
from evidence.graph.merge_view import MergeView
from evidence.models import Barrier, Intervention

urlpatterns = [
    path(
        "barriers/<int:pk>/",
        MergeView.as_view(model=Barrier, chooser=barrier_chooser),
        name="merge_barrier",
    ),
    path(
        "interventions/<int:pk>/",
        MergeView.as_view(model=Intervention, chooser=intervention_chooser),
        name="merge_intervention",
    ),
]
