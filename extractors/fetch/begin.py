"""What a reader of a network source begins with: a client held to the source's politeness and budget."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from extractors.errors import PermanentError
from extractors.fetch.contact import VERSION, user_agent
from extractors.fetch.health import spent_tonight
from extractors.fetch.schema import NetworkSource
from extractors.fetch.visit import Visit, hosts_dir
from extractors.fetch.web.client import Budget, Client
from extractors.fetch.web.networks import IPNetwork, parse_networks
from extractors.settings import Settings

MEGABYTE = 1_000_000
# Between the tries of a document, and while it is not this process's turn.
SLEEP = time.sleep


@contextmanager
def client_for(source: NetworkSource, visit: Visit) -> Iterator[Client]:
    """A client for one visit; what it costs is counted into the visit's tally.

    Raises:
        PermanentError: no contact is configured, the allowed addresses are not networks, or the night's budget is
            spent.
    """
    settings, began = visit.settings, time.monotonic()
    client = Client(
        user_agent(VERSION, source.politeness.contact or settings.contact, source.name),
        _budget(source, settings),
        hosts_dir(settings),
        interval=60 / source.politeness.requests_per_minute,
        allowed=allowed_networks(settings),
        sleep=SLEEP,
    )
    try:
        yield client
    finally:
        visit.tally.requests += client.requests
        visit.tally.bytes += client.received
        visit.tally.seconds += round(time.monotonic() - began, 3)


def _budget(source: NetworkSource, settings: Settings) -> Budget:
    seconds, received = spent_tonight(settings, source.name)
    budget = Budget(source.budget.minutes * 60 - seconds, int(source.budget.megabytes * MEGABYTE) - received)
    if not budget.is_left():
        raise PermanentError(
            f"{source.name} has spent its budget of tonight: {seconds / 60:.0f} of {source.budget.minutes:g} minutes, "
            f"{received / MEGABYTE:.0f} of {source.budget.megabytes:g} megabytes. "
            "It is read again after midnight (UTC); raise `budget` in its file if that is too little."
        )
    return budget


def allowed_networks(settings: Settings) -> tuple[IPNetwork, ...]:
    """Networks that may be fetched from although they are not public.

    Raises:
        PermanentError: the setting does not name networks.
    """
    try:
        return parse_networks(settings.allow_addresses)
    except ValueError as error:
        raise PermanentError(
            f"COMMUNIQUE_ALLOW_ADDRESSES: {error}. Give networks such as 127.0.0.0/8, separated by commas."
        ) from error
