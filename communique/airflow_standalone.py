"""`airflow standalone` without its two log servers.

The scheduler and the triggerer each start one, and it listens on every interface, whatever `AIRFLOW__API__HOST` says.
On one machine nobody needs them: the pages read the log files.
"""

from __future__ import annotations

from typing import Any

from airflow.cli.commands import standalone_command


class _WithoutLogServer(standalone_command.SubCommand):
    def __init__(self, parent: Any, name: str, command: list[str], env: dict[str, str]) -> None:
        flags = ["--skip-serve-logs"] if name in ("scheduler", "triggerer") else []
        super().__init__(parent, name, [*command, *flags], env)


if __name__ == "__main__":
    standalone_command.SubCommand = _WithoutLogServer  # type: ignore[misc]  # it has no setting for this
    standalone_command.standalone([])
