"""`airflow-init` of docker-compose.yml: metadata database, pool, and the administrator's account; safe to repeat."""

from __future__ import annotations

import os

from communique.airflow_cli import airflow, initialise
from extractors.errors import PermanentError

ADMIN = "admin"


def main() -> None:
    """Initialise what the other services wait for.

    Raises:
        PermanentError: no password was given for the administrator.
    """
    password = os.environ.get("COMMUNIQUE_ADMIN_PASSWORD")
    if not password:
        raise PermanentError("COMMUNIQUE_ADMIN_PASSWORD is empty; set it in .env.")
    initialise()
    # The command line is parsed in this process: the password never stands in the list of processes.
    identity = ("--username", ADMIN)
    names = ("--firstname", "Communique", "--lastname", "Administrator", "--email", "admin@communique.invalid")
    airflow("users", "create", *identity, *names, "--role", "Admin", "--password", password)
    # An account that was there keeps its old password at `create`: a changed .env must take effect.
    airflow("users", "reset-password", *identity, "--password", password)


if __name__ == "__main__":
    main()
