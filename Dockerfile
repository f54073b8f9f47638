# One image for web, worker and beat: Debian, set up by the same script as any other machine.
FROM debian:bookworm-slim

ENV LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PATH=/srv/tsunagi/.venv/bin:$PATH
WORKDIR /srv/tsunagi

# System libraries, fonts and Python packages first: a change of our code does not repeat them.
COPY scripts scripts
COPY requirements.lock ./
# pg_dump and pg_restore are for `manage.py backup`; they must be as new as the server.
RUN scripts/setup run \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* /root/.cache

COPY . .
# The key signs nothing here; the real one comes from the environment at start.
RUN export SECRET_KEY=only-while-building \
    && scripts/setup run \
    && python manage.py collectstatic --noinput --verbosity 0 \
    && useradd --system --uid 900 --home-dir /srv/tsunagi tsunagi \
    && mkdir -p /srv/files \
    && chown -R tsunagi: var /srv/files

USER tsunagi
ENV FILES_DIR=/srv/files
VOLUME /srv/files
EXPOSE 8000
# Paths only in the access log: a query string may hold what a person searched for.
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm", \
     "--access-logfile", "-", "--access-logformat", "%(h)s \"%(m)s %(U)s\" %(s)s %(b)s %(M)sms"]
