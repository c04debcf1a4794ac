"""Posts over time, agreements across languages, plans called off: what many articles together tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.claims import Agreement, ClaimsDocument, Party, Position, Rejection, Span, Visit
from tests.dbt.stories import actor, quote, story

BUILD = ("build", "--exclude-resource-type", "unit_test")


def officer(uri: str, published: str, sentence: str, name: str, country: str, *posts: str, **known: Any) -> Any:
    """An article in which one person bears posts, and perhaps a rank."""
    document = story(uri, sentence, published=published, **{k: v for k, v in known.items() if k != "rank"})
    actor(document, name, country, known.get("rank"), *posts)
    return document


def ministers() -> list[ClaimsDocument]:
    """A defence minister followed by another, with one report of both at once in a third country."""
    first = "Minister of Defence Pavel Hora of Czechia spoke on Monday about the budget of the coming year."
    vi = "Bộ trưởng Quốc phòng Pavel Hora phát biểu trong ngày làm việc thứ hai của hội nghị tại thủ đô."
    second = "Minister of Defence Jana Malá of Czechia took the floor before the committee on Tuesday morning."
    former = "Former Minister of Defence Pavel Hora of Czechia gave a lecture at the university of his town."
    deputy = "Deputy Minister of Defence Jana Malá of Czechia opened the fair in the presence of many guests."
    return [
        officer("p/1", "2023-01-10", first, "Pavel Hora", "CZ", "Minister of Defence"),
        officer("p/2", "2023-06-01", vi, "Pavel Hora", "CZ", "Bộ trưởng Quốc phòng", language="vi"),
        officer("p/3", "2023-03-05", deputy, "Jana Malá", "CZ", "Deputy Minister of Defence"),
        officer("p/4", "2024-02-01", second, "Jana Malá", "CZ", "Minister of Defence"),
        officer("p/5", "2024-05-01", former, "Pavel Hora", "CZ", "Former Minister of Defence"),
    ]


def presidents() -> list[ClaimsDocument]:
    """Two who are called president of one country in the same months, and one who comes back after another."""
    claims = [
        ("r/1", "2024-01-05", "Juan Pérez", "VE"),
        ("r/2", "2024-03-05", "Juan Pérez", "VE"),
        ("r/3", "2024-02-05", "Ana Gómez", "VE"),
        ("r/4", "2010-02-05", "Luis Costa", "BR"),
        ("r/5", "2019-02-05", "Jorge Prado", "BR"),
        ("r/6", "2023-02-05", "Luis Costa", "BR"),
    ]
    return [
        officer(
            uri, day, f"President {name} spoke to the press in the capital on that day.", name, country, "President"
        )
        for uri, day, name, country in claims
    ]


def agreement(uri: str, text: str, words: str, published: str, language: str = "en", **known: Any) -> ClaimsDocument:
    document = story(uri, text, published=published, language=language)
    parties = [Party("VN"), Party("CU")]
    document.agreements = [Agreement(parties=parties, evidence=quote(document, words), confidence=0.8, **known)]
    return document


def one_agreement() -> list[ClaimsDocument]:
    """One instrument: proposed, signed on a visit, told in two languages, in force, then expired."""
    title, es = "Agreement on cooperation in military medicine", "Acuerdo de cooperación en medicina militar"
    signed: dict[str, Any] = {"kind": "agreement", "title": title, "status": "signed", "signed_on": "2024-04-10"}
    text = f"An {title} was signed in Havana on 10 April 2024 on the visit of Minister Lê Văn Minh of Viet Nam."
    with_visit = agreement("g/2", text, "was signed in Havana", "2024-04-11", **signed)
    ref = actor(with_visit, "Lê Văn Minh", "VN", None, "Minister")
    evidence = quote(with_visit, "on the visit of Minister Lê Văn Minh")
    dates = ("2024-04-09", "2024-04-12", "explicit", "completed", "official")
    with_visit.visits = [Visit([ref], "VN", "CU", ["Havana"], *dates, evidence=evidence)]
    proposed: dict[str, Any] = {"kind": "agreement", "title": title, "status": "proposed"}
    return [
        agreement("g/1", f"An {title} was proposed.", title, "2023-11-01", **proposed),
        with_visit,
        agreement("g/3", f"El {es} se firmó.", es, "2024-04-12", "es", **{**signed, "title": es}),
        agreement(
            "g/4",
            f"The {title} is in force.",
            title,
            "2025-01-20",
            **{**proposed, "status": "in_force"},
            valid_from="2025-01-01",
            valid_to="2025-06-30",
        ),
        agreement("g/5", "A protocol on tourism was signed.", "protocol on tourism", "2025-09-01", kind="protocol"),
    ]


def called_off() -> list[ClaimsDocument]:
    """A plan; a claim that turns another down; both as articles of different days."""
    plan = story("c/1", "President Pedro Ruiz of Peru will visit Japan in May 2025, he said.", published="2025-03-01")
    ref = actor(plan, "Pedro Ruiz", "PE", None, "President")
    evidence = quote(plan, "will visit Japan in May 2025")
    plan.visits = [Visit([ref], "PE", "JP", [], "2025-05", None, "explicit", "planned", evidence=evidence)]
    text = "It rained. President Pedro Ruiz of Peru has cancelled his trip to Japan because of the strikes. He stays."
    off = story("c/2", text, published="2025-04-20")
    actor(off, "Pedro Ruiz", "PE", None, "President")
    start = text.index("trip")
    off.rejected = [Rejection("cancelled", start, start + 4, "trip")]
    return [plan, off]


def visits_both_ways() -> list[ClaimsDocument]:
    """A visit and its return, by the host."""
    found = []
    for uri, guest, home, host, away, day in (
        ("v/1", "Olga Berg", "NO", "Matti Salo", "FI", "2023-05-02"),
        ("v/2", "Matti Salo", "FI", "Olga Berg", "NO", "2024-05-02"),
    ):
        document = story(uri, f"Prime Minister {guest} was received by Prime Minister {host}.", published=day)
        refs = [
            actor(document, guest, home, None, "Prime Minister"),
            actor(document, host, away, None, "Prime Minister"),
        ]
        visit = Visit(
            [refs[0]], home, away, ["Oslo" if away == "NO" else "Helsinki"], day, day, "explicit", "completed"
        )
        visit.hosts, visit.evidence = [refs[1]], quote(document, "was received by")
        document.visits = [visit]
        found.append(document)
    return found


def translation() -> list[ClaimsDocument]:
    """A wire report and its German translation: the same names and numbers in the same order."""
    names = [
        "Karl Lind",
        "Eva Novak",
        "Ivan Petrov",
        "Maria Rossi",
        "Hugo Blanc",
        "Nora Dahl",
        "Karl Lind",
        "Eva Novak",
    ]
    english = " ".join(f"{name} named {1990 + n} first and {400 + 7 * n} next." for n, name in enumerate(names))
    german = " ".join(f"{name} nannte erst {1990 + n} und dann {400 + 7 * n}." for n, name in enumerate(names))
    found = []
    for uri, text, language, day in (("t/en", english, "en", "2025-01-01"), ("t/de", german, "de", "2025-01-02")):
        document = story(uri, text, language=language, published=day, source=uri)
        for name in dict.fromkeys(names):
            ref = actor(document, name, "SE")
            starts = [i for i in range(len(text)) if text.startswith(name, i)]
            person = next(a for a in document.actors if a.ref == ref)
            person.mentions = [Span(i, i + len(name), name) for i in starts]
            person.positions = [Position("Minister")]
        found.append(document)
    return found


@pytest.fixture(scope="module")
def told(new_warehouse: Callable[[], Any]) -> Any:
    warehouse = new_warehouse()
    documents = [*ministers(), *presidents(), *one_agreement(), *called_off(), *visits_both_ways(), *translation()]
    warehouse.load(*documents)
    warehouse.dbt(*BUILD)
    return warehouse


POSTS = """
    select positions.valid_from::varchar, positions.valid_to::varchar, is_current, is_former, end_reason
    from marts.fct_actor_positions as positions inner join marts.dim_actors using (actor_id)
    where name = '{}' and post_code = '{}' order by valid_from
"""


def test_a_post_in_two_languages_is_one_and_ends_with_the_successor(told: Any) -> None:
    rows = told.query(POSTS.format("Pavel Hora", "defence_minister"))
    assert rows == [("2023-01-10", "2023-06-01", False, False, "succession")]
    assert told.query(POSTS.format("Jana Malá", "defence_minister")) == [("2024-02-01", None, True, False, None)]
    followed = told.query(
        "select p.name, s.name, valid_to_edtf from marts.fct_actor_positions as f inner join marts.dim_actors as p"
        " using (actor_id) inner join marts.dim_actors as s on f.successor_actor_id = s.actor_id"
        " where post_code = 'defence_minister'"
    )
    assert followed == [("Pavel Hora", "Jana Malá", "[2023-06-01..2024-02-01]")]


def test_who_moves_up_a_ladder_has_the_lower_post_no_longer(told: Any) -> None:
    rows = told.query(POSTS.format("Jana Malá", "deputy_defence_minister"))
    assert rows == [("2023-03-05", "2023-03-05", False, False, "other_post")]


def test_a_post_held_by_two_at_once_is_flagged_and_one_in_turn_is_not(told: Any) -> None:
    rows = told.query(
        "select name, is_contested from marts.fct_actor_positions inner join marts.dim_actors using (actor_id)"
        " where post_code = 'head_of_state' group by all order by name"
    )
    assert rows == [
        ("Ana Gómez", True),
        ("Jorge Prado", False),
        ("Juan Pérez", True),
        ("Luis Costa", False),
        ("Pedro Ruiz", False),
    ]


def test_who_comes_back_has_a_second_period(told: Any) -> None:
    assert [(row[0], row[2]) for row in told.query(POSTS.format("Luis Costa", "head_of_state"))] == [
        ("2010-02-05", False),
        ("2023-02-05", True),
    ]


def test_bodies_are_actors_with_country_parent_and_names_in_five_languages(told: Any) -> None:
    rows = told.query(
        "select b.name, b.country_code, b.body_type, p.name from marts.dim_actors as b"
        " left join marts.dim_actors as p on b.parent_actor_id = p.actor_id where b.body_type = 'ministry'"
    )
    assert rows == [("Ministry of Defence", "CZ", "ministry", "Government")]
    languages = told.query(
        "select distinct language_code from marts.bridge_actor_aliases inner join marts.dim_actors using (actor_id)"
        " where body_type = 'ministry' and is_listed order by 1"
    )
    assert languages == [("de",), ("en",), ("es",), ("fr",), ("vi",)]
    held = told.query(
        "select distinct b.name, organization_basis from marts.fct_actor_positions as f"
        " inner join marts.dim_actors as b on f.organization_actor_id = b.actor_id where post_code = 'defence_minister'"
    )
    assert held == [("Ministry of Defence", "post")]


def test_one_instrument_in_two_languages_has_one_life(told: Any) -> None:
    rows = told.query(
        "select a.article_count, a.status, is_in_force, signed_date::varchar, language_codes, start_date_edtf"
        " from marts.fct_agreements as a left join marts.fct_visits using (visit_id) where kind = 'agreement'"
    )
    assert rows == [(4, "expired", False, "2024-04-10", ["en", "es"], "2024-04-09")]
    events = told.query(
        "select step, event_date_edtf, date_basis, length(quote) > 5 from marts.fct_agreement_events"
        " inner join marts.fct_agreements using (agreement_id) where kind = 'agreement' order by step_number"
    )
    assert events == [
        ("proposed", "[..2023-11-01]", "reported", True),
        ("signed", "2024-04-10", "stated", True),
        ("in_force", "2025-01-01", "stated", True),
        ("expired", "2025-06-30", "validity", True),
    ]
    areas = told.query(
        "select distinct area_code from marts.bridge_agreement_areas"
        " inner join marts.fct_agreements using (agreement_id) where kind = 'agreement'"
    )
    assert areas == [("military_medicine",)]


def test_a_plan_that_is_called_off_is_cancelled_and_shown_by_the_words(told: Any) -> None:
    rows = told.query(
        "select status, was_planned, cancelled_date::varchar from marts.fct_visits"
        " where destination_country_code = 'JP'"
    )
    assert rows == [("cancelled", True, "2025-04-20")]
    quotes = told.query(
        "select quote from marts.bridge_evidence inner join marts.fct_visits on fact_id = visit_id"
        " where status = 'cancelled' and quote like '%cancelled%'"
    )
    assert quotes == [("President Pedro Ruiz of Peru has cancelled his trip to Japan because of the strikes.",)]


def test_a_visit_is_linked_to_the_one_that_returns_it(told: Any) -> None:
    rows = told.query(
        "select a.country_pair, a.start_date::varchar, b.start_date::varchar, is_by_host, day_count"
        " from marts.bridge_reciprocal_visits as r inner join marts.fct_visits as a using (visit_id)"
        " inner join marts.fct_visits as b on r.return_visit_id = b.visit_id"
    )
    assert rows == [("FI-NO", "2023-05-02", "2024-05-02", True, 366)]


def test_a_translation_points_to_its_original(told: Any) -> None:
    rows = told.query("select source, copy_kind from marts.dim_articles where source in ('t/en', 't/de') order by 1")
    assert rows == [("t/de", "translation"), ("t/en", "original")]
    counts = told.query("select distinct source_count from marts.dim_actors where name = 'Eva Novak'")
    assert counts == [(1,)]


def test_plans_and_visits_agreements_and_promises_are_the_right_plover_events(told: Any) -> None:
    rows = told.query(
        "select event_type, event_mode, cameo_code, actor_country, recipient_country from marts.plover_events"
        " where fact_type = 'visit' order by all"
    )
    assert rows == [
        ("CONSULT", "visit", "042", "FIN", "NOR"),
        ("CONSULT", "visit", "042", "NOR", "FIN"),
        ("CONSULT", "visit", "042", "VNM", "CUB"),
    ]
    steps = told.query(
        "select distinct split_part(id, '-', 3), event_type, cameo_code from marts.plover_events"
        " where fact_type = 'agreement' order by all"
    )
    assert steps == [("in_force", "SUPPORT", "057"), ("proposed", "AGREE", "030"), ("signed", "SUPPORT", "057")]


def test_a_pair_of_states_has_its_defence_agreement_by_year(told: Any) -> None:
    rows = told.query(
        'select abbrev1, abbrev2, year, "dcaSectorV1", "dcaAnyV2" from marts.dcad_dyad_years order by year'
    )
    assert rows == [("CUB", "DRV", 2024, 1, 1), ("CUB", "DRV", 2025, 1, 1)]
