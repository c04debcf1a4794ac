"""kill -9 of a whole `make run` in every stage: what is published afterwards is what an undisturbed run publishes.

    python benchmarks/kills.py [--moments fetch extract load build audit publish]

Two installations get the same two nights. In one of them the second night is killed, all its processes at once, in each
stage in turn, and then run to its end. After each kill the published file must be that of the first night, whole; in
the end the published tables of both installations must hold the same rows. Takes about ten minutes on a quiet
machine, in a folder that is thrown away. Ends with status 1 when something differs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parent.parent
# The stage is killed so many seconds after the line that says that the one before it is done.
MOMENTS = {
    "fetch": ("start", 0.5),
    "extract": ("list_batches", 2.0),
    "load": ("extract", 0.3),
    "build": ("find_run", 12.0),
    "audit": ("build", 5.0),
    "publish": ("audit", 0.2),
}
# Of the published tables: when and by which run, which differ between two installations that hold the same.
OF_THE_RUN = {"run_id", "built_at", "published_at"}
LONGEST = 3600
MAKE = shutil.which("make") or "make"
STORY = "The foreign minister of {guest}, {name}, visited {host} on {day} May 2024 and met its president for talks."
Rows = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder and an Airflow of its own, on the same articles as the other one."""

    folder: Path
    articles: Path

    @property
    def published(self) -> Path:
        return self.folder / "data" / "published" / "communique.duckdb"

    def start(self) -> subprocess.Popen[str]:
        places = {"COMMUNIQUE_DATA_DIR": self.folder / "data", "COMMUNIQUE_AIRFLOW_HOME": self.folder / "airflow"}
        return subprocess.Popen(  # noqa: S603  (nothing of it is from outside)
            [MAKE, "run", f"ARTICLES={self.articles}"],
            cwd=ROOT,
            env=os.environ | {name: str(place) for name, place in places.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self) -> None:
        """One night to its end.

        Raises:
            RuntimeError: it failed.
        """
        with self.start() as process:
            said, _ = process.communicate(timeout=LONGEST)
        if process.returncode:
            raise RuntimeError(said)

    def kill_in(self, moment: str) -> bool:
        """One night, ended in a stage; whether it was alive by then."""
        task, delay = MOMENTS[moment]
        with self.start() as process:
            reached = any(line.startswith(f"  done   {task}") for line in process.stdout or ())
            time.sleep(delay if reached else 0)
            alive = reached and process.poll() is None
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        return alive


def first_night(folder: Path) -> None:
    """Articles, one of them in a bundle with a bad line, and a file that cannot be read."""
    folder.mkdir()
    write(folder / "one.txt", "Peru", "Ana Ejemplo", "Chile", 5)
    write(folder / "two.txt", "Kenya", "John Sample", "Spain", 7)
    line = '{"text": "%s", "url": "urn:a", "lang": "en"}'
    story = STORY.format(guest="Cuba", name="Maria Muestra", host="Vietnam", day=9)
    (folder / "lines.jsonl").write_text(f"{line % story}\n{{broken\n", "utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")


def second_night(folder: Path) -> None:
    """One article has changed, one is new, one is new and empty."""
    write(folder / "two.txt", "Kenya", "John Sample", "Germany", 8)
    write(folder / "three.txt", "France", "Jeanne Exemple", "Morocco", 11)
    (folder / "empty.txt").write_bytes(b"")


def write(path: Path, guest: str, name: str, host: str, day: int) -> None:
    path.write_text(f"Visit to {host}\n\n{STORY.format(guest=guest, name=name, host=host, day=day)}\n", "utf-8")


def rows_of(published: Path) -> Rows:
    """Everything that analysts see, without what tells the runs apart."""
    with duckdb.connect(str(published), read_only=True) as con:
        columns = con.execute(
            "select table_name, list(column_name order by column_index) from duckdb_columns()"
            " where database_name = current_database() and not internal group by all order by all"
        ).fetchall()
        return {
            table: con.execute(
                f"select {', '.join(quoted(c) for c in names if c not in OF_THE_RUN)} from {table} order by all"
            ).fetchall()
            for table, names in columns
        }


def quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kill_all(killed: Installation, moments: list[str]) -> bool:
    """Kill the night at each moment; whether the published file stayed as it was."""
    before, good = digest(killed.published), True
    for moment in moments:
        alive = killed.kill_in(moment)
        beside = sorted(path.name for path in killed.published.parent.iterdir() if path.suffix == ".duckdb")
        same = digest(killed.published) == before and bool(rows_of(killed.published)["fct_visits"])
        good &= alive and same and beside == ["communique.duckdb"]
        print(  # noqa: T201
            f"killed in {moment:<8} {'' if alive else 'NOT REACHED '}published file "
            f"{'as it was' if same else 'CHANGED'}; beside it: {', '.join(beside)}",
            flush=True,
        )
    return good


def compare(undisturbed: Installation, killed: Installation) -> bool:
    expected, found = rows_of(undisturbed.published), rows_of(killed.published)
    differing = [table for table in expected if expected[table] != found.get(table)]
    for table in differing:
        lost, more = (set(map(str, one[table])) for one in (expected, found))
        print(f"{table}: {len(lost - more)} rows lost, {len(more - lost)} more", *sorted(more ^ lost)[:4], sep="\n  ")  # noqa: T201
    rows = sum(map(len, expected.values()))
    print(f"{len(expected)} tables, {rows} rows: {'DIFFERENT' if differing else 'the same'}")  # noqa: T201
    return not differing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", nargs="+", choices=list(MOMENTS), default=list(MOMENTS))
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-kills-") as place:
        folder = Path(place)
        articles = folder / "articles"
        undisturbed, killed = Installation(folder / "undisturbed", articles), Installation(folder / "killed", articles)
        first_night(articles)
        undisturbed.run()
        shutil.copytree(undisturbed.folder, killed.folder, symlinks=True)
        second_night(articles)
        good = kill_all(killed, chosen.moments)
        killed.run()
        undisturbed.run()
        return 0 if compare(undisturbed, killed) and good else 1


if __name__ == "__main__":
    sys.exit(main())
