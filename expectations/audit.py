"""The audit of a build: Great Expectations on the marts, Data Docs, and which rows are to blame.

Importing this module imports Great Expectations, which takes seconds of CPU: import it where the audit runs only.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.data_context import FileDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent import PandasDatasource
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from expectations.frames import Sources, read_frames
from expectations.marts import Content, attach, read_content
from expectations.records import AuditRecord, Finding, now, require_complete_build, write_audit
from expectations.suites import CRITICAL, Suite, all_suites
from extractors.errors import PermanentError
from extractors.settings import Settings
from extractors.warehouse import open_build

BLAMED_ROWS = 10
KEPT_VALIDATIONS = 30


def run_audit(settings: Settings, run_id: str, *, accept_drop: bool = False) -> AuditRecord:
    """Audit the marts of a run's build and keep the result, passed or failed.

    Args:
        settings: where the build file, the published file and the audit's folder lie.
        run_id: the run whose complete build is audited.
        accept_drop: a loss of rows since the last release is intended.

    Raises:
        PermanentError: the build is not a complete one of this run.
        TransientError: the build file stayed locked.
    """
    content, frames = _read(settings, run_id)
    context = _context(settings)
    identifier = RunIdentifier(run_name=run_id, run_time=datetime.now(UTC))
    critical: list[Finding] = []
    warnings: list[Finding] = []
    suites = all_suites(accept_drop=accept_drop)
    for name, suite in suites.items():
        for result in _validate(context, name, suite, frames[name], identifier):
            if not result.success:
                found = critical if _configuration(result).severity == CRITICAL else warnings
                found.append(_finding(name, result))
    record = AuditRecord(
        run_id=run_id,
        at=now(),
        fingerprint=content.fingerprint,
        row_counts=content.row_counts,
        expectation_count=sum(map(len, suites.values())),
        docs=str(_docs_dir(settings) / "index.html"),
        critical=critical,
        warnings=warnings,
    )
    write_audit(settings, record)
    return record


def _read(settings: Settings, run_id: str) -> tuple[Content, dict[str, pd.DataFrame]]:
    """Everything that the audit needs; the build file is closed again before Great Expectations starts."""
    with open_build(settings, f"audit run {run_id}", read_only=True, external_access=True) as con:
        build = require_complete_build(settings, run_id)
        content = read_content(con)
        previous = _attach_released(con, settings.published_file)
        today = datetime.now(UTC).date()
        return content, read_frames(Sources(con, today, build.started_at, content.row_counts, previous))


def _attach_released(con: duckdb.DuckDBPyConnection, path: Path) -> dict[str, int]:
    """Rows of each table of the release before; empty before the first one."""
    if not path.exists():
        return {}
    try:
        attach(con, path, "released", read_only=True)
        return read_content(con, "released", "main").row_counts
    except duckdb.Error as error:
        raise PermanentError(
            f"The published file {path} is damaged ({error}). Put the one before it back with"
            " `communique publish --rollback`, or delete it."
        ) from error


def _context(settings: Settings) -> FileDataContext:
    settings.audit_dir.mkdir(parents=True, exist_ok=True)
    context = gx.get_context(mode="file", project_root_dir=settings.audit_dir)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    _forget_old(settings)
    return context


def _validate(
    context: FileDataContext, name: str, suite: Suite, frame: pd.DataFrame, identifier: RunIdentifier
) -> list[ExpectationValidationResult]:
    """Run one suite and write its page.

    A checkpoint a frame, because a checkpoint hands the same data frame to all of its validations.
    """
    source: PandasDatasource = context.data_sources.add_or_update_pandas("marts")
    batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
    stored = context.suites.add_or_update(gx.ExpectationSuite(name=name, expectations=suite))
    definition = context.validation_definitions.add_or_update(
        gx.ValidationDefinition(name=name, data=batch, suite=stored)
    )
    checkpoint = context.checkpoints.add_or_update(
        gx.Checkpoint(
            name=name,
            validation_definitions=[definition],
            actions=[UpdateDataDocsAction(name="update_data_docs")],
            result_format={
                "result_format": "SUMMARY",
                "unexpected_index_column_names": ["row_key"],
                "partial_unexpected_count": BLAMED_ROWS,
            },
        )
    )
    outcome = checkpoint.run(batch_parameters={"dataframe": frame}, run_id=identifier)
    return [result for validation in outcome.run_results.values() for result in validation.results]


def _configuration(result: ExpectationValidationResult) -> ExpectationConfiguration:
    if result.expectation_config is None:
        raise PermanentError("Great Expectations gave a result without its expectation; is its version the pinned one?")
    return result.expectation_config


def _finding(suite: str, result: ExpectationValidationResult) -> Finding:
    details: dict[str, Any] = result.result
    rows = [_row(row) for row in details.get("partial_unexpected_index_list") or []]
    if not rows and "observed_value" in details:
        rows = [f"found {details['observed_value']}"]
    if not details:
        rows = [f"it could not be checked: {result.exception_info}"]
    config = _configuration(result)
    return Finding(suite, config.description or config.type, int(details.get("unexpected_count", 0)), rows)


def _row(row: dict[str, Any]) -> str:
    values = ", ".join(f"{name}={value}" for name, value in row.items() if name != "row_key")
    return f"{row.get('row_key')} ({values})"


def _docs_dir(settings: Settings) -> Path:
    return settings.audit_dir / "gx" / "uncommitted" / "data_docs" / "local_site"


def _forget_old(settings: Settings) -> None:
    """Drop the results of all but the last runs: the index page lists every one of them and is rewritten each time."""
    for results in (settings.audit_dir / "gx" / "uncommitted" / "validations", _docs_dir(settings) / "validations"):
        for suite in results.glob("*/"):
            for old in sorted(suite.glob("*/"))[:-KEPT_VALIDATIONS]:
                shutil.rmtree(old)
