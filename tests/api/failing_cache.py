"""A cache that is down."""

from django.core.cache.backends.base import BaseCache


class FailingCache(BaseCache):
    def __init__(self, _location, params):
        super().__init__(params)

    def add(self, *args, **kwargs):
        raise ConnectionError("the cache is down")

    def get(self, key, default=None, version=None):
        return default

    def set(self, *args, **kwargs):
        pass

    def clear(self):
        pass
