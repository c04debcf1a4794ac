"""Claims of a few short articles of our own about public events, in the form that the extractor gives them."""

from __future__ import annotations

import hashlib
from typing import Any

from extractors.claims import (
    Actor,
    Agreement,
    Article,
    ClaimsDocument,
    ExtractorInfo,
    Honour,
    Meeting,
    Party,
    Position,
    Span,
    Visit,
)


def story(uri: str, text: str, *, language: str = "en", published: str | None = None, source: str | None = None) -> Any:
    """An article without claims."""
    article_id = hashlib.sha256(uri.encode()).hexdigest()[:16]
    article = Article(article_id, uri, source, uri.rsplit("/", 1)[-1], language, published, None, text)
    return ClaimsDocument("1.0", ExtractorInfo("rules", "1.0"), article)


def quote(document: ClaimsDocument, words: str) -> list[Span]:
    """The span of the words, which the article must hold."""
    start = document.article.text.index(words)
    return [Span(start, start + len(words), words)]


def actor(document: ClaimsDocument, name: str, country: str, rank: str | None = None, *posts: str) -> str:
    """Adds a person; returns the ref."""
    ref = f"a{len(document.actors)}"
    positions = [Position(post) for post in posts]
    document.actors.append(Actor(ref, "person", name, [], country, rank, positions, quote(document, name)))
    return ref


def chief_of_staff_in_havana(uri: str = "https://one.example/chief", **known: Any) -> ClaimsDocument:
    """June 2025: a working visit, a look back at another one, an agreement and an honour."""
    document = story(
        uri,
        "General Nguyễn Tân Cương, Chief of the General Staff, paid a working visit to Cuba from 14 to 19 June 2025.\n"
        "In Havana he held talks with Senior Lieutenant General Álvaro López Miera, Minister of Defence.\n"
        "The minister remembered his own journey to Viet Nam in June 2023 with much warmth.\n"
        "Both sides agreed to work together in military medicine and in cybersecurity.\n"
        "The guest was given a copy of the sword of Antonio Maceo before he left.",
        **known,
    )
    cuong = actor(document, "Nguyễn Tân Cương", "VN", "General", "Chief of the General Staff")
    miera = actor(document, "Álvaro López Miera", "CU", "Senior Lieutenant General", "Minister of Defence")
    document.visits = [
        Visit(
            [cuong],
            "VN",
            "CU",
            ["Havana"],
            "2025-06-14",
            "2025-06-19",
            "explicit",
            "completed",
            "working",
            evidence=quote(document, "paid a working visit to Cuba from 14 to 19 June 2025"),
            hosts=[miera],
            confidence=0.9,
        ),
        Visit(
            [miera],
            "CU",
            "VN",
            start_date="2023-06",
            date_basis="explicit",
            status="past_reference",
            evidence=quote(document, "his own journey to Viet Nam in June 2023"),
            confidence=0.6,
        ),
    ]
    document.meetings = [Meeting([cuong, miera], None, "Havana", "in_person", quote(document, "held talks with"), 0.8)]
    document.agreements = [
        Agreement(
            "commitment",
            subject="military medicine and cybersecurity",
            parties=[Party("VN"), Party("CU")],
            status="agreed",
            areas=["military medicine", "cybersecurity"],
            evidence=quote(document, "Both sides agreed to work together"),
            confidence=0.7,
        )
    ]
    document.honours = [Honour(cuong, "copy of the sword of Antonio Maceo", None, quote(document, "was given a copy"))]
    return document


def generals_in_hanoi() -> ClaimsDocument:
    """October 2023, without diacritics: two generals named Cuong, and a minister whom the article does not name."""
    document = story(
        "https://two.example/generals",
        "Senior Lieutenant General Nguyen Tan Cuong, Chief of the General Staff, met his guest in Hanoi on a Tuesday.\n"
        "Senior Lieutenant General Roberto Legra Sotolongo of Cuba was then received by General Luong Cuong.\n"
        "A visit in June 2023 by the Minister of the Cuban Revolutionary Armed Forces had prepared the talks.",
        source="Two",
    )
    cuong = actor(document, "Nguyen Tan Cuong", "VN", "Senior Lieutenant General", "Chief of the General Staff")
    legra = actor(document, "Roberto Legra Sotolongo", "CU", "Senior Lieutenant General")
    luong = actor(document, "Luong Cuong", "VN", "General")
    role = "Minister of the Cuban Revolutionary Armed Forces"
    document.actors.append(Actor("role", "organization", role, [], "CU", None, [], quote(document, role)))
    document.visits = [
        Visit(
            [legra],
            "CU",
            "VN",
            ["Hanoi"],
            "2023-10-24",
            None,
            "anniversary",
            "ongoing",
            evidence=quote(document, "met his guest in Hanoi"),
        ),
        Visit(
            ["role"],
            "CU",
            "VN",
            [],
            "2023-06",
            None,
            "explicit",
            "past_reference",
            evidence=quote(document, "A visit in June 2023"),
        ),
    ]
    document.meetings = [
        Meeting([cuong, legra], "2023-10-24", "Hanoi", "in_person", quote(document, "met his guest")),
        Meeting([luong, legra], "2023-10-24", None, "in_person", quote(document, "was then received")),
    ]
    return document


def quyet_in_havana() -> ClaimsDocument:
    """October of a year that the article does not settle."""
    document = story(
        "https://three.example/quyet",
        "Senior Lieutenant General Trinh Van Quyet, political commissar, was in Havana from 5 to 9 October.",
    )
    quyet = actor(document, "Trinh Van Quyet", "VN", "Sen. Lieut. Gen.", "political commissar")
    evidence = quote(document, "was in Havana from 5 to 9 October")
    document.visits = [
        Visit([quyet], "VN", "CU", ["Havana"], "XXXX-10-05", "XXXX-10-09", "explicit", "completed", evidence=evidence)
    ]
    return document


def miera_in_hanoi() -> ClaimsDocument:
    """September 2025: Quyết has been promoted, and López Miera is in Viet Nam again."""
    document = story(
        "https://three.example/miera",
        "Tướng Trịnh Văn Quyết, Đại tướng, tiếp Bộ trưởng Álvaro López Miera thăm Việt Nam từ 31/8 đến 6/9 tại Hà Nội.",
        language="vi",
        published="2025-09-04",
        source="Three",
    )
    quyet = actor(document, "Trịnh Văn Quyết", "VN", "Đại tướng")
    miera = actor(document, "Álvaro López Miera", "CU", None, "Bộ trưởng")
    evidence = quote(document, "thăm Việt Nam từ 31/8 đến 6/9")
    document.visits = [
        Visit([miera], "CU", "VN", ["Hà Nội"], "2025-08-31", "2025-09-06", "context", "ongoing", evidence=evidence)
    ]
    document.meetings = [Meeting([quyet, miera], None, "Hà Nội", "in_person", quote(document, "tiếp"))]
    return document


def copied_chief() -> ClaimsDocument:
    """The first story as a second outlet prints it, a day later."""
    return chief_of_staff_in_havana("https://four.example/chief", published="2025-06-21", source="Four")


def all_stories() -> list[ClaimsDocument]:
    """The stories in the order of a first night."""
    first = chief_of_staff_in_havana(published="2025-06-20", source="One")
    return [first, generals_in_hanoi(), quyet_in_havana(), miera_in_hanoi(), copied_chief()]
