"""A small news site and the nights of an installation that reads it."""

from __future__ import annotations

import json
from typing import Any

import yaml

from extractors.extract import extract_batch
from extractors.fetch import fetch_source
from extractors.items import LandingItem
from extractors.load import load_batch
from extractors.settings import Settings
from tests.fetch.sites import Site

TEXT = (
    "The foreign minister of Chile, Marta Ejemplo, visited Madrid on Monday and met her colleague for talks on trade."
)
PACE = {"requests_per_minute": 600}


def article(title: str, more: str = "") -> str:
    body = f"<article><h1>{title}</h1><p>{TEXT}</p><p>{TEXT} {more}</p></article>"
    return f'<!doctype html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


def rss(*links: str, dates: tuple[str, ...] = ()) -> str:
    dated = [*dates, *("" for _ in links)]
    items = "".join(
        f"<item><title>About {link}</title><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"
        for link, date in zip(links, dated, strict=False)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def source(settings: Settings, name: str = "news", **fields: Any) -> None:
    """Write a source file."""
    values = {"name": name, "enabled": True, "politeness": PACE, **fields}
    (settings.seeds_dir / "sources" / f"{name}.yml").write_text(yaml.safe_dump(values), "utf-8")


def night(settings: Settings, run_id: str, name: str = "news") -> tuple[list[LandingItem], dict[str, Any]]:
    """Fetch and load; the new items and the report."""
    run = settings.data_dir / "runs" / run_id
    batches = fetch_source(settings, run_id, name)
    items = [LandingItem.from_json(line) for batch in batches for line in batch.read_text("utf-8").splitlines()]
    for batch in batches:
        extract_batch(settings, run_id, batch)
    for claims in sorted((run / "claims").iterdir()):
        load_batch(settings, run_id, claims, run / "rejected" / claims.name)
    return items, json.loads((run / "fetch" / f"{name}.json").read_text("utf-8"))


def rejected(settings: Settings, run_id: str, name: str = "news") -> dict[str, str]:
    lines = (settings.data_dir / "runs" / run_id / "rejected" / f"{name}-fetch.jsonl").read_text("utf-8").splitlines()
    return {row["source_uri"]: row["reason"] for row in map(json.loads, lines)}


def three_pages(site: Site) -> None:
    for name in ("a", "b", "c"):
        site.page(f"/{name}", article(f"Story {name}", name))
    site.page("/feed", rss("/a", "/b", "/c"), "application/rss+xml")


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["files"], report["new"], report["unchanged"], report["rejected"]
