"""Which lists of a language file make which category of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale

from extractors.languages.schema import LanguageFile, Verbs


def compound_endings(language: LanguageFile) -> list[tuple[str, Any, tuple[str, ...]]]:
    """(category, value, ends) of compounds that no list can hold: "Verteidigungsministerium", "Migrationsabkommen"."""
    endings: list[tuple[str, Any, tuple[str, ...]]] = [("post", None, tuple(e.lower() for e in language.posts.endings))]
    endings.append(("body", None, tuple(e.lower() for e in language.bodies.endings)))
    endings.append(("visit_noun", None, tuple(e.lower() for e in language.visits.endings)))
    for kind, ends in language.agreements.endings.items():
        endings.append(("instrument", kind, tuple(e.lower() for e in ends)))
    return [entry for entry in endings if entry[2]]


def categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    """(category, value, terms) of everything that the language file lists."""
    names, posts, bodies, dates = language.names, language.posts, language.bodies, language.dates
    yield "function", None, language.function_words
    yield "article", None, language.articles
    yield "indefinite", None, language.indefinite_articles
    yield "joiner", None, language.joiners
    yield "and", None, language.coordinators
    yield "genitive", None, language.genitives
    yield "particle", None, names.particles
    yield "name_suffix", None, names.suffixes
    yield "honorific", None, (*names.honorifics, *names.plural_honorifics)
    yield "honorific_plural", None, names.plural_honorifics
    yield "not_name", None, names.not_names
    yield "calling", None, names.callings
    yield "thing", None, names.things
    yield "credit", None, names.credits
    yield "fused_article", None, names.fused_articles
    for grade, spellings in enumerate(language.ranks.terms):
        yield "rank", (spellings[0], grade), [*spellings, *_small_ranks(language, spellings)]
    yield "post", None, (*posts.heads, *posts.resident, *posts.ministerial)
    yield "modifier", None, posts.modifiers
    yield "former", None, posts.former
    yield "designate", None, posts.designate
    yield "resident", None, posts.resident
    yield "generic", None, posts.generic
    yield "ministerial", None, posts.ministerial
    yield "royal", None, posts.royals
    yield "in_charge", None, posts.in_charge
    yield "historic", None, posts.historic
    yield "see", None, posts.sees
    for code, heads in posts.states.items():
        yield "post", None, heads
        yield "post_state", (code.removesuffix("!"), code.endswith("!")), heads
    yield "host_word", None, posts.hosts
    yield "guest_word", None, posts.guests
    yield "counterpart", None, posts.counterparts
    yield "spouse", None, posts.spouses
    yield "body", None, bodies.heads
    yield "portfolio", None, bodies.portfolio
    yield "international", None, bodies.international
    yield "worldwide", None, bodies.worldwide
    yield "delegation", None, bodies.delegations
    yield "belonging", None, bodies.belonging
    yield "leader", None, bodies.leaders
    yield "office_body", None, bodies.offices
    yield "leading", None, bodies.leading
    yield "anniversary", None, dates.anniversary
    yield "upcoming", None, dates.upcoming
    yield from _date_categories(language)
    yield from _event_categories(language)


def _date_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    """Months and weekdays from CLDR, further forms and relative dates from the language file."""
    dates = language.dates
    locale = Locale(language.iso)
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in locale.months[context][width].items():
                if any(c.isalpha() for c in name) and not any(c.isdigit() for c in name):
                    yield "month", number, [name.rstrip(".")]
            for number, name in locale.days[context][width].items():
                if width == "wide":
                    yield "weekday", number, [name]
    for number, names in dates.months.items():
        yield "month", number, names
    for number, names in dates.weekdays.items():
        yield "weekday", number, names
    for category, numbered in (("length", dates.lengths), ("nth_day", dates.nth_days)):
        yield from ((category, number, names) for number, names in numbered.items())
    yield "that_year", None, dates.that_year
    for unit in ("day", "story", "week", "month", "year"):
        for offset, terms in getattr(dates, f"{unit}_offsets").items():
            yield "offset", (unit, offset), terms


def _small_ranks(language: LanguageFile, spellings: Iterable[str]) -> list[str]:
    """ "rear admiral X": ranks of two words are written small too; of one word such would be everyday words."""
    return [] if language.nouns_capitalised else [s.lower() for s in spellings if " " in s and s != s.lower()]


def _of_verbs(category: str, groups: Iterable[Verbs]) -> Iterable[tuple[str, Any, Iterable[str]]]:
    """Each group of verb forms with its tense as the value."""
    for verbs in groups:
        yield category, verbs, verbs.terms


def _event_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    visits = language.visits
    yield from _of_verbs("visit_verb", visits.verbs)
    yield from _of_verbs("coming", visits.coming)
    yield from _of_verbs("sends", visits.sends)
    yield "stay_reason", None, visits.stay_reasons
    yield "speaking", None, visits.speaking
    yield "visit_noun", None, visits.nouns
    yield "destination", None, visits.destination
    yield "agent", None, visits.agent
    yield "visiting", None, visits.visiting
    yield "on_visit", None, visits.on_visit
    yield "passive", None, visits.passive
    yield "participle", None, visits.participles
    yield "perfect", None, visits.perfect
    yield from _of_verbs("received_by", visits.received_by)
    yield from _of_verbs("receives", visits.receives)
    yield "ceremony", None, visits.ceremonies
    yield "receiving", None, visits.receiving
    yield "receives_them", None, visits.receives_them
    yield "next_stop", None, visits.next_stops
    yield "first_stop", None, visits.first_stops
    for level, terms in visits.levels.items():
        yield "level", level, terms
    yield "invitation", None, visits.invitation
    yield "bound_for", None, visits.bound_for
    yield "accompanied", None, visits.accompanied
    yield "accompanied_last", None, visits.accompanied_last
    yield "accompanies", None, visits.accompanies
    yield "purpose", None, visits.purpose
    yield "ends", None, visits.ends
    yield "from", None, visits.origin
    yield from _of_verbs("attends", visits.attends)
    yield "attended_by", None, visits.attended_by
    yield "gathering", None, visits.gatherings
    yield "rite", None, visits.rites
    yield "arrival", None, visits.arrivals
    yield from _of_verbs("held", visits.held)
    yield from _of_verbs("light_verb", visits.light_verbs)
    yield "departure", None, visits.departures
    yield "returns", None, visits.returns
    yield from _of_verbs("presence", visits.presence)
    yield from _of_verbs("act", visits.acts)
    yield from _place_categories(language)
    yield from _meeting_categories(language)
    yield from _agreement_categories(language)
    yield from _marker_categories(language)


def _place_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    visits = language.visits
    yield "location", None, visits.location
    yield "town_word", None, visits.towns
    yield "state_form", None, visits.state_forms
    yield "capital_word", None, visits.capital
    yield "this_country", None, visits.this_country
    yield "soil", None, visits.soil
    yield "there", None, visits.there
    yield "not_destination", None, visits.not_destinations


def _meeting_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    meetings = language.meetings
    yield from _of_verbs("meet_verb", meetings.verbs)
    yield "meet_noun", None, meetings.nouns
    yield "with", None, meetings.with_
    yield "between", None, meetings.between
    yield "courtesy", None, meetings.courtesy
    yield "meets_as", None, meetings.meets_as
    yield "chairs", None, meetings.chairs
    yield "occasion", None, meetings.occasions
    yield "discusses", None, meetings.discusses
    yield "apart", None, meetings.apart
    yield "phone", None, meetings.phone
    yield "video", None, meetings.video
    yield "letter", None, meetings.letter


def _agreement_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    agreements = language.agreements
    for kind, instrument_terms in agreements.instruments.items():
        yield "instrument", kind, instrument_terms
    yield from _of_verbs("sign_verb", agreements.signed)
    yield from _of_verbs("sign_verb", agreements.issued)
    yield from _of_verbs("issue_verb", agreements.issued)
    yield from _of_verbs("agree_verb", agreements.agreed)
    yield from _of_verbs("pledge_verb", agreements.pledged)
    yield "broker", None, agreements.brokers
    yield "subject_blockers", None, agreements.brokers
    for name in (
        "signing_nouns",
        "drafts",
        "signs_for",
        "announced",
        "managed",
        "negotiating",
        "in_force",
        "implementing",
        "expired",
        "impersonal",
        "amounts",
        "deeds",
        "ties",
        "matters",
        "vague",
        "sides",
        "areas",
        "area_openers",
        "plain",
        "title_ends",
        "renewed",
    ):
        yield name, None, getattr(agreements, name)


def _marker_categories(language: LanguageFile) -> Iterable[tuple[str, Any, Iterable[str]]]:
    """Honours and the words that change what a verb asserts."""
    markers = language.markers
    yield "honour_verb", None, language.honours.verbs
    yield "honour_passive", None, language.honours.passive
    yield "honour_noun", None, language.honours.nouns
    for name in (
        "future",
        "past_reference",
        "before",
        "hypothesis",
        "rumours",
        "conditionals",
        "negation",
        "negation_behind",
        "cancelled",
        "reporting",
        "subject_blockers",
        "possessives",
        "pronouns",
        "subject_pronouns",
        "plural_pronouns",
        "relatives",
        "that",
        "when",
        "sequels",
        "where",
        "including",
        "side_words",
        "home",
        "home_land",
    ):
        yield name, None, getattr(markers, name)
    for which, which_terms in markers.former_latter.items():
        yield which + "_one", None, which_terms
