"""gunicorn's settings: `gunicorn --config deploy/gunicorn.conf.py`.

Every one can be changed by a variable, so that a container needs no other file.
"""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads as well: a thread that waits for the database or the search lets others work.
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
keepalive = 15  # seconds; longer than a proxy's pause between two requests
# Start anew now and then, not all at once: what leaks cannot add up.
max_requests = 5000
max_requests_jitter = 500
preload_app = True
wsgi_app = "mesh.wsgi:application"
pythonpath = ".,site"
accesslog = None  # the application writes one line for each request, with its id
errorlog = "-"
loglevel = "warning"
# A worker's heartbeat must not wait for a disk.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
