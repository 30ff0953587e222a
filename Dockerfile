# The image of MESH: `web` and `worker` in compose.yaml run it with different commands.
# Three stages, so that neither Node nor a compiler is in what runs.

FROM node:24-slim AS assets
WORKDIR /build/site/frontend
COPY site/frontend/package.json site/frontend/package-lock.json site/frontend/.npmrc ./
RUN npm ci
COPY site/frontend ./
RUN npm run build

FROM python:3.13-slim AS packages
COPY requirements/production.lock /
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r /production.lock

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home mesh \
    && mkdir -p /var/lib/mesh \
    && chown mesh /var/lib/mesh
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/mesh
COPY . .
COPY --from=assets /build/site/mesh/static/dist site/mesh/static/dist
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=mesh.settings.production \
    STATIC_FILES=/srv/static \
    MESH_VAR=/var/lib/mesh \
    BIND=0.0.0.0:8000
# Collected with the demo's settings: the real secrets are not known while building, and
# the files are the same. They belong to the image, not to the volume of MESH_VAR.
RUN mkdir /srv/static \
    && DJANGO_SETTINGS_MODULE=mesh.settings.demo MESH_VAR=/tmp/build \
       python manage.py collectstatic --no-input \
    && rm -rf /tmp/build
USER mesh
VOLUME /var/lib/mesh
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py"]
