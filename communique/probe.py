"""`python -m communique.probe api-server|scheduler`: whether a service of this container answers; exit code 0 or 1.

The images have no curl, and this starts in a tenth of a second, unlike Airflow's own command line.
"""

from __future__ import annotations

import os
import sys
import urllib.request


def address(service: str) -> str:
    """Where a service of this machine tells of its health."""
    if service == "scheduler":
        return f"http://127.0.0.1:{os.environ.get('AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT') or 8974}/health"
    return f"http://127.0.0.1:{os.environ.get('AIRFLOW__API__PORT') or 8080}/api/v2/version"


def main() -> None:
    """Ask the service that the command line names."""
    if len(sys.argv) != 2 or sys.argv[1] not in ("api-server", "scheduler"):
        sys.exit(__doc__)
    try:
        urllib.request.urlopen(address(sys.argv[1]), timeout=5).close()  # noqa: S310 - an address of this machine
    except OSError as error:
        sys.exit(f"{sys.argv[1]} does not answer: {error}")


if __name__ == "__main__":
    main()
