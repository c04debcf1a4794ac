"""The command line: what goes to which stream, exit codes, messages without tracebacks, help with examples."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from communique.cli import main
from extractors.claims import ClaimsDocument, from_json
from extractors.settings import PROJECT_ROOT, Settings

VERBS = [
    "sources",
    "fetch",
    "extract",
    "load",
    "build",
    "audit",
    "publish",
    "run",
    "evaluate",
    "match",
    "status",
    "rejected",
    "replay",
    "backfill",
    "diff",
]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def documents(text: str) -> list[ClaimsDocument]:
    return [from_json(line) for line in text.splitlines()]


def test_verbs_stand_in_the_order_of_the_stages() -> None:
    assert list(main.commands) == VERBS
    listed = run("--help").stdout.split("Commands:")[1]
    assert [line.split()[0] for line in listed.strip().splitlines()] == VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_each_verb_has_examples(verb: str) -> None:
    shown = run(verb, "--help")
    assert shown.exit_code == 0
    examples = shown.stdout.split("Examples:")[1].strip().splitlines()
    assert all(line.strip().startswith(f"communique {verb}") for line in examples)
    assert "..." not in run("--help").stdout.split(f"\n  {verb} ")[1].splitlines()[0], "its short help is cut off"


def test_extract_writes_documents_to_stdout_and_all_else_to_stderr(settings: Settings, folder: Path) -> None:
    result = run("extract", folder)
    assert result.exit_code == 0
    found = documents(result.stdout)
    assert [document.article.source_uri for document in found] == [f"{folder}/a.txt", f"{folder}/b.txt"]
    assert [document.article.language for document in found] == ["en", "de"]
    assert f"rejected {folder}/empty.txt: empty" in result.stderr
    assert "2 articles read, 1 rejected" in result.stderr
    assert not settings.data_dir.exists()


def test_extract_takes_what_the_manifest_says(settings: Settings, folder: Path) -> None:
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["path", "source_uri", "published_on", "source"])
        rows.writerow(["a.txt", "https://news.example/a", "2024-05-06", "The Example"])
    article = documents(run("extract", folder).stdout)[0].article
    assert (article.source_uri, article.published_on, article.source) == (
        "https://news.example/a",
        "2024-05-06",
        "The Example",
    )


def test_extract_gives_the_same_lines_each_time(settings: Settings, folder: Path, tmp_path: Path) -> None:
    for number in range(20):
        (folder / f"n{number:02}.txt").write_text(f"The president of Cuba visited Vietnam on {number + 1} May 2024.\n")
    output = tmp_path / "new" / "claims.jsonl"
    first = run("extract", folder / "b.txt", folder)
    assert run("extract", folder / "b.txt", folder, "--output", output).stdout == ""
    assert output.read_text("utf-8") == first.stdout
    assert [Path(d.article.source_uri).name for d in documents(first.stdout)][:3] == ["b.txt", "a.txt", "n00.txt"]
    assert list(output.parent.iterdir()) == [output]


def test_extract_of_a_missing_path_fails(settings: Settings) -> None:
    result = run("extract", "no/such/file.txt")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


def test_extract_fails_when_no_article_worked(settings: Settings, folder: Path) -> None:
    result = run("extract", folder / "empty.txt")
    assert result.exit_code == 1
    assert result.stdout == ""


def test_extract_with_an_unknown_engine_says_which_there_are(settings: Settings, folder: Path) -> None:
    result = run("extract", folder, "--engine", "oracle")
    assert result.exit_code == 1
    assert "Engines: rules" in result.stderr


def test_a_failed_extract_leaves_an_earlier_output_alone(settings: Settings, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "claims.jsonl"
    output.write_text("earlier", "utf-8")
    run("extract", folder, "--engine", "oracle", "--output", output)
    assert output.read_text("utf-8") == "earlier"
    assert [path.name for path in tmp_path.iterdir() if "claims" in path.name] == ["claims.jsonl"]


def test_a_reader_that_goes_away_causes_no_traceback(settings: Settings, folder: Path) -> None:
    for number in range(60):
        (folder / f"n{number:02}.txt").write_text("The president of Cuba visited Vietnam on 1 May 2024. " * 200)
    command = f"'{sys.executable}' -m communique extract '{folder}' | head -c 10"
    done = subprocess.run(  # noqa: S602  (a pipe is what is tested)
        command, shell=True, capture_output=True, text=True, timeout=120, check=False, cwd=PROJECT_ROOT
    )
    assert done.stdout == '{"schema_v'
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["load"], "begin with `communique fetch`"),
        (["build"], "begin with `communique fetch`"),
        (["audit"], "run `communique build`"),
        (["publish"], "run `communique build`"),
        (["publish", "--rollback"], "no earlier release"),
        (["fetch", "--source", "nowhere"], "no source 'nowhere'"),
    ],
)
def test_errors_say_what_to_do(settings: Settings, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("name", ["../elsewhere", "", "a b", "x" * 65])
def test_a_run_id_cannot_leave_the_runs_folder(settings: Settings, name: str) -> None:
    assert run("load", "--run-id", name).exit_code == 2


def test_source_and_folder_exclude_each_other(settings: Settings, folder: Path) -> None:
    assert run("fetch", "--source", "bundled", "--articles", folder).exit_code == 2


def test_stages_one_by_one_and_the_status(settings: Settings, folder: Path) -> None:
    assert "nothing at" in run("status").stdout
    fetched = run("fetch", "--articles", folder)
    assert "1 batch\n" in fetched.stdout
    assert "fetched but not loaded" in run("status").stdout
    assert "not extracted yet" in run("load").stderr
    assert "2 articles" in run("extract").stdout
    assert run("load").stdout.startswith("3 fetched = 2 loaded + 0 duplicate + 1 rejected\n")
    assert "fetched but not loaded" not in run("status").stdout
