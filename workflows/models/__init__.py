"""Reviewed pages, and the records of their review."""

from workflows.models.pages import ReviewedPageMixin

__all__ = ["ReviewedPageMixin"]
