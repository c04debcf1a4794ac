"""`make airflow`: the scheduler and its pages on this machine, until Ctrl-C, with no process left behind."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from communique.airflow_cli import initialise, output_to
from communique.airflow_env import airflow_env, airflow_home, api_port, password_file
from communique.leash import leashed, stop_tree
from extractors.settings import Settings, load_settings

READY_AFTER_S = 180


@click.command()
def main() -> None:
    """Run Airflow until it is interrupted."""
    settings = load_settings()
    os.environ.update(airflow_env(settings))
    _refuse_busy_port()
    password = _password(settings)
    log = airflow_home(settings) / "logs" / "standalone.log"
    with output_to(log) as screen:
        print("Preparing Airflow ...", file=screen)
        initialise()
    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)  # so that they stop the children as Ctrl-C does
    with log.open("ab") as sink:
        command = leashed([sys.executable, "-m", "communique.airflow_standalone"])
        server = subprocess.Popen(  # noqa: S603 - the words are fixed
            command, stdout=sink, stderr=sink, start_new_session=True
        )
        try:
            code = _serve(server, password, log)
        except KeyboardInterrupt:
            code = 0
            click.echo("\nStopping ...")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them running
            stop_tree(server)
    sys.exit(code)


def _serve(server: subprocess.Popen[bytes], password: str, log: Path) -> int:
    """Wait until the pages answer, say how to get in, then wait for the end."""
    click.echo(f"Starting Airflow; its log is {log} ...")
    if _wait_ready(server):
        click.echo(
            f"\nAirflow is ready: http://127.0.0.1:{api_port()}\n"
            f"  user admin, password {password}\n"
            "  nightly_ingest runs at 02:00 UTC, and now if last night was missed; nightly_publish follows it.\n"
            "  Start one at any time with its Trigger button.\n"
            "  Ctrl-C stops it."
        )
        server.wait()
    tail = "\n".join(log.read_text("utf-8", errors="replace").splitlines()[-15:])
    click.echo(f"Airflow has ended or did not answer within {READY_AFTER_S} s. The end of {log}:\n{tail}", err=True)
    return 1


def _refuse_busy_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", api_port()))
        except OSError as error:
            raise click.ClickException(
                f"Port {api_port()} is taken ({error.strerror}). "
                "End what uses it, or choose another: COMMUNIQUE_AIRFLOW_PORT=8081 make airflow"
            ) from error


def _password(settings: Settings) -> str:
    """The password of the user admin, made at the first start and readable by the owner only."""
    file = password_file(settings)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump({"admin": secrets.token_urlsafe(12)}, out)
    return str(json.loads(file.read_text("utf-8"))["admin"])


def _wait_ready(server: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + READY_AFTER_S
    while time.monotonic() < end and server.poll() is None:
        if _healthy():
            return True
        time.sleep(1)
    return False


def _healthy() -> bool:
    """Whether the api-server answers and says that the scheduler and the DAG processor are alive."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{api_port()}/api/v2/monitor/health", timeout=5) as answer:
            health = json.load(answer)
    except (OSError, ValueError):
        return False
    return all((health.get(part) or {}).get("status") == "healthy" for part in ("scheduler", "dag_processor"))


if __name__ == "__main__":
    main()
