"""Who fetches: the contact that every server is told, and the User-Agent made of it."""

from __future__ import annotations

import re

from extractors.errors import PermanentError

# The version of the package, told to servers so that theirs can tell ours apart.
VERSION = "0.1"
VARIABLE = "COMMUNIQUE_CONTACT"
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}")
PAGE = re.compile(r"https?://[!-'*-:<-~]{4,190}")


def check_contact(contact: str) -> str:
    """The contact itself, which goes into a header.

    Raises:
        ValueError: it is neither an e-mail address nor the address of a page.
    """
    if not MAIL.fullmatch(contact) and not PAGE.fullmatch(contact):
        raise ValueError(f"{contact[:80]!r} is neither an e-mail address nor an http address")
    return contact


def user_agent(version: str, contact: str | None, source_name: str) -> str:
    """The User-Agent for a source.

    Raises:
        PermanentError: no contact is configured, or it is not one.
    """
    if not contact:
        raise PermanentError(
            f"{source_name} is fetched from the network, and its servers must be told whom to write to: "
            f"set {VARIABLE} to an e-mail address or a web page of yours, or `contact` under `politeness` in its file."
        )
    try:
        return f"Communique/{version} (news archive; +{check_contact(contact)})"
    except ValueError as error:
        raise PermanentError(f"{VARIABLE}: {error}. Set it to an address at which you read mail.") from error
