"""Rejections into `raw.rejected_articles`: a row for each input that cannot be used, as long as that is so."""

from __future__ import annotations

import duckdb

from extractors.load.rows import Landing, Row
from extractors.load.tables import columns, insert


def replace_rejections(
    connection: duckdb.DuckDBPyConnection, rejections: list[Row], loaded: list[str], items: list[Landing], run_id: str
) -> int:
    """The rejections of a batch take the place of all earlier ones of its items and articles.

    An article that loads now loses its earlier rejection; one rejected anew keeps only its newest reasons.

    Args:
        connection: to the build file, within the batch's transaction.
        rejections: the rows of the batch.
        loaded: addresses of the articles that it loaded.
        items: its landed items, which were read as a whole.
        run_id: marks the rows that are new.

    Returns:
        How many different rejections the batch has.
    """
    new = {row["rejection_id"]: row for row in rejections}
    connection.execute(
        """
        delete from raw.rejected_articles
        where (list_contains(?::varchar[], source_uri) or list_contains(?::varchar[], landing_uri))
            and not list_contains(?::varchar[], rejection_id)
        """,
        [loaded + [row["source_uri"] for row in rejections], [item.uri for item in items], list(new)],
    )
    count = len(new)
    _delete_changed(connection, new)
    insert(connection, "rejected_articles", [{**row, "run_id": run_id} for row in new.values()])
    return count


def _delete_changed(connection: duckdb.DuckDBPyConnection, new: dict[str, Row]) -> None:
    """Drops from `new` what is there already, and from the table what is there in another form."""
    names = [name for name in columns(connection, "rejected_articles") if name != "run_id"]
    rows = connection.execute(
        f"select {', '.join(names)} from raw.rejected_articles "  # noqa: S608  (the names are those of schema.sql)
        "where list_contains(?::varchar[], rejection_id)",
        [list(new)],
    ).fetchall()
    for values in rows:
        known = dict(zip(names, values, strict=True))
        if new[known["rejection_id"]] == known:
            del new[known["rejection_id"]]
        else:
            connection.execute("delete from raw.rejected_articles where rejection_id = ?", [known["rejection_id"]])
