# The image of every Airflow service of docker-compose.yml: the locked packages, the project, a user without rights.
FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    AIRFLOW_HOME=/opt/communique/.airflow

# The same number on every machine, so that files in the volumes keep their owner; group 0 as in Airflow's own image.
RUN useradd --uid 50000 --gid 0 --no-create-home --home-dir /opt/communique communique

WORKDIR /opt/communique

# The packages change seldom: a layer of their own, before the code.
COPY requirements/run.txt requirements/server.txt requirements/
RUN pip install --require-hashes --no-deps -r requirements/server.txt

COPY pyproject.toml README.md LICENSE ./
COPY extractors/ extractors/
COPY expectations/ expectations/
COPY communique/ communique/
COPY dags/ dags/
COPY dbt/ dbt/
COPY seeds/ seeds/
RUN pip install --no-deps --no-build-isolation --editable .

# Only these are written; named volumes take over their owner when they are first mounted.
RUN mkdir -p .airflow logs data/landing data/published && chown -R communique:0 .airflow logs data

USER communique
EXPOSE 8080
CMD ["airflow", "version"]
