"""What a build costs as the warehouse grows, with articles of an invented world.

    python benchmarks/growth.py --articles 10000 100000 [--night 500] [--compare] [--whole] [--folder FOLDER]

For each size: the full build, one night of new articles on top of it, typical questions on the marts and, with
`--compare`, whether the night gave exactly the rows that a full build gives. With `--whole`, one more night with all
that follows its loading: the tests of its data, the audit and the published file. Times are wall-clock seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.synthetic.people import make_people  # noqa: E402
from benchmarks.synthetic.reports import Truth, make_reports, make_visits  # noqa: E402
from communique import steps  # noqa: E402
from extractors.load import load_batch, prepare, start_run  # noqa: E402
from extractors.settings import Settings  # noqa: E402

ARTICLES_EACH = 3
# Diplomatic news names the same people again and again: fifty articles for every one of them.
ARTICLES_A_PERSON = 50
FEWEST_PEOPLE = 1000
NOT_TESTS = ("--exclude-resource-type", "test", "unit_test")
CLAIMS = {"visits": "visits", "meetings": "meetings", "agreements": "agreements", "honours": "honours"}
# Caches, which a build from nothing does not have: names that are gone.
CACHES = ("int_name_relations", "int_name_forms", "int_title_codes", "int_title_posts")
# What is asked about: an actor who met very many, and any visit.
SUBJECTS = {
    "actor": "select actor_id from marts.bridge_meeting_participants group by 1 order by count(*) desc, 1 limit 1",
    "visit": "select min(visit_id) from marts.fct_visits",
}
QUESTIONS = {
    "visits by country and year": """
        select destination_country_code, year(start_date) as year, count(*) from marts.fct_visits group by all""",
    "whom an actor met": """
        select others.actor_id, actors.name, count(*) from marts.bridge_meeting_participants as mine
        inner join marts.bridge_meeting_participants as others on mine.meeting_id = others.meeting_id
        inner join marts.dim_actors as actors on others.actor_id = actors.actor_id
        where mine.actor_id = $actor and others.actor_id <> $actor group by all order by 3 desc""",
    "agreements in force": """
        select * from marts.fct_agreements where status in ('signed', 'in_force')
        and coalesce(valid_to_date, date '9999-12-31') >= date '2024-06-01' order by signed_date desc limit 100""",
    "evidence of a fact": """
        select * from marts.bridge_evidence where fact_type = 'visit' and fact_id = $visit""",
}


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def documents(count: int, seed: int, people: int) -> Iterator[dict[str, Any]]:
    """About `count` claims documents."""
    chance = random.Random(seed)
    persons = make_people(people, random.Random(1))
    visits = make_visits(persons, count // ARTICLES_EACH, chance)
    return make_reports(visits, ARTICLES_EACH, chance, Truth())


def write(path: Path, found: Iterator[dict[str, Any]], prefix: str = "") -> int:
    """Writes documents as lines; a prefix makes their articles others than those of the same seed."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for document in found:
            if prefix:
                document["article"] |= {
                    "id": prefix + document["article"]["id"][len(prefix) :],
                    "source_uri": f"{prefix}{document['article']['source_uri']}",
                }
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
            count += 1
    return count


def load_fast(settings: Settings, path: Path) -> None:
    """The rows that the loader would write, by DuckDB alone: the loader's own speed is not the question here."""
    prepare(settings)
    connection = duckdb.connect(str(settings.build_file))
    connection.execute("set preserve_insertion_order = false; set memory_limit = '6GB'")
    shape = (
        "struct(id varchar, source_uri varchar, source varchar, title varchar, language varchar, published_on varchar, "
    )
    shape += "place varchar, text varchar)"
    columns = {"article": shape}
    for table in ("actors", *CLAIMS):
        described = connection.execute(f"describe raw.{table}").fetchall()
        names = {"country_code": "country", "origin_country_code": "origin_country"}
        names |= {"destination_country_code": "destination_country"}
        fields = [f'"{names.get(n, n)}" {kind}' for n, kind, *_ in described if n not in {"article_id", "claim_index"}]
        columns[table] = f"struct({', '.join(fields)})[]"
    source = f"read_json('{path}', format = 'newline_delimited', columns = {columns!r}, maximum_object_size = 4000000)"
    connection.execute(f"""
        insert into raw.articles by name select article.id as article_id, article.source_uri, article.source,
        article.title, article.language as language_code, article.published_on, article.place, article.text,
        sha256(article.text) as text_sha256, article.source_uri as landing_uri, 'rules' as engine,
        'synthetic' as extractor_version, '1.0' as schema_version, md5(article.id) as content_sha256,
        'first' as run_id, now() as loaded_at from {source}""")
    for table in ("actors", *CLAIMS):
        index = "" if table == "actors" else "generate_subscripts(rows, 1)::integer - 1 as claim_index,"
        order = [row[0] for row in connection.execute(f"describe raw.{table}").fetchall()]
        renamed = {"country_code": "country", "origin_country_code": "origin_country"}
        renamed |= {"destination_country_code": "destination_country"}
        wanted = ", ".join(c if c in {"article_id", "claim_index"} else f'one."{renamed.get(c, c)}"' for c in order)
        connection.execute(f"""
            insert into raw.{table} select {wanted} from (select article.id as article_id, {index} unnest(rows) as one
            from (select article, {table} as rows from {source}))""")
    connection.close()


def dbt(settings: Settings, *arguments: str) -> tuple[float, list[tuple[float, str]]]:
    """One build in a process of its own: its seconds, and those of each model."""
    target = settings.data_dir / "target"
    environment = {
        "COMMUNIQUE_BUILD_FILE": str(settings.build_file),
        "DBT_PROFILES_DIR": str(settings.dbt_dir),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(settings.data_dir / "logs"),
        "DO_NOT_TRACK": "1",
    }
    begin = time.perf_counter()
    command = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", "build", *NOT_TESTS, *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=settings.dbt_dir, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout[-4000:])
    results = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    nodes = [(result["execution_time"], result["unique_id"].split(".")[2]) for result in results]
    return time.perf_counter() - begin, sorted(nodes, reverse=True)


def report(what: str, seconds: float, nodes: list[tuple[float, str]]) -> None:
    slowest = ", ".join(f"{name} {spent:.1f}" for spent, name in nodes[:8])
    say(f"  {what}: {seconds:.1f} s, of these {sum(spent for spent, _ in nodes):.1f} s in models: {slowest}")


def ask(settings: Settings) -> None:
    """Typical questions: the best of five, in milliseconds."""
    with duckdb.connect(str(settings.build_file), read_only=True) as connection:
        subjects = {name: (connection.execute(sql).fetchone() or (None,))[0] for name, sql in SUBJECTS.items()}
        for name, sql in QUESTIONS.items():
            given = {subject: value for subject, value in subjects.items() if f"${subject}" in sql}
            times = []
            for _ in range(5):
                begin = time.perf_counter()
                connection.execute(sql, given).fetchall()
                times.append(time.perf_counter() - begin)
            say(f"  {name}: {min(times) * 1000:.0f} ms")


def differences(settings: Settings, other: Settings) -> list[str]:
    """Tables of intermediate and marts whose rows are not those of the other file."""
    found = []
    with duckdb.connect() as connection:
        connection.execute(f"attach '{settings.build_file}' as one (read_only)")
        connection.execute(f"attach '{other.build_file}' as two (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where database_name = 'one' "
            "and schema_name in ('intermediate', 'marts') order by all"
        ).fetchall()
        for schema, table in tables:
            if table.endswith(CACHES):
                continue
            name = f"{schema}.{table}"
            (count,) = connection.execute(
                f"select count(*) from ((select * from one.{name} except all select * from two.{name}) union all "
                f"(select * from two.{name} except all select * from one.{name}))"
            ).fetchone() or (0,)
            if count:
                found.append(f"{name}: {count} rows")
    return found


def compare(settings: Settings, folder: Path) -> bool:
    """Builds the same raw tables anew with the same memory of ids, and compares every table."""
    fresh = Settings(folder / "fresh")
    fresh.data_dir.mkdir(parents=True)
    shutil.copy(settings.build_file, fresh.build_file)
    dbt(fresh, "--full-refresh")
    found = differences(settings, fresh)
    say("  the night gave the rows of a full build" if not found else f"  DIFFERENT: {'; '.join(found)}")
    return not found


def whole_night(settings: Settings, claims: Path) -> None:
    """A night as an installation runs it, from the loading of its claims to the published file."""
    run = steps.new_run_id()
    start_run(settings, run)
    load_batch(settings, run, claims, claims.with_suffix(".none"))
    for step in (steps.build, steps.audit, steps.publish):
        begin = time.perf_counter()
        step(settings, run)
        say(f"  {step.__name__}: {time.perf_counter() - begin:.1f} s")


def one_size(count: int, folder: Path, given: argparse.Namespace) -> tuple[float, bool]:
    """All measures of one size; returns the seconds of the night and whether its rows are right."""
    settings = Settings(folder / "data")
    settings.data_dir.mkdir(parents=True)
    people = max(FEWEST_PEOPLE, count // ARTICLES_A_PERSON)
    claims = folder / "claims.jsonl"
    say(f"{write(claims, documents(count, 7, people)):,} articles, {people:,} people")
    load_fast(settings, claims)
    report("full build", *dbt(settings))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024 / 1024
    say(f"  largest process at most {memory:.1f} GB, file {settings.build_file.stat().st_size / 1e9:.2f} GB")
    write(claims, documents(given.night, 8, people), prefix="n1")
    begin = time.perf_counter()
    load_batch(settings, "night", claims, folder / "none")
    loading = time.perf_counter() - begin
    seconds, nodes = dbt(settings)
    report(f"night of {given.night}, loaded in {loading:.1f} s", seconds, nodes)
    ask(settings)
    right = compare(settings, folder) if given.compare else True
    if given.whole:
        write(claims, documents(given.night, 9, people), prefix="n2")
        whole_night(settings, claims)
    return seconds + loading, right


def main() -> None:
    """The sizes one by one, then how the nights compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--night", type=int, default=500)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--folder", type=Path, help="where to work; kept afterwards")
    given = parser.parse_args()
    nights = []
    for count in given.articles:
        folder = Path(tempfile.mkdtemp(prefix=f"growth-{count}-", dir=given.folder))
        seconds, right = one_size(count, folder, given)
        nights.append((seconds, right))
        if not given.folder:
            shutil.rmtree(folder)
    say(f"the last night took {nights[-1][0] / nights[0][0]:.2f} times the first")
    raise SystemExit(not all(right for _, right in nights))


if __name__ == "__main__":
    main()
