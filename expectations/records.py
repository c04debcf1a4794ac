"""What a build and its audit leave behind, so that only a complete and audited build is ever published.

Two small files, each swapped in whole: `data/build.json` says whose build the marts are and whether it came to its end;
`data/runs/<run id>/audit.json` says what the audit of that run found, and in which content.
"""

from __future__ import annotations

import dataclasses
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from extractors.errors import PermanentError
from extractors.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """Whose build the marts of the build file are.

    Attributes:
        status: `running` from before the first model until after the last test; a killed build stays so.
        started_at: when it took the lock on the build file: what was loaded since is not in the marts.
        at: when it came to this status.
    """

    run_id: str
    status: Literal["running", "complete"]
    started_at: str
    at: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One expectation that was not met.

    Attributes:
        suite: the frame that it is about.
        expectation: the rule as a sentence.
        row_count: rows that break it; 0 for a rule about a whole table.
        rows: the first of them, key and value, as text.
    """

    suite: str
    expectation: str
    row_count: int
    rows: list[str]

    def __str__(self) -> str:
        rest = self.row_count - len(self.rows)
        return f"{self.suite}: {self.expectation} {'; '.join(self.rows)}{f'; and {rest} more' if rest > 0 else ''}"


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """What the audit of one run's build found.

    Attributes:
        fingerprint: the content that was audited; a publish of any other content is refused.
        docs: path of the Data Docs' first page.
    """

    run_id: str
    at: str
    fingerprint: str
    row_counts: dict[str, int]
    expectation_count: int
    docs: str
    critical: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.critical

    @property
    def result(self) -> str:
        """`passed`, `passed_with_warnings` or `failed`."""
        if self.critical:
            return "failed"
        return "passed_with_warnings" if self.warnings else "passed"

    def require_passed(self) -> None:
        """Stop a release that did not pass.

        Raises:
            PermanentError: names each critical expectation that failed and the rows to blame.
        """
        if self.passed:
            return
        failures = "\n".join(f"  {finding}" for finding in self.critical)
        raise PermanentError(
            f"The audit of run {self.run_id} failed; what was published stays as it is.\n{failures}\n"
            "Mend the cause or record a judgement in seeds/judgements.csv, then build and audit again."
            f" Every rule and row: {self.docs}"
        )


def now() -> str:
    """This moment, UTC, as ISO 8601 text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def run_dir(settings: Settings, run_id: str) -> Path:
    """Folder of everything that a run writes outside the stores."""
    return settings.data_dir / "runs" / run_id


def write_build(settings: Settings, run_id: str, status: Literal["running", "complete"]) -> None:
    """Say whose build the marts are; call it only while holding the lock on the build file."""
    earlier = read_build(settings)
    goes_on = status == "complete" and earlier is not None and earlier.run_id == run_id
    started_at = earlier.started_at if earlier and goes_on else now()
    write_json(settings.data_dir / "build.json", dataclasses.asdict(BuildRecord(run_id, status, started_at, now())))


def read_build(settings: Settings) -> BuildRecord | None:
    """Whose build the marts are, complete or not; None before the first one."""
    text = _read(settings.data_dir / "build.json")
    return _parse(TypeAdapter(BuildRecord), text) if text else None


def require_complete_build(settings: Settings, run_id: str) -> BuildRecord:
    """The record of the build, if the marts are those of a complete one of this run.

    Raises:
        PermanentError: they are not.
    """
    record = read_build(settings)
    if record is None:
        raise PermanentError("Nothing has been built yet: run `communique build`.")
    if record.status != "complete":
        raise PermanentError(
            f"The build of run {record.run_id} did not come to its end, so its tables may be of different runs:"
            " run `communique build` again."
        )
    if record.run_id != run_id:
        raise PermanentError(
            f"The marts are those of run {record.run_id}, not of {run_id}:"
            f" use `--run-id {record.run_id}`, or run `communique build --run-id {run_id}` first."
        )
    return record


def write_audit(settings: Settings, record: AuditRecord) -> None:
    """Keep what an audit found."""
    write_json(run_dir(settings, record.run_id) / "audit.json", dataclasses.asdict(record))


def read_audit(settings: Settings, run_id: str) -> AuditRecord | None:
    """What the last audit of a run found; None if there was none."""
    text = _read(run_dir(settings, run_id) / "audit.json")
    return _parse(TypeAdapter(AuditRecord), text) if text else None


def write_json(path: Path, content: object) -> None:
    """Write a JSON file so that a reader, or a power cut, finds the old one or the new one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _parse(adapter: TypeAdapter[T], text: str) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        raise PermanentError(f"A record of the run is damaged; run `communique build` again. ({error})") from error
