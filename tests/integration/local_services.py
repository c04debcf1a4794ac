"""Runs the services of docker-compose.yml as processes of this machine, in place of an engine for containers."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from communique.leash import leashed, stop_tree

ROOT = Path(__file__).resolve().parents[2]
IMAGE_ROOT = "/opt/communique"
INITDB_OPTIONS = ("--username=airflow", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
REQUIRED_VARIABLE = re.compile(r"\$\{([A-Z_]+):\?([^}]+)\}")


def compose_text() -> str:
    return (ROOT / "docker-compose.yml").read_text("utf-8")


def compose(values: dict[str, str] | None = None) -> dict[str, Any]:
    """The compose file, with `${NAME:?message}` replaced by the given values or by the name."""
    return yaml.safe_load(REQUIRED_VARIABLE.sub(lambda m: (values or {}).get(m[1], m[1]), compose_text()))


def image_environment() -> dict[str, str]:
    """The variables that the Dockerfile sets."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    pairs = " ".join(re.findall(r"^ENV (.*)$", text, flags=re.M)).split()
    return dict(pair.split("=", 1) for pair in pairs)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_programs() -> Path | None:
    """Folder of the newest PostgreSQL server that Debian's packages have put here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@dataclass
class Stack:
    """The services as local processes: where they lie, what has been started."""

    folder: Path
    programs: Path
    secret: dict[str, str]
    ports: dict[str, int] = field(
        default_factory=lambda: {name: free_port() for name in ("api", "postgres", "scheduler", "logs", "trigger_logs")}
    )
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def services(self) -> dict[str, Any]:
        return compose(self.secret)["services"]

    def environment(self, service: str) -> dict[str, str]:
        """What the container would see, with its paths, hosts and ports turned into those of this machine."""
        own = {name: self._local(str(value)) for name, value in self.services[service]["environment"].items()}
        kept = {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": f"{Path(sys.executable).parent}:/usr/sbin:/usr/bin:/sbin:/bin",
        }
        ports = {
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.ports["api"]),
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(self.ports["scheduler"]),
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(self.ports["logs"]),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(self.ports["trigger_logs"]),
            "PGHOST": str(self.folder),
            "PGPORT": str(self.ports["postgres"]),
        }
        image = {name: self._local(value) for name, value in image_environment().items()}
        return kept | {name: value for name, value in image.items() if name != "PATH"} | own | ports

    def _local(self, value: str) -> str:
        for folder in ("data", "logs", ".airflow"):
            value = value.replace(f"{IMAGE_ROOT}/{folder}", str(self.folder / folder))
        value = value.replace(IMAGE_ROOT, str(ROOT))
        return value.replace("airflow-apiserver:8080", f"127.0.0.1:{self.ports['api']}").replace(
            "@postgres:5432", f"@127.0.0.1:{self.ports['postgres']}"
        )

    def run(self, service: str) -> subprocess.CompletedProcess[str]:
        """Run a service that ends by itself."""
        command = self.services[service]["command"]
        environment = self.environment(service)
        return subprocess.run(
            command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=120, check=False
        )

    def start(self, service: str) -> None:
        """Start a service that stays."""
        command, environment = self.services[service].get("command"), self.environment(service)
        if command is None:
            command = self._postgres_command()
        with (self.folder / f"{service}.log").open("wb") as log:
            self.running[service] = subprocess.Popen(
                leashed(command), env=environment, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )

    def healthy(self, service: str) -> bool:
        """Whether the healthcheck of the compose file, run as it stands there, is green."""
        kind, *command = self.services[service]["healthcheck"]["test"]
        assert kind == "CMD"
        environment = self.environment(service)
        environment["PATH"] = f"{self.programs}:{environment['PATH']}"
        return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False).returncode == 0

    def wait_healthy(self, service: str, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while not self.healthy(service):
            log = (self.folder / f"{service}.log").read_text("utf-8", errors="replace")[-4000:]
            assert self.running[service].poll() is None, f"{service} has ended:\n{log}"
            assert time.monotonic() < end, f"{service} is not healthy after {seconds} s:\n{log}"
            time.sleep(1)

    def _postgres_command(self) -> list[str]:
        """What the image's entry point does: make the database with its user and password once, then serve."""
        database, password = self.folder / "database", self.folder / "password"
        password.write_text(self.secret["POSTGRES_PASSWORD"])
        for path in (self.folder, password):
            shutil.chown(path, *(("postgres", "postgres") if os.geteuid() == 0 else (os.getuid(), os.getgid())))
        rights = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # it refuses to run as root
        subprocess.run(
            [*rights, self.programs / "initdb", "--pgdata", database, f"--pwfile={password}", *INITDB_OPTIONS],
            check=True,
            capture_output=True,
            cwd=self.folder,
        )
        name = self.services["postgres"]["environment"]["POSTGRES_DB"]
        subprocess.run(
            [*rights, self.programs / "postgres", "--single", "-D", database, "postgres"],
            input=f'CREATE DATABASE "{name}"\n'.encode(),
            check=True,
            capture_output=True,
            cwd=self.folder,
        )
        options = {"port": self.ports["postgres"], "unix_socket_directories": self.folder, "fsync": "off"}
        settings = [f"--{name}={value}" for name, value in options.items()]
        return [*rights, str(self.programs / "postgres"), "-D", str(database), *settings]

    def stop(self) -> None:
        """Ask every service to end, the database last, and end what is left."""
        for service in set(self.running) - {"postgres"}:
            self.running[service].terminate()
        for service in reversed(list(self.running)):
            stop_tree(self.running[service], signal.SIGTERM)


@contextmanager
def local_stack(programs: Path) -> Iterator[Stack]:
    """A stack in a short path of its own (a socket's path may not be long), gone afterwards."""
    folder = Path(f"/tmp/communique-{secrets.token_hex(4)}")
    folder.mkdir(mode=0o755)
    names = [name for name, _ in REQUIRED_VARIABLE.findall(compose_text())]
    stack = Stack(folder, programs, {name: f"p@ss:/{secrets.token_hex(16)}" for name in names})
    stack.secret["AIRFLOW_FERNET_KEY"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    try:
        yield stack
    finally:
        stack.stop()
        shutil.rmtree(folder, ignore_errors=True)
