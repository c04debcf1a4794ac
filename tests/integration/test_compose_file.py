"""docker-compose.yml and Dockerfile name only what the project has, and no secret has a default."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.airflow_env import NO_TELEMETRY, airflow_env
from extractors.settings import Settings
from tests.integration.local_services import IMAGE_ROOT, REQUIRED_VARIABLE, ROOT, compose, compose_text

SERVICES = compose()["services"]
AIRFLOW_SERVICES = {name: service for name, service in SERVICES.items() if name.startswith("airflow-")}
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
SECRET = re.compile(r"PASSWORD|SECRET|FERNET|TOKEN|_KEY$")


def python_sources() -> str:
    return "".join(
        p.read_text("utf-8") for d in ("extractors", "expectations", "communique") for p in ROOT.glob(f"{d}/**/*.py")
    )


def configuration() -> dict[str, Any]:
    """Airflow's own list of its settings, section by section."""
    found = importlib.util.find_spec("airflow")
    assert found is not None and found.origin is not None
    text = (Path(found.origin).parent / "config_templates" / "config.yml").read_text("utf-8")
    return dict(yaml.safe_load(text))


def test_services_are_those_of_airflows_documentation() -> None:
    names = {
        "postgres",
        *(f"airflow-{part}" for part in ("init", "apiserver", "scheduler", "dag-processor", "triggerer")),
    }
    assert set(SERVICES) == names


def test_every_variable_of_the_env_file_is_required_and_none_is_given() -> None:
    assert "$" not in REQUIRED_VARIABLE.sub("", compose_text()), "a variable with a default, or one that may be empty"
    wanted = {name for name, _ in REQUIRED_VARIABLE.findall(compose_text())}
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(example) == wanted
    assert set(example.values()) == {""}


def test_every_message_for_a_missing_variable_names_it() -> None:
    assert not [name for name, message in REQUIRED_VARIABLE.findall(compose_text()) if name not in message]


def test_no_secret_stands_in_the_file() -> None:
    raw = yaml.safe_load(compose_text())["services"]
    written = {
        f"{service}.{name}": value
        for service, body in raw.items()
        for name, value in body["environment"].items()
        if SECRET.search(name) and not REQUIRED_VARIABLE.fullmatch(str(value))
    }
    assert written == {}
    assert "@" not in DOCKERFILE
    assert not SECRET.search(" ".join(re.findall(r"^(?:ENV|ARG) .*$", DOCKERFILE, flags=re.M)))


@pytest.mark.parametrize("service", sorted(AIRFLOW_SERVICES))
def test_every_variable_means_something(service: str) -> None:
    sections, sources = configuration(), python_sources()
    for name in AIRFLOW_SERVICES[service]["environment"]:
        if name.startswith("AIRFLOW__"):
            _, section, option = name.lower().split("__")
            assert option in sections[section]["options"], name
        elif name.startswith("COMMUNIQUE_"):
            assert f'"{name}"' in sources, name


@pytest.mark.parametrize("service", sorted(AIRFLOW_SERVICES))
def test_no_dependency_reports_usage(service: str) -> None:
    environment = AIRFLOW_SERVICES[service]["environment"]
    assert {name: environment.get(name) for name in NO_TELEMETRY} == NO_TELEMETRY


def test_containers_and_embedded_airflow_share_their_settings() -> None:
    own = airflow_env(Settings(data_dir=Path("/tmp/data"), project_root=Path(IMAGE_ROOT)))
    container = AIRFLOW_SERVICES["airflow-scheduler"]["environment"]
    for name in ("CORE__LOAD_EXAMPLES", "CORE__DAGS_FOLDER", "CORE__EXECUTOR", "CORE__DAGS_ARE_PAUSED_AT_CREATION"):
        assert container[f"AIRFLOW__{name}"] == own[f"AIRFLOW__{name}"]


@pytest.mark.parametrize("service", sorted(AIRFLOW_SERVICES))
def test_commands_exist(service: str) -> None:
    from airflow.cli.cli_config import core_commands  # noqa: PLC0415 - slow, and only this test needs it

    known = {command.name for command in core_commands}
    check = AIRFLOW_SERVICES[service].get("healthcheck", {"test": ["CMD"]})["test"]
    assert check[0] == "CMD"
    for command in (AIRFLOW_SERVICES[service]["command"], check[1:]):
        match command:
            case ["airflow", name, *_]:
                assert name in known
            case ["python", "-m", module, *_]:
                assert importlib.util.find_spec(module) is not None
            case other:
                assert other == []


def test_every_service_that_stays_has_a_healthcheck_and_comes_back() -> None:
    for name, service in SERVICES.items():
        if name != "airflow-init":
            assert service["healthcheck"]["test"], name
            assert service["restart"] == "unless-stopped", name


def test_services_start_in_order() -> None:
    for name, service in AIRFLOW_SERVICES.items():
        assert service["depends_on"]["postgres"]["condition"] == "service_healthy"
        if name != "airflow-init":
            assert service["depends_on"]["airflow-init"]["condition"] == "service_completed_successfully"


def test_every_volume_is_named_and_holds_what_the_settings_say() -> None:
    mounts = {mount for service in SERVICES.values() for mount in service["volumes"]}
    assert {mount.split(":")[0] for mount in mounts} == set(compose()["volumes"])
    settings = Settings(data_dir=Path(AIRFLOW_SERVICES["airflow-init"]["environment"]["COMMUNIQUE_DATA_DIR"]))
    targets = dict(mount.split(":") for mount in AIRFLOW_SERVICES["airflow-scheduler"]["volumes"])
    assert targets["landing"] == str(settings.landing_dir)
    assert targets["published"] == str(settings.published_dir)
    assert targets["warehouse"] == str(settings.build_file.parent)
    made = re.search(r"mkdir -p (.*?) && chown -R communique:0 (.*)", DOCKERFILE)
    assert made is not None, "a volume takes its owner from the image's folder"
    missing = [target for target in targets.values() if target.removeprefix(f"{IMAGE_ROOT}/") not in made[0].split()]
    assert missing == []


def test_pages_are_reachable_from_this_machine_only() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", [])]
    assert ports == ["127.0.0.1:8080:8080"]


def test_everything_the_dockerfile_copies_exists_and_is_sent_to_the_builder() -> None:
    copied = [name for line in re.findall(r"^COPY (.*)$", DOCKERFILE, flags=re.M) for name in line.split()[:-1]]
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    for name in copied:
        assert (ROOT / name).exists(), name
        assert name.rstrip("/") in allowed or f"{Path(name).parent}/*{Path(name).suffix}" in allowed, name


def test_the_image_installs_by_hash_and_runs_without_rights() -> None:
    assert "pip install --require-hashes --no-deps -r requirements/server.txt" in DOCKERFILE
    instructions = [line.split()[0] for line in DOCKERFILE.splitlines() if re.match(r"[A-Z]+ ", line)]
    assert re.search(r"^USER communique$", DOCKERFILE, flags=re.M)
    assert not {"RUN", "COPY"} & set(instructions[instructions.index("USER") :])
    assert not [name for name, service in SERVICES.items() if "user" in service or service.get("privileged")]


def test_the_servers_packages_hold_those_of_a_run() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), flags=re.M))

    assert pins("run.txt") <= pins("server.txt") <= pins("dev.txt")
