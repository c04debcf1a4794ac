"""The environment of the embedded Airflow: its home in the project, nothing sent to anybody.

Imports nothing of Airflow, because Airflow reads these variables once, at its first import.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from extractors.settings import Settings

WRITER_POOL = "duckdb_writer"
INGEST_DAG = "nightly_ingest"
PUBLISH_DAG = "nightly_publish"
BACKFILL_DAG = "backfill_source"
REEXTRACT_DAG = "reextract"

# One switch for each dependency that would otherwise report usage; Airflow 3.3 itself reports nothing.
NO_TELEMETRY = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "GX_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
}


def airflow_home(settings: Settings) -> Path:
    """Folder of the embedded Airflow: `COMMUNIQUE_AIRFLOW_HOME`, default `.airflow/` in the project."""
    return Path(os.environ.get("COMMUNIQUE_AIRFLOW_HOME") or settings.project_root / ".airflow").absolute()


def api_port() -> int:
    """Port of the embedded Airflow's pages on this machine: `COMMUNIQUE_AIRFLOW_PORT`, default 8080."""
    return int(os.environ.get("COMMUNIQUE_AIRFLOW_PORT") or 8080)


def password_file(settings: Settings) -> Path:
    """Where the embedded Airflow keeps the password of its one user."""
    return airflow_home(settings) / "passwords.json"


def airflow_env(settings: Settings) -> dict[str, str]:
    """Variables that make any Airflow command use the embedded installation.

    They replace whatever the shell has, so that another Airflow's home or database is never touched.
    """
    home, port = airflow_home(settings), api_port()
    return NO_TELEMETRY | {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(home / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(settings.project_root / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__EXECUTOR": "LocalExecutor",
        "AIRFLOW__CORE__PARALLELISM": str(max(2, settings.workers)),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(password_file(settings)),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        # Airflow binds to every interface unless told otherwise.
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__WORKERS": "1",
        "COMMUNIQUE_PROJECT_ROOT": str(settings.project_root),
        "COMMUNIQUE_DATA_DIR": str(settings.data_dir),
        # Airflow starts its parts by the name `airflow`: the one of this environment must be found first.
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    }
