"""In what a fork differs from its parent, for readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mesh.core.page_cache import kept_for_anonymous
from pathways.differences import side_by_side, stored_nodes
from pathways.fork_comparison import base_of_live, own_changes, titles_of
from pathways.lineage import lineage_of
from pathways.models import Fork, PathwayPage
from pathways.querysets import public


@kept_for_anonymous
@require_safe
def fork_differences(request: HttpRequest, pk: int) -> HttpResponse:
    """What a live fork changed of the version that it was adapted from, in words."""
    fork = get_object_or_404(
        Fork.objects.with_pages(), page__in=public(PathwayPage.objects).filter(pk=pk)
    )
    fork.page.route(request, [])  # 404 where no verdict covers what is live
    changes = own_changes(fork)
    titles = titles_of(changes, only_public=True)
    return render(
        request,
        "pathways/fork_differences.html",
        {
            "page": fork.page,
            "lineage": lineage_of(fork.page),
            "sentences": [change.sentence(titles) for change in changes],
            "rows": side_by_side(base_of_live(fork), stored_nodes(fork.page.nodes)),
        },
    )
