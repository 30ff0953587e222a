"""Ask this container's server whether it is ready; exit code 1 when it is not.

The server answers only to the site's own names, so the question carries one.
"""

import os
import sys
import urllib.error
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
port = os.environ.get("BIND", "0.0.0.0:8000").rpartition(":")[2]
request = urllib.request.Request(
    f"http://127.0.0.1:{port}/health/ready", headers={"Host": host}
)
try:
    urllib.request.urlopen(request, timeout=4).close()  # noqa: S310
except (urllib.error.URLError, OSError) as error:
    sys.exit(f"not ready: {error}")
