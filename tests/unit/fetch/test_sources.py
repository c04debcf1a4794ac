"""Source files: valid ones are listed, a fault is named with its file and field."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extractors.errors import PermanentError
from extractors.fetch import fetch_source, find_source, is_due, list_sources
from extractors.fetch.patterns import fits, is_wanted
from extractors.fetch.schema import NetworkSource
from extractors.items import LandingItem
from extractors.settings import Settings, load_settings

GOOD = "name: mine\nkind: folder\npath: in\nenabled: false\n"
FEED = "name: mine\nkind: feed\nurls: [https://example.org/feed]\nenabled: false\n"


def project(root: Path, **files: str) -> Settings:
    folder = root / "seeds" / "sources"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.yml").write_text(content, "utf-8")
    return replace(load_settings(), project_root=root, data_dir=root / "data")


def test_the_sources_of_the_project() -> None:
    bundled = find_source(load_settings(), "bundled")
    assert (bundled.kind, bundled.path, bundled.enabled) == ("folder", "seeds/articles", True)


def test_the_network_sources_of_the_project_are_off_and_cover_the_languages() -> None:
    sources = [source for source in list_sources(load_settings()) if isinstance(source, NetworkSource)]
    assert len(sources) >= 12
    assert not [source.name for source in sources if source.enabled]
    assert {source.language for source in sources} == {"en", "de", "es", "fr", "vi"}
    assert {source.tier for source in sources} == {1, 2}
    assert all(source.description and source.outlet and source.min_count and source.max_count for source in sources)
    assert all(url.startswith("https://") for source in sources for url in source.urls)


def test_sources_are_listed_by_name(tmp_path: Path) -> None:
    settings = project(tmp_path, mine=GOOD, also=GOOD.replace("mine", "also") + "language: vi\ncountry: VN\n")
    assert [(s.name, s.language, s.enabled) for s in list_sources(settings)] == [
        ("also", "vi", False),
        ("mine", None, False),
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (GOOD.replace("kind: folder", "kind: telex"), "kind"),
        (GOOD.replace("path: in", "path: ''"), "path"),
        (GOOD.replace("path: in\n", ""), "path"),
        (GOOD.replace("false", "'maybe'"), "enabled"),
        (GOOD + "language: german\n", "language"),
        (GOOD + "country: de\n", "country"),
        (GOOD + "colour: red\n", "colour"),
        (GOOD.replace("mine", "other"), "must be the file's name"),
        (GOOD.replace("mine", "../mine"), "name"),
        (GOOD + "tier: 4\n", "tier"),
        (GOOD + "schedule: hourly\n", "schedule"),
        (GOOD + "include: [a]\n", "must begin with /"),
        (GOOD + "min_count: -1\n", "min_count"),
        (FEED.replace("https://example.org/feed", "ftp://example.org/feed"), "only http and https"),
        (FEED.replace("https://example.org/feed", "https://me:pw@example.org/feed"), "user name or password"),
        (FEED.replace("[https://example.org/feed]", "[]"), "urls"),
        (FEED + "politeness: {requests_per_minute: 0}\n", "requests_per_minute"),
        (FEED + "politeness: {contact: me}\n", "neither an e-mail address"),
        (FEED + "budget: {minutes: 500}\n", "minutes"),
        (FEED + "path: x\n", "path"),
        (FEED.replace("feed\nurls", "url_list\nurls").replace("[https://example.org/feed]", "[]"), "urls or path"),
        ("", "file"),
        ("- a\n- b\n", "file"),
        ("name: [", "cannot be read as YAML"),
        ("!!python/object/apply:os.getcwd []", "cannot be read as YAML"),
    ],
)
def test_faults_are_named(tmp_path: Path, content: str, fault: str) -> None:
    with pytest.raises(PermanentError) as caught:
        list_sources(project(tmp_path, mine=content))
    assert str(caught.value).startswith("mine.yml")
    assert fault in str(caught.value)


def test_an_unknown_source_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="Sources: mine"):
        find_source(project(tmp_path, mine=GOOD), "yours")


@pytest.mark.parametrize(
    ("address", "pattern", "fitting"),
    [
        ("https://example.org/news/a", "/news/*", True),
        ("https://example.org/news/a", "/news", False),
        ("https://example.org/news/a?p=1", "/news/*?p=1", True),
        ("https://example.org", "/", True),
        ("https://example.org/news/a", "*/a", True),
        ("https://example.org/news/a", "https://example.org/*", True),
        ("https://example.com/news/a", "https://example.org/*", False),
        ("https://example.org/ab", "*/ab*b", False),
        ("https://example.org/axbxc", "*a*b*c", True),
        ("https://example.org/a.b", "/a+b", False),
        ("/2024/visit.txt", "/2024/*", True),
        ("/2024/visit.txt", "*.txt", True),
    ],
)
def test_patterns(address: str, pattern: str, fitting: bool) -> None:
    assert fits(address, pattern) is fitting


def test_a_pattern_made_to_take_for_ever_does_not() -> None:
    assert not fits("https://example.org/" + "a" * 4000, "/" + "*a" * 200 + "*b")


def test_include_and_exclude() -> None:
    wanted = [path for path in ("/n/a", "/n/b", "/s/a") if is_wanted(path, ["/n/*"], ["*/b"])]
    assert wanted == ["/n/a"]
    assert is_wanted("/x", [], [])


def test_folders_have_patterns_too(tmp_path: Path) -> None:
    settings = project(tmp_path, mine=GOOD + "include: [/2024/*]\nmin_count: 1\noutlet: Bote\nlanguage: de\n")
    for year in ("2023", "2024"):
        (tmp_path / "in" / year).mkdir(parents=True)
        (tmp_path / "in" / year / "a.txt").write_text("Ein Text, der lang genug ist, um gelesen zu werden.")
    (batch,) = fetch_source(settings, "r1", "mine")
    (item,) = [LandingItem.from_json(line) for line in batch.read_text("utf-8").splitlines()]
    assert (item.source_uri, item.source, item.language) == ("in/2024/a.txt", "Bote", "de")
    (tmp_path / "in" / "2024" / "a.txt").unlink()
    with pytest.raises(PermanentError, match="fewer than its min_count of 1"):
        fetch_source(settings, "r2", "mine")


def test_schedules(tmp_path: Path) -> None:
    settings = project(
        tmp_path,
        mine=GOOD + "schedule: weekly\n",
        also=GOOD.replace("mine", "also") + "schedule: manual\n",
        each=GOOD.replace("mine", "each"),
    )
    (tmp_path / "in").mkdir()
    due = {source.name: is_due(settings, source) for source in list_sources(settings)}
    assert due == {"also": False, "each": True, "mine": True}
    for name in due:
        fetch_source(settings, "r1", name)
    due = {source.name: is_due(settings, source) for source in list_sources(settings)}
    assert due == {"also": False, "each": True, "mine": False}
    mine = find_source(settings, "mine")
    assert is_due(settings, mine, datetime.now(UTC) + timedelta(days=7))
    assert not is_due(settings, mine, datetime.now(UTC) + timedelta(days=6))
