"""Version 1 of the API. What is in it may grow; nothing in it changes or goes."""

from typing import NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from api import problems
from api.problems import Problem
from api.resources import (
    concepts,
    edges,
    findings,
    pathways,
    ratings,
    records,
    rule_sets,
    search,
    studies,
    syntheses,
    taxonomy,
)


class Api(NinjaAPI):
    """Its operations are called as the functions that answer them."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(
    title="MESH public API",
    version="1",
    description=(
        "What research says about barriers to learning: records, studies and findings, "
        "how each was rated, what studies show together, and the pathways that use "
        "them. It only reads, needs no key, and may be used from any site. Texts are in "
        "British English."
    ),
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
)
for router in (
    search.router,
    records.router,
    studies.router,
    findings.router,
    ratings.router,
    rule_sets.router,
    syntheses.router,
    concepts.router,
    edges.router,
    pathways.router,
    taxonomy.router,
):
    api.add_router("", router)


@api.exception_handler(Problem)
def tell_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """What a resource refused."""
    return problems.response(request, problem)


@api.exception_handler(ValidationError)
@api.exception_handler(Http404)
def tell_not_found(request: HttpRequest, _error: Exception) -> HttpResponse:
    """A name in the path that nothing can have, or that nothing has."""
    return problems.response(request, no_such_address())


@api.exception_handler(Exception)
def raise_again(_request: HttpRequest, error: Exception) -> NoReturn:
    """A fault of ours: logged by Django, told by the middleware."""
    raise error


def no_such_address() -> Problem:
    """That nothing is here, and where to look."""
    words = _("There is nothing at this address. /api/docs lists those that there are.")
    return Problem(problems.NOT_FOUND, words)
