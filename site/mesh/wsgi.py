"""The WSGI application, for gunicorn: `gunicorn --chdir . --pythonpath site mesh.wsgi`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (ROOT, ROOT / "site"):
    if str(place) not in sys.path:
        sys.path.insert(0, str(place))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mesh.settings.production")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
