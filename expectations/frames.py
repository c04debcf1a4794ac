"""What the audit looks at: one data frame a subject, each with a `row_key` that names the row to blame.

Great Expectations cannot read DuckDB rows lazily (its SQL way reads them after the connection is closed), so each frame
is fetched whole, with the needed columns only. In the queries `warehouse` is the attached build file and `released` the
published one, where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd

from expectations.marts import CATALOG, table_names

# Evidence is the anchor of every fact: the table that holds the facts of a type, their key and their confidence.
FACT_TABLES = {
    "visit": ("fct_visits", "visit_id", "confidence_score"),
    "meeting": ("fct_meetings", "meeting_id", "confidence_score"),
    "agreement": ("fct_agreements", "agreement_id", "confidence_score"),
    "agreement_event": ("fct_agreement_events", "agreement_event_id", "null"),
    "honour": ("fct_honours", "honour_id", "confidence_score"),
    "actor_position": ("fct_actor_positions", "position_id", "null"),
}

# Closed lists whose mix is compared with the release before: table and column.
MIXES = (
    ("fct_visits", "status"),
    ("fct_visits", "date_precision"),
    ("fct_visits", "level"),
    ("fct_agreements", "kind"),
    ("fct_agreements", "status"),
    ("fct_agreement_events", "step"),
    ("fct_actor_positions", "kind"),
    ("dim_actors", "kind"),
    ("dim_articles", "language_code"),
)

# Columns whose fill rate is compared with the release before: table and column.
FILLS = (
    ("fct_visits", "leader_actor_id"),
    ("fct_visits", "origin_country_code"),
    ("fct_visits", "start_date"),
    ("fct_visits", "level"),
    ("fct_meetings", "meeting_date"),
    ("fct_meetings", "visit_id"),
    ("fct_agreements", "signed_date"),
    ("fct_agreements", "visit_id"),
    ("fct_actor_positions", "valid_from"),
    ("fct_actor_positions", "post_code"),
    ("dim_actors", "country_code"),
    ("dim_articles", "published_date"),
)

ARTICLES = "dim_articles"
# With fewer rows in the release before, one article more or less moves every share too far to mean anything.
COMPARABLE_ROWS = 40
NO_MIX = pd.DataFrame({"row_key": [], "share": [], "share_before": [], "shift": []}).astype({"row_key": "str"})
NO_FILL = NO_MIX.rename(columns={"shift": "change"})

QUERIES = {
    "visits": """
        select
            visit_id as row_key, leader_actor_id, origin_country_code, destination_country_code, start_date_edtf,
            date_diff('day', start_date, end_date)::double as days,
            case when status = 'completed' then date_diff('day', $today::date, start_date)::double end as days_ahead,
            origin_country_code <> destination_country_code as leaves_country
        from warehouse.marts.fct_visits
    """,
    "agreements": """
        select
            agreement_id as row_key, subject, signed_date_edtf,
            date_diff('day', $today::date, signed_date)::double as days_ahead,
            date_diff('day', valid_from_date, valid_to_date)::double as days_valid,
            date_diff('day', signed_date, valid_from_date)::double as days_to_validity,
            (
                select count(*) from warehouse.marts.bridge_agreement_parties as parties
                where parties.agreement_id = agreements.agreement_id
            )::double as party_count
        from warehouse.marts.fct_agreements as agreements
    """,
    "agreement_events": """
        select
            agreement_id || '/' || step as row_key,
            date_diff('day', $today::date, event_date)::double as days_ahead
        from warehouse.marts.fct_agreement_events
    """,
    "meetings": """
        select
            meeting_id as row_key, participant_count::double as participant_count,
            date_diff('day', $today::date, meeting_date)::double as days_ahead
        from warehouse.marts.fct_meetings
    """,
    "positions": """
        select
            position_id as row_key, date_diff('day', valid_from, valid_to)::double as days,
            not is_contested as is_uncontested, not (is_current and is_former) as is_of_one_mind
        from warehouse.marts.fct_actor_positions
    """,
    # An article that was loaded again since the build began may have another text by now: its quotes are not judged.
    # By far the longest frame: only the rows to blame are named.
    "evidence": """
        with judged as (
            select
                fact_type, fact_id, article_id, span_start,
                case
                    when articles.loaded_at > $started_at::timestamptz then null
                    else coalesce(quote = substring(articles.text, span_start + 1, span_end - span_start), false)
                end as stands_in_text
            from warehouse.marts.bridge_evidence
            left join warehouse.raw.articles using (article_id)
        )

        select
            case
                when not stands_in_text then concat_ws('/', fact_type, fact_id, article_id, span_start)
            end as row_key,
            stands_in_text
        from judged
    """,
    # A person is resolved who has a country and a name of two parts: only so can others be told to be the same or not.
    "actors": """
        select
            actor_id as row_key, name, country_code,
            case when kind = 'person' then country_code is not null and contains(trim(name), ' ') end as is_resolved
        from warehouse.marts.dim_actors
    """,
    "articles": """
        select
            article_id as row_key, title, published_date, language_code,
            date_diff('day', $today::date, published_date)::double as days_ahead
        from warehouse.marts.dim_articles
    """,
}


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the frames come from.

    Attributes:
        con: has the build file attached as `warehouse` and, if there is a release before, that as `released`.
        today: the day of the audit, UTC: nothing may have been signed after it.
        started_at: when the build began.
        counts: rows of each mart in the build.
        previous: rows of each mart in the published file; empty before the first release.
    """

    con: duckdb.DuckDBPyConnection
    today: date
    started_at: str
    counts: Mapping[str, int]
    previous: Mapping[str, int]


def read_frames(sources: Sources) -> dict[str, pd.DataFrame]:
    """Every frame by its name."""
    frames = {name: _frame(sources, sql) for name, sql in QUERIES.items()}
    drift = {"mix": _mix(sources), "fill": _fill(sources), "unresolved": _unresolved(sources)}
    return frames | drift | {"facts": _facts(sources), "volumes": _volumes(sources)}


def _frame(sources: Sources, sql: str) -> pd.DataFrame:
    known = {"today": sources.today, "started_at": sources.started_at}
    return sources.con.execute(sql, {name: value for name, value in known.items() if f"${name}" in sql}).df()


def _facts(sources: Sources) -> pd.DataFrame:
    """Each fact of any type, with its confidence and the number of spans that bear it out."""
    present = set(table_names(sources.con, CATALOG))
    selects = [
        f"""
        select
            '{fact_type}/' || {key} as row_key, {confidence}::double as confidence_score,
            (
                select count(*) from warehouse.marts.bridge_evidence
                where fact_type = '{fact_type}' and fact_id = {key}
            )::double as evidence_count
        from warehouse.marts.{table}
        """  # noqa: S608  (names come from the constant above)
        for fact_type, (table, key, confidence) in FACT_TABLES.items()
        if table in present
    ]
    return _frame(sources, " union all ".join(selects))


def _mix(sources: Sources) -> pd.DataFrame:
    """Share of each value of a closed list, now and in the release before, where there are rows enough to compare."""
    large = [mix for mix in MIXES if sources.previous.get(mix[0], 0) >= COMPARABLE_ROWS]
    comparable = [(table, column) for table, column in large if column in _released_columns(sources, table)]
    frames = [_frame(sources, _shares_query(table, column)) for table, column in comparable]
    return pd.concat([NO_MIX, *frames], ignore_index=True) if frames else NO_MIX


def _shares_query(table: str, column: str) -> str:
    shares = "select {column} as value, count(*) / sum(count(*)) over () as share from {table} group by value"
    now = shares.format(column=column, table=f"warehouse.marts.{table}")
    before = shares.format(column=column, table=f"released.main.{table}")
    return f"""
        select
            '{table}.{column} = ' || coalesce(now.value, before.value, 'null')::varchar as row_key,
            coalesce(now.share, 0)::double as share,
            coalesce(before.share, 0)::double as share_before,
            coalesce(now.share, 0)::double - coalesce(before.share, 0)::double as shift
        from ({now}) as now full join ({before}) as before on now.value is not distinct from before.value
        order by row_key
        """  # noqa: S608  (names come from the constant above)


def _fill(sources: Sources) -> pd.DataFrame:
    """Share of rows that have a value, now and in the release before, where there are rows enough to compare."""
    comparable = [fill for fill in FILLS if sources.previous.get(fill[0], 0) >= COMPARABLE_ROWS]
    known = [(table, column) for table, column in comparable if column in _released_columns(sources, table)]
    frames = [_frame(sources, _fill_query(table, column)) for table, column in known]
    return pd.concat([NO_FILL, *frames], ignore_index=True) if frames else NO_FILL


def _fill_query(table: str, column: str) -> str:
    share = f"(select count({column}) / count(*) from {{}}.{table})"  # noqa: S608  (names come from the constant above)
    now, before = share.format("warehouse.marts"), share.format("released.main")
    return f"select '{table}.{column}' as row_key, {now} as share, {before} as share_before, {now} - {before} as change"


def _unresolved(sources: Sources) -> pd.DataFrame:
    """One row: the share of unresolved persons, and how much it grew since the release before."""
    share = """
        (
            select
                case
                    when count(*) >= {least}
                        then 1 - avg((country_code is not null and contains(name, ' '))::integer)
                end
            from {where}.dim_actors where kind = 'person'
        )
    """
    now = share.format(where="warehouse.marts", least=COMPARABLE_ROWS)
    comparable = sources.previous.get("dim_actors", 0) >= COMPARABLE_ROWS
    before = share.format(where="released.main", least=COMPARABLE_ROWS) if comparable else "null"
    return _frame(
        sources,
        f"select 'dim_actors' as row_key, {now}::double as share, ({now} - {before})::double as growth",
    )


def _released_columns(sources: Sources, table: str) -> set[str]:
    rows = sources.con.execute(
        "select column_name from duckdb_columns() where database_name = 'released' and table_name = ?", [table]
    ).fetchall()
    return {name for (name,) in rows}


def _volumes(sources: Sources) -> pd.DataFrame:
    """Rows of each mart, the least that there must be, and the share kept of the release before."""
    return pd.DataFrame([_volume(sources, table) for table in sources.counts]).astype({"kept_share": "float64"})


def _volume(sources: Sources, table: str) -> dict[str, str | float | None]:
    now, before = sources.counts[table], sources.previous.get(table, 0)
    # Articles are only ever added, so that however few there are, none may be missing in bulk.
    comparable = before >= COMPARABLE_ROWS or (table == ARTICLES and before > 0)
    return {
        "row_key": table,
        "row_count": float(now),
        "least_rows": float(table == ARTICLES),
        "row_count_before": float(before),
        "kept_share": now / before if comparable else None,
    }
