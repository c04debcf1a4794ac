"""The rules engine: language data and patterns, no model and no network."""

from __future__ import annotations

import dataclasses

from extractors.claims import SCHEMA_VERSION, Article, ClaimsDocument, ExtractorInfo, Rejection
from extractors.entities.acronyms import find_acronyms, find_post_acronyms
from extractors.entities.actors import join_mentions, to_actor
from extractors.entities.document import Document, read_document
from extractors.entities.lexicon import load_lexicon
from extractors.entities.links import link_roles
from extractors.entities.mentions import Mention
from extractors.entities.office_holders import settle_known
from extractors.entities.person import Person
from extractors.entities.persons import find_mentions
from extractors.errors import RejectedArticle
from extractors.events.agreements import AgreementReader
from extractors.events.context import (
    settle_home_comers,
    settle_host_officials,
    settle_hosts,
    settle_officials,
    settle_opening_places,
    settle_stand_ins,
    settle_visitors,
)
from extractors.events.encounters import Encounter, to_meetings
from extractors.events.home import states_of_language
from extractors.events.honours import read_honours
from extractors.events.implied import (
    date_by_signing,
    imply_from_openings,
    imply_from_signing,
    imply_from_statements,
    imply_journeys,
    place_by_dateline,
)
from extractors.events.journey import Journey
from extractors.events.journey_times import begin_by_meetings, fill_dates
from extractors.events.journeys import build_journeys, to_visit
from extractors.events.meetings import MeetingReader
from extractors.events.papers import to_agreement
from extractors.events.representation import settle_represented
from extractors.events.scene import Scene
from extractors.events.signing_days import date_signings
from extractors.events.timing import Clock, publication_date
from extractors.events.visits import VisitReader
from extractors.languages import supported

VERSION = "0.24.0"


class RulesEngine:
    """Reads an article with the language file of its language."""

    name = "rules"
    version = VERSION

    def extract(self, article: Article) -> ClaimsDocument:
        """The claims of one article.

        Raises:
            RejectedArticle: stage `extract`, reason `language_not_supported`: the language has no file.
        """
        if article.language not in supported():
            raise RejectedArticle(
                "extract",
                "language_not_supported",
                f"there is no language file for {article.language or 'an unknown language'!r}",
            )
        doc = read_document(article, load_lexicon(article.language))
        find_acronyms(doc)
        find_post_acronyms(doc)
        mentions = find_mentions(doc, self.propose(doc))
        people = join_mentions(doc, mentions)
        scene = Scene(doc, mentions, people)
        clock = Clock(doc, publication_date(doc, scene.dates), scene.dates)
        scene.year = clock.published.year if clock.published else None
        settle_known(doc, people, scene.year)
        open_roles = [m for m in mentions if m.kind == "role" and not m.ref]
        link_roles(doc, people, open_roles, introduces=False)
        return self._claims(doc, scene, clock)

    def propose(self, doc: Document) -> list[tuple[int, int]]:
        """Token ranges that may be names besides those which the rules find; an engine with a model overrides this."""
        return []

    def _claims(self, doc: Document, scene: Scene, clock: Clock) -> ClaimsDocument:
        settle_represented(scene)
        settle_home_comers(scene)
        settle_host_officials(scene)
        settle_opening_places(scene)
        journeys, encounters, rejected = _events(scene, clock)
        pair = _main_pair(doc, journeys)
        papers = AgreementReader(scene, clock, pair, encounters, journeys).read()
        date_by_signing(scene, journeys, papers, clock)
        imply_from_signing(scene, journeys, papers, clock)
        date_signings(scene, clock, papers, encounters, journeys)
        honours = read_honours(scene)
        document = ClaimsDocument(SCHEMA_VERSION, ExtractorInfo(self.name, self.version), _dated(doc.article, clock))
        document.visits = [to_visit(scene, journey, clock) for journey in journeys]
        document.meetings = to_meetings(scene, encounters)
        document.agreements = [to_agreement(scene, paper) for paper in papers]
        document.honours = honours
        document.rejected = rejected
        used = _used_refs(document)
        document.actors = [to_actor(doc, person) for person in scene.people.values() if _is_kept(person, used)]
        _drop_unknown_refs(document)
        return document


def _events(scene: Scene, clock: Clock) -> tuple[list[Journey], list[Encounter], list[Rejection]]:
    """Visits and meetings; countries that the first reading of visits settles are used in the second."""
    first = build_journeys(scene, VisitReader(scene).read(), clock, [], needs_origin=False)
    home = settle_visitors(scene, [(j.visitors, j.destination) for j in first if j.destination])
    if home in states_of_language(scene.doc):
        scene.place_home(home)
    settle_hosts(scene, [(j.hosts + j.inviters, j.destination) for j in first if j.destination])
    encounters = MeetingReader(scene, clock).read()
    main = next((j for j in first if not j.is_past_reference), first[0] if first else None)
    settle_officials(
        scene,
        home,
        main,
        first,
        [(e.participants[0], e.participants[1]) for e in encounters],
        [e.place_code for e in encounters],
    )
    settle_stand_ins(scene, main.visitors[0] if main and main.visitors else None, main.destination if main else None)
    link_roles(scene.doc, list(scene.people.values()), _open_roles(scene), introduces=False)
    reader = VisitReader(scene)
    rejected: list[Rejection] = []
    journeys = build_journeys(scene, reader.read(), clock, rejected, partners=_partners(scene, encounters))
    encounters = [e for e in MeetingReader(scene, clock).read() if not _was_called_off(e, reader.cancelled)]
    for encounter in encounters:
        codes = [scene.people[ref].country for ref in encounter.participants]
        encounter.host_code = next((j.destination for j in journeys if j.destination in codes), None)
    fill_dates(journeys, encounters, clock)
    begin_by_meetings(journeys, encounters, clock)
    place_by_dateline(scene, encounters)
    imply_from_statements(scene, journeys, clock)
    imply_journeys(scene, journeys, encounters, clock)
    imply_from_openings(scene, journeys, clock)
    return journeys, encounters, reader.rejected + rejected


def _was_called_off(encounter: Encounter, cancelled: set[tuple[str, str]]) -> bool:
    """ "called off his visit to A, where he was to meet B": what was planned for a journey that is cancelled."""
    verb = encounter.trigger.values.get("meet_verb")
    is_over = encounter.tense == "past" and (verb is None or verb.tense == "past")
    return not is_over and any((ref, encounter.place_code) in cancelled for ref in encounter.participants)


def _open_roles(scene: Scene) -> list[Mention]:
    """ "the Chinese leader", before it was known whose country the article's President X is."""
    return [
        m for sentence in scene.sentences for m in sentence.mentions if m.kind == "role" and not m.ref and m.country
    ]


def _partners(scene: Scene, encounters: list[Encounter]) -> dict[str, set[str]]:
    """For each actor the countries of those whom it met in person."""
    found: dict[str, set[str]] = {}
    for encounter in encounters:
        for one, other in (encounter.participants, encounter.participants[::-1]):
            country = scene.people[other].country
            if country and encounter.format == "in_person":
                found.setdefault(one, set()).add(country)
    return found


def _main_pair(doc: Document, journeys: list[Journey]) -> list[str]:
    """The two countries that the article is about: those of its main visit, else those that it names most."""
    current = [j for j in journeys if j.origin and j.destination and not j.is_past_reference]
    main = max(current, key=lambda j: (j.status == "ongoing", len(j.drafts)), default=None)
    named = [code for code, _ in doc.country_counts().most_common(2)]
    if main is None:
        return named
    return [code for code in (main.origin, main.destination) if code]


def _dated(article: Article, clock: Clock) -> Article:
    """The article with the publication date that its own dateline gives, where none was known from outside."""
    published = clock.published.edtf() if clock.published else None
    return dataclasses.replace(article, published_on=article.published_on or published)


def _used_refs(document: ClaimsDocument) -> set[str]:
    refs: set[str] = set()
    for visit in document.visits:
        refs.update(visit.visitors, visit.hosts, visit.invited_by)
    for meeting in document.meetings:
        refs.update(meeting.participants)
    for agreement in document.agreements:
        refs.update(agreement.signatories)
    for honour in document.honours:
        refs.update(ref for ref in (honour.recipient, honour.conferred_by) if ref)
    return refs


def _is_kept(person: Person, used: set[str]) -> bool:
    """An introduced person stays; a bare name, or one who is history, only where it takes part in an event."""
    return person.ref in used or (person.kind == "person" and not person.is_weak and not person.is_historic)


def _drop_unknown_refs(document: ClaimsDocument) -> None:
    known = {actor.ref for actor in document.actors}
    for visit in document.visits:
        visit.visitors = [r for r in visit.visitors if r in known]
        visit.hosts = [r for r in visit.hosts if r in known]
        visit.invited_by = [r for r in visit.invited_by if r in known]
