"""Pages that a listing names: asked for politely, landed, handed on as landing items."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from extractors.errors import RejectedArticle
from extractors.fetch.pagestate import Pages, PageState
from extractors.fetch.patterns import is_wanted
from extractors.fetch.schema import NetworkSource
from extractors.fetch.visit import Visit
from extractors.fetch.web.addresses import Address, check_address, identity, shown
from extractors.fetch.web.client import Client, Document, OutOfBudget
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.fetch.web.listing import Entry
from extractors.items import LandingItem, Rejected, article_id

PAGE_SECONDS = 20.0
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.5, */*;q=0.1"
ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
# Servers say these when they do not know; the first bytes then decide.
UNSURE = frozenset({"", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown"})
MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
# Codecs that undo something else than an encoding of text, and one that browsers refuse because it hides markup.
NO_CHARSETS = frozenset({"idna", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf-7"})
# A listing of rubbish is not worth a row for each piece of it.
MOST_BAD_ADDRESSES = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article that is on offer: where it is, under which address it is known, and what its listing says."""

    address: Address
    uri: str
    entry: Entry


@dataclass(slots=True)
class Offer:
    """What the listings of a source offer, each article once, newest first as far as dates are known."""

    wanted: dict[str, Wanted] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    bad: int = 0


def collect(source: NetworkSource, visit: Visit, listed: Iterable[tuple[str, Entry]]) -> Offer:
    """Sort out what a source offers.

    Args:
        source: its patterns and age limit.
        visit: counts what is passed over or repeated.
        listed: entries, each with the address of its listing.
    """
    offer = Offer()
    oldest = None if visit.is_backfill else _oldest(source)
    for place, entry in listed:
        try:
            if not entry.url:
                raise ValueError("there is no address in the entry")
            address = check_address(entry.url, place)
        except ValueError as error:
            _reject_entry(offer, place, entry, str(error))
            continue
        _offer(source, visit, offer, Wanted(address, identity(address), entry), oldest)
    if offer.bad > MOST_BAD_ADDRESSES:
        visit.warnings.append(
            f"{offer.bad:,} entries have no address that can be fetched; {MOST_BAD_ADDRESSES} have rows"
        )
    visit.tally.listed += len(offer.wanted) + len(offer.rejected)
    return offer


def _offer(source: NetworkSource, visit: Visit, offer: Offer, wanted: Wanted, oldest: str | None) -> None:
    changed = wanted.entry.changed
    outside = visit.is_outside(wanted.entry.published_on or changed)
    if (
        outside
        or not is_wanted(wanted.uri, source.include, source.exclude)
        or (oldest and (changed or oldest) < oldest)
    ):
        visit.tally.passed_over += 1
    elif wanted.uri in offer.wanted:
        visit.tally.repeated += 1
    else:
        offer.wanted[wanted.uri] = wanted


def _oldest(source: NetworkSource) -> str | None:
    if source.max_age_days is None:
        return None
    return (datetime.now(UTC) - timedelta(days=source.max_age_days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _reject_entry(offer: Offer, place: str, entry: Entry, why: str) -> None:
    offer.bad += 1
    if offer.bad <= MOST_BAD_ADDRESSES:
        error = FetchError("bad_address", why)
        name = shown(entry.url) if entry.url else "an entry without address"
        offer.rejected.append(Rejected.of(error, f"{shown(place)}#{article_id(repr(entry))} {name}"))


def read_pages(
    source: NetworkSource, visit: Visit, client: Client, pages: Pages, offer: Offer
) -> Iterator[LandingItem | Rejected]:
    """Fetch and land what is on offer; what the budget does not reach is left for the next night.

    Below the source's `min_count` nothing is fetched: whoever asked stops the source.
    """
    yield from offer.rejected
    if not visit.is_backfill and len(offer.wanted) + len(offer.rejected) < source.min_count:
        visit.tally.left += len(offer.wanted)
        return
    reader = PageReader(source, visit, client, pages)
    try:
        for wanted in _in_order(offer, pages):
            outcome = reader.read(wanted)
            if outcome is not None:
                yield outcome
    finally:
        pages.save()
    _warn_of_left(visit)


def _in_order(offer: Offer, pages: Pages) -> list[Wanted]:
    """New addresses first, then those that have changed, then those visited longest ago; the newest first in each.

    Otherwise the same articles would be asked for every night, and those beyond the budget never.
    """

    def turn(wanted: Wanted) -> tuple[int, str]:
        known = pages.states.get(wanted.uri)
        if known is None:
            return 0, ""
        return (1, "") if wanted.entry.changed != known.changed else (2, known.seen_on)

    newest_first = sorted(offer.wanted.values(), key=lambda wanted: wanted.entry.changed or "", reverse=True)
    return sorted(newest_first, key=turn)


def _warn_of_left(visit: Visit) -> None:
    if visit.tally.left and visit.most_pages is None:
        visit.warnings.append(
            f"{visit.tally.left:,} articles on offer were not asked for because tonight's budget is spent; they are "
            "taken in the next night if they are still on offer"
        )


@dataclass(slots=True)
class PageReader:
    """Reads one page after the other for a source."""

    source: NetworkSource
    visit: Visit
    client: Client
    pages: Pages
    asked: int = 0
    spent: bool = False

    def read(self, wanted: Wanted) -> LandingItem | Rejected | None:
        """The landing item of a page, why there is none, or None when it is left for the next night."""
        known = self.pages.find(wanted.uri)
        if known and self._is_current(known, wanted.entry):
            return self._item(wanted, self._noted(known, known, wanted.entry))
        if self.spent:
            self.visit.tally.left += 1
            return None
        if self.visit.most_pages is not None and self.asked >= self.visit.most_pages:
            self.visit.tally.left += 1
            self.visit.not_fetched.append(wanted.uri)
            return None
        self.asked += 1
        try:
            document = self._get(wanted, known)
            return self._item(wanted, self._landed(wanted, document, known))
        except OutOfBudget:
            self.spent = True
            self.visit.tally.left += 1
            return None
        except RejectedArticle as error:
            return Rejected.of(error, wanted.uri, self.source.outlet)

    def _is_current(self, known: PageState, entry: Entry) -> bool:
        if known.run_id == self.visit.run_id:
            return True  # the same run, begun again
        return self.source.revisit == "changed" and entry.changed is not None and entry.changed == known.changed

    def _get(self, wanted: Wanted, known: PageState | None) -> Document:
        limits = Limits(self.visit.settings.max_file_bytes, PAGE_SECONDS)
        return self.client.get(str(wanted.address), limits, ACCEPT, known.conditions if known else None)

    def _landed(self, wanted: Wanted, document: Document, known: PageState | None) -> PageState:
        if document.not_modified and known:
            return self._noted(known, known, wanted.entry)
        media_type, charset = content_type(document)
        ending = ENDINGS[media_type]
        landed = self.visit.land(document.body, ending)
        state = PageState(
            url=wanted.uri,
            landing_path=landed.path,
            sha256=landed.sha256,
            bytes=landed.bytes,
            media_type="text/plain" if ending == ".txt" else "text/html",
            charset=charset,
            etag=conditional_header(document, "etag"),
            last_modified=conditional_header(document, "last-modified"),
            changed=None,
            run_id="",
            seen_on="",
        )
        return self._noted(state, known, wanted.entry)

    def _noted(self, state: PageState, known: PageState | None, entry: Entry) -> PageState:
        today = datetime.now(UTC).date().isoformat()
        days = [day for day in (known.published_on if known else None, entry.published_on) if day]
        noted = replace(
            state,
            changed=entry.changed,
            run_id=self.visit.run_id,
            seen_on=today,
            published_on=min(days, default=None),
        )
        if noted != known:
            self.pages.note(noted)
        return noted

    def _item(self, wanted: Wanted, state: PageState) -> LandingItem:
        return LandingItem(
            item_id=article_id(wanted.uri),
            landing_path=state.landing_path,
            source_uri=wanted.uri,
            source=self.source.outlet,
            title=wanted.entry.title,
            language=self.source.language,
            published_on=state.published_on,
            media_type=state.media_type,
            sha256=state.sha256,
            bytes=state.bytes,
            source_name=self.source.name,
            charset=state.charset,
        )


def content_type(document: Document) -> tuple[str, str | None]:
    """A page's media type, one of `ENDINGS`, and the charset that the server says.

    Raises:
        FetchError: `unsupported_type`: it is no page.
    """
    header = document.headers.get("content-type", "")[:300]
    media_type = header.partition(";")[0].strip().lower()
    if media_type in UNSURE and MARKUP.match(document.body[:2048]):
        media_type = "text/html"
    if media_type not in ENDINGS:
        raise FetchError(
            "unsupported_type", f"the server says that it is {media_type[:60] or 'of no type'}, not a page"
        )
    found = CHARSET.search(header)
    return media_type, _known_charset(found.group(1)) if found else None


def _known_charset(name: str) -> str | None:
    """The name of a text encoding that Python knows, or None."""
    try:
        b"a".decode(name, "replace")  # refuses codecs such as zip, which undo something else
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if known in NO_CHARSETS else known


def conditional_header(document: Document, name: str) -> str | None:
    """A header that is sent back as it came, if it is one that may be."""
    value = document.headers.get(name, "")
    return value if value and len(value) <= 200 and value.isascii() and value.isprintable() else None
