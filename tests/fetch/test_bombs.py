"""Pages made to take for ever or to fill the memory, through a real server and the commands of a night.

What holds them is a worker process with limits of its own that is killed: nothing here would end otherwise.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from extractors.load import Filter, list_rejected
from extractors.settings import PROJECT_ROOT, Settings
from extractors.workers import MEMORY_BYTES
from tests.fetch.sites import Asked, Site

HEAD = "<!doctype html><html lang='en'><head><title>Visit</title></head><body>"
STORY = "<p>The foreign minister of Chile visited Madrid on Monday and met her colleague for talks on trade.</p>"
FIFTY = (HEAD + STORY * (50_000_000 // len(STORY))).encode()
PAGES = {
    "good": HEAD + STORY * 3,
    "nested": HEAD + STORY * 3 + "<div>" * 1_000_000,
    "nested_and_closed": HEAD + "<b>" * 600_000 + "x" + "</b>" * 600_000 + STORY * 3,
    "attributes": HEAD + "<p " + " ".join(f"a{number}=1" for number in range(300_000)) + ">" + STORY * 3,
    "last": HEAD + STORY * 3,
}
ENDS = {
    "nested": ("text", "html_too_deep"),
    "nested_and_closed": ("text", "html_too_deep"),
    "attributes": ("extract", "timeout"),
    "fifty": ("fetch", "too_large"),
    "fifty_chunked": ("fetch", "too_large"),
    "fifty_packed": ("fetch", "too_large"),
}
# The interpreter, the libraries and one page on top of what a worker may take.
MOST_KIB = (MEMORY_BYTES + 600 * 1024**2) // 1024


@dataclass(frozen=True, slots=True)
class Installation:
    """A project folder whose commands are run in processes of their own."""

    settings: Settings

    def command(self, *arguments: str, **environment: str) -> str:
        """What a command prints; it must succeed in bounded memory, its workers included."""
        places = {
            "COMMUNIQUE_PROJECT_ROOT": str(self.settings.project_root),
            "COMMUNIQUE_DATA_DIR": str(self.settings.data_dir),
            "COMMUNIQUE_CONTACT": "press@example.org",
            "COMMUNIQUE_ALLOW_ADDRESSES": "127.0.0.1",
            "COMMUNIQUE_WORKERS": "1",
        }
        # An end to hangs; a good run takes a tenth of it.
        command = ["timeout", "-k", "5", "400", sys.executable, "-m", "communique", *arguments]
        with subprocess.Popen(command, env=os.environ | places | environment, stdout=subprocess.PIPE) as process:
            said = process.stdout.read() if process.stdout else b""
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, said
        assert used.ru_maxrss < MOST_KIB
        return said.decode()

    def reasons(self) -> dict[str, tuple[str, str]]:
        rows = list_rejected(self.settings, Filter())
        return {row.source_uri.rpartition("/")[2]: (row.stage, row.reason) for row in rows}


@pytest.fixture
def installation(settings: Settings) -> Installation:
    for known in (PROJECT_ROOT / "seeds").iterdir():
        if known.is_file():
            (settings.seeds_dir / known.name).symlink_to(known)
    return Installation(settings)


def source(settings: Settings, urls: list[str]) -> None:
    pace = "politeness: {requests_per_minute: 6000}\n"
    listed = "".join(f"  - {url}\n" for url in urls)
    text = f"name: bombs\nkind: url_list\nenabled: true\n{pace}urls:\n{listed}"
    (settings.seeds_dir / "sources" / "bombs.yml").write_text(text)


def chunked(asked: Asked) -> None:
    asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for place in range(0, len(FIFTY), 1_000_000):
        piece = FIFTY[place : place + 1_000_000]
        asked.send(b"%x\r\n%s\r\n" % (len(piece), piece))
    asked.send(b"0\r\n\r\n")


def packed(asked: Asked) -> None:
    asked.answer(200, gzip.compress(FIFTY), Content_Type="text/html", Content_Encoding="gzip")


def test_each_costs_its_own_row_and_no_more(installation: Installation, site: Site) -> None:
    for name, page in PAGES.items():
        site.page(f"/{name}", page)
    site.page("/fifty", FIFTY)
    site.routes |= {"/fifty_chunked": chunked, "/fifty_packed": packed}
    source(installation.settings, [site.url(path) for path in site.routes])
    installation.command("fetch", "--source", "bombs")
    installation.command("extract")
    assert "8 fetched = 2 loaded + 0 duplicate + 6 rejected" in installation.command("load")
    assert installation.reasons() == ENDS


def test_where_the_cap_was_lifted_the_worker_is_killed(installation: Installation, site: Site) -> None:
    site.page("/fifty", FIFTY)
    site.page("/good", PAGES["good"])
    source(installation.settings, [site.url("/fifty"), site.url("/good")])
    installation.command("fetch", "--source", "bombs", COMMUNIQUE_MAX_FILE_BYTES="60000000")
    installation.command("extract", COMMUNIQUE_MAX_FILE_BYTES="60000000")
    assert "2 fetched = 1 loaded + 0 duplicate + 1 rejected" in installation.command("load")
    assert installation.reasons()["fifty"] in {("extract", "timeout"), ("extract", "out_of_memory")}
