"""Documents from servers: allowed by robots.txt, in turn, through redirects, tried again where that may help."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.fetch.web import robots
from extractors.fetch.web.addresses import Address, check_address, shown
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Exchange, Limits, Reply
from extractors.fetch.web.networks import IPNetwork
from extractors.fetch.web.pacing import Pacer
from extractors.fetch.web.retry import LONGEST_PAUSE, TRIES, pause, retry_after
from extractors.fetch.web.robots import Rules, parse_robots
from extractors.fetch.web.transport import Resolver, system_resolver

logger = logging.getLogger(__name__)

REDIRECTS = 5
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
BUSY_STATUSES = frozenset({408, 425, 429})
ROBOTS_LIMITS = Limits(robots.LARGEST, 20.0, cut=True)
# After so many documents in a row that did not come, a host is left alone for the rest of the visit.
FAULTS_IN_A_ROW = 10
# So many documents in a row for which a host wants peace for longer than anybody waits are meant for the host.
DEMANDS_IN_A_ROW = 3
# What took too long once may have been bad luck; a third time would only cost the others their time.
TRIES_AFTER_TIMEOUT = 2
LEAST_SECONDS = 1.0


class OutOfBudget(Exception):  # noqa: N818  (no error: it is how a night ends)
    """The night's time or bytes are spent; what was not asked for is left for the next one."""


@dataclass(slots=True)
class Budget:
    """What is left of a night's time and bytes."""

    seconds: float
    bytes: int
    began: float = field(default_factory=time.monotonic)

    def seconds_left(self) -> float:
        """Seconds until nothing more is asked for."""
        return self.began + self.seconds - time.monotonic()

    def is_left(self) -> bool:
        """Whether another request may begin."""
        return self.seconds_left() > LEAST_SECONDS and self.bytes > 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it came.

    Attributes:
        url: where it came from in the end.
        body: its bytes; empty when it has not changed.
        headers: of the answer, with names in lower case.
        not_modified: the server says that it is what it was when the conditions were noted.
    """

    url: Address
    body: bytes
    headers: Mapping[str, str]
    not_modified: bool = False


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an earlier answer said of its document, for a conditional request."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request; none where nothing is known."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


class Client:
    """Fetches documents for one source; not to be shared between threads.

    Attributes:
        requests: requests sent so far, robots.txt and redirects included.
    """

    def __init__(
        self,
        user_agent: str,
        budget: Budget,
        locks: Path,
        *,
        interval: float = 2.0,
        allowed: Sequence[IPNetwork] = (),
        resolver: Resolver = system_resolver,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.requests = 0
        self._exchange = Exchange(user_agent, allowed, resolver)
        self._budget = budget
        self._pacer = Pacer(locks, sleep)
        self._interval = interval
        self._sleep = sleep
        self._rules: dict[str, Rules | FetchError] = {}
        self._faults: Counter[str] = Counter()
        self._demands: Counter[str] = Counter()
        self._closed: set[str] = set()

    @property
    def received(self) -> int:
        """Bytes that came over the wire."""
        return self._exchange.allowance.received

    def get(
        self,
        url: str,
        limits: Limits,
        accept: str,
        conditions: Conditions | None = None,
        *,
        speaks_for_host: bool = False,
    ) -> Document:
        """Fetch a document.

        Args:
            url: where it is.
            limits: what it may take.
            accept: value of the Accept header.
            conditions: of an earlier answer.
            speaks_for_host: whether one demand for peace for longer than anybody waits closes the whole host.

        Raises:
            FetchError: there is none; the reason says why, and no message holds a query.
            OutOfBudget: it was not asked for, or not to the end.
        """
        try:
            address = check_address(url)
        except ValueError as error:
            raise FetchError("bad_address", str(error)) from error
        headers = {"Accept": accept, **(conditions.headers() if conditions else {})}
        for tries in range(1, TRIES + 1):
            try:
                document = self._follow(address, headers, limits)
            except FetchError as error:
                if not self._may_try_again(error, tries):
                    self._note_fault(address.authority, error, speaks_for_host=speaks_for_host)
                    raise
                self._pause(address, pause(tries, error.retry_after), error)
            else:
                self._faults[address.authority] = self._demands[address.authority] = 0
                return document
        raise AssertionError("the last try returns or raises")

    def _may_try_again(self, error: FetchError, tries: int) -> bool:
        most = TRIES_AFTER_TIMEOUT if error.reason == "timeout" else TRIES
        wait = max(error.retry_after or 0.0, LEAST_SECONDS)
        patient = wait <= LONGEST_PAUSE and wait < self._budget.seconds_left()
        return error.is_transient and tries < most and patient

    def _note_fault(self, host: str, error: FetchError, *, speaks_for_host: bool) -> None:
        """Leave a host alone that asks for it or seems to be down; one page of many cannot ask for all."""
        self._faults[host] = self._faults[host] + 1 if error.is_transient else 0
        if self._faults[host] >= FAULTS_IN_A_ROW:
            self._closed.add(host)
        wait = error.retry_after or 0.0
        self._demands[host] = self._demands[host] + 1 if wait > LONGEST_PAUSE else 0
        if self._demands[host] >= (1 if speaks_for_host else DEMANDS_IN_A_ROW):
            self._pacer.close(host, wait)

    def _pause(self, address: Address, seconds: float, error: FetchError) -> None:
        logger.info("%s: %s; trying again in %.0f s", address.host, error.detail, seconds)
        self._sleep(min(seconds, max(self._budget.seconds_left(), 0.0)))

    def _follow(self, address: Address, headers: Mapping[str, str], limits: Limits) -> Document:
        """The document at an address or where it redirects to; every hop is checked like the first."""
        seen: set[Address] = set()
        while True:
            if address in seen:
                raise FetchError("redirects", "the redirects go round in a circle")
            if len(seen) > REDIRECTS:
                raise FetchError("redirects", f"there are more than {REDIRECTS} redirects")
            seen.add(address)
            rules = self._rules_of(address)
            if not rules.allows(str(address)):
                raise FetchError("robots", f"robots.txt of {address.host} does not allow it")
            reply = self._ask(address, headers, limits, rules.delay)
            if reply.status not in REDIRECT_STATUSES:
                return _document(
                    address, reply, conditional="If-None-Match" in headers or "If-Modified-Since" in headers
                )
            address = _target(address, reply)

    def _rules_of(self, address: Address) -> Rules:
        if address.origin not in self._rules:
            self._rules[address.origin] = self._read_robots(address)
        rules = self._rules[address.origin]
        if isinstance(rules, FetchError):
            raise rules
        return rules

    def _read_robots(self, address: Address) -> Rules | FetchError:
        """A site without the file allows everything; one whose file cannot be had now allows nothing."""
        headers = {"Accept": "text/plain, */*;q=0.1"}
        try:
            place = check_address("/robots.txt", str(address))
            for _ in range(REDIRECTS + 1):
                reply = self._ask(place, headers, ROBOTS_LIMITS, 0.0)
                if reply.status not in REDIRECT_STATUSES:
                    return _rules(reply)
                place = _target(place, reply)
        except FetchError as error:
            if error.reason in {"http_error", "redirects", "too_large"}:
                return Rules()
            if error.is_transient:
                # Not remembered: the next try asks again.
                detail = f"robots.txt: {error.detail}"
                raise FetchError(error.reason, detail, status=error.status, retry_after=error.retry_after) from error
            inward = error.reason == "forbidden_address"  # that is about the host, whatever was asked of it
            return error if inward else FetchError(error.reason, f"robots.txt: {error.detail}")
        return Rules()

    def _ask(self, address: Address, headers: Mapping[str, str], limits: Limits, delay: float) -> Reply:
        """One request, when it is this host's turn."""
        if address.authority in self._closed or self._pacer.is_closed(address.authority):
            raise FetchError("host_closed", f"{address.host} asked to be left alone, or does not answer any more")
        interval = max(self._interval, delay)
        with self._pacer.turn(address.authority, interval, self._budget.is_left) as is_turn:
            if not is_turn or not self._budget.is_left():
                raise OutOfBudget("the night's time or bytes are spent")
            self.requests += 1
            return self._counted(address, headers, limits)

    def _counted(self, address: Address, headers: Mapping[str, str], limits: Limits) -> Reply:
        before, seconds = self.received, self._budget.seconds_left()
        logger.info("GET %s", shown(str(address)))
        try:
            reply = self._exchange.ask(address, headers, Limits(limits.bytes, min(limits.seconds, seconds), limits.cut))
        except FetchError as error:
            if error.reason == "timeout" and seconds < limits.seconds:
                raise OutOfBudget("the night's time is spent") from error
            raise
        finally:
            self._budget.bytes -= self.received - before
        if reply.status in BUSY_STATUSES or 500 <= reply.status < 600:
            wait = retry_after(reply.headers.get("retry-after"))
            detail = f"the server answers {reply.status}"
            raise FetchError("http_busy", detail, status=reply.status, retry_after=wait)
        return reply


def _rules(reply: Reply) -> Rules:
    return parse_robots(reply.body) if reply.status == 200 else Rules()


def _target(address: Address, reply: Reply) -> Address:
    location = reply.headers.get("location", "")
    if not location:
        raise FetchError("redirects", f"the answer {reply.status} does not say where to go", status=reply.status)
    try:
        # Servers send UTF-8 where the standard has ASCII.
        return check_address(location.encode("latin-1").decode("utf-8", "replace"), str(address))
    except ValueError as error:
        raise FetchError("redirects", f"the redirect leads nowhere: {error}", status=reply.status) from error


def _document(address: Address, reply: Reply, *, conditional: bool) -> Document:
    if reply.status == 304 and conditional:
        return Document(address, b"", reply.headers, not_modified=True)
    if reply.status not in {200, 203}:
        raise FetchError("http_error", f"the server answers {reply.status}", status=reply.status)
    return Document(address, reply.body, reply.headers)
