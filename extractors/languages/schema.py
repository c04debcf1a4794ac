"""What a language file holds. Unknown keys are errors, so that a misspelt key cannot be silently ignored.

Every list holds words or phrases as they are written in running text. A term with a capital first letter matches
only a capitalised word; a lower-case term matches any case. `{a|b|c}` in a term stands for each alternative in
turn and an empty alternative for nothing: `{held|had} {|bilateral} talks` is four terms.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Terms = list[str]
Tense = Literal["past", "present", "future", "base"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Verbs(Strict):
    """Forms of verbs of one tense. `base` is a form whose tense an auxiliary settles ("will visit")."""

    tense: Tense
    terms: list[str]


class Movement(Verbs):
    """Verbs of travelling. `direct`: the destination follows at once ("visited Peru"), without a preposition."""

    direct: bool = False


class Coming(Verbs):
    """Verbs of coming and going, journeys only where one of `leads` stands before the place: "kommt am Montag nach"."""

    leads: list[str]


class Names(Strict):
    """How personal names are built and what stands before them."""

    order: Literal["given_first", "family_first"]
    families: Terms = Field(
        default_factory=list, description="family names where few serve a whole people (Vietnamese), with diacritics"
    )
    particles: Terms = Field(default_factory=list, description="lower-case words inside names: de, van, bin, al")
    patronymics: Terms = Field(
        default_factory=list, description="of the particles those between a given name and the father's: bin, ould"
    )
    suffixes: Terms = Field(default_factory=list, description="what may follow a name: Jr, III, MP")
    women: Terms = Field(default_factory=list, description="Mrs, Mme, Frau, bà: forms of address for women alone")
    men: Terms = Field(default_factory=list, description="Mr, M., Herr, ông: forms of address for men alone")
    plural_honorifics: Terms = Field(
        default_factory=list, description="Messrs, MM.: of several people in a row, each an honorific as well"
    )
    honorifics: Terms = Field(
        default_factory=list, description="Mr, Mrs, His Excellency, Dr, Sheikh: before a name, no rank and no post"
    )
    not_names: Terms = Field(
        default_factory=list, description="capitalised words and phrases that are no personal names"
    )
    noun_endings: Terms = Field(
        default_factory=list, description="where nouns have capitals, ends of nouns that no name has: German -ung"
    )
    things: Terms = Field(
        default_factory=list, description="airport, bridge, palace, avenue: things that bear a person's name"
    )
    fused_articles: Terms = Field(
        default_factory=list, description="words that hold an article, so that no bare name follows: German am, im"
    )
    callings: Terms = Field(
        default_factory=list, description="singer, striker, tourist: who bears one travels for himself, for no state"
    )
    credits: Terms = Field(
        default_factory=list, description="words that open a photo credit or a byline: Photo, Foto, Ảnh"
    )


class Ranks(Strict):
    """Military, diplomatic and ecclesiastical ranks, highest first; the first spelling of each is the canonical one."""

    terms: list[list[str]]


class Posts(Strict):
    """Heads of posts ("minister") and what may stand beside them."""

    heads: list[str]
    endings: Terms = Field(
        default_factory=list, description="ends of compounds that are posts: German -minister, -präsidentin"
    )
    feminine_endings: list[str] = Field(
        default_factory=list, description="ends of heads said of women alone: German -in, Spanish -a"
    )
    modifiers: Terms = Field(
        default_factory=list, description="deputy, first, acting, principal: before or after a head"
    )
    former: Terms = Field(default_factory=list, description="former, ex, then")
    designate: Terms = Field(default_factory=list, description="designate, elect, incoming")
    resident: Terms = Field(
        default_factory=list, description="posts of those who live in the country of posting: ambassador, consul"
    )
    states: dict[str, list[str]] = Field(
        default_factory=dict,
        description="posts of one state alone: VA: [pope]; `!` behind the code: whatever stands beside it",
    )
    ministerial: Terms = Field(
        default_factory=list, description="those of the generic words that no head of state or government is called"
    )
    generic: Terms = Field(
        default_factory=list, description="official, leader, guest, dignitary: heads that name no one post"
    )
    sole: dict[str, Terms] = Field(
        default_factory=dict,
        description="offices that one person of a country holds at a time, with their names: president: [president]",
    )
    in_charge: Terms = Field(
        default_factory=list, description="in charge of, chargé de: behind a post's comma a field of it follows"
    )
    sees: Terms = Field(
        default_factory=list, description="archbishop, patriarch: dignities that an `of` makes a post: archbishop of X"
    )
    royals: Terms = Field(
        default_factory=list, description="king, crown princess: titles that a given name alone may follow"
    )
    historic: Terms = Field(
        default_factory=list, description="national hero, late leader: words of those who are history"
    )
    hosts: Terms = Field(default_factory=list, description="the host: the one who receives, said without a name")
    guests: Terms = Field(
        default_factory=list, description="the guest, the visitor: the one who visits, said without a name"
    )
    counterparts: Terms = Field(default_factory=list, description="counterpart: a post said by reference to another's")
    spouses: Terms = Field(default_factory=list, description="wife, husband, spouse, First Lady")


class Bodies(Strict):
    """Vocabulary of ministries, forces, parties and the like."""

    endings: Terms = Field(default_factory=list, description="ends of compounds that are bodies: German -ministerium")
    heads: list[str] = Field(description="ministry, army, party, committee: words that make a phrase a body")
    portfolio: list[str] = Field(description="defence, foreign affairs, trade: words inside posts and bodies")
    international: Terms = Field(
        default_factory=list, description="bodies of no country: United Nations, NATO, European Union"
    )
    worldwide: Terms = Field(
        default_factory=list, description="World, International: in the name of a body they make it one of no country"
    )
    delegations: Terms = Field(default_factory=list, description="delegation, mission, team: a group that travels")
    belonging: Terms = Field(
        default_factory=list, description="are, were, include: between `members of the delegation` and their names"
    )
    leading: Terms = Field(
        default_factory=list, description="at the head of, leading: between the leader and the delegation"
    )
    leaders: Terms = Field(default_factory=list, description="led by, headed by: a delegation's leader follows")
    offices: Terms = Field(
        default_factory=list, description="office, cabinet: bodies that are of whoever holds a post, who may follow"
    )


class Dates(Strict):
    """Words of dates; names of months and weekdays come from CLDR, these are what CLDR lacks."""

    months: dict[int, list[str]] = Field(default_factory=dict, description="further forms of a month's name")
    weekdays: dict[int, list[str]] = Field(default_factory=dict, description="further forms, 0 is Monday")
    elsewhere: Terms = Field(
        default_factory=list, description="founded, elected: a date behind them is another event's"
    )
    since: Terms = Field(
        default_factory=list,
        description="since: behind it a day of these weeks is when a stay began, any other date another event's",
    )
    until: Terms = Field(default_factory=list, description="until: the date behind it is an end")
    range_from: Terms = Field(default_factory=list)
    range_to: Terms = Field(default_factory=list)
    fillers: Terms = Field(default_factory=list, description="words inside dates: of, the, de, năm")
    ordinals: Terms = Field(default_factory=list, description="st, nd, rd, th, er, º directly after a number")
    month_word: Terms = Field(default_factory=list, description="a word before a month's number: tháng")
    day_word: Terms = Field(default_factory=list, description="a word before a day's number alone: el día 6")
    day_offsets: dict[int, list[str]] = Field(default_factory=dict, description="today: 0, yesterday: -1")
    story_offsets: dict[int, list[str]] = Field(
        default_factory=dict, description="la veille: -1, the next day: 1, counted from the day told last"
    )
    week_offsets: dict[int, list[str]] = Field(default_factory=dict)
    month_offsets: dict[int, list[str]] = Field(default_factory=dict)
    year_offsets: dict[int, list[str]] = Field(default_factory=dict)
    back_then: Terms = Field(
        default_factory=list, description="at the time, damals: opens a sentence about what was, not about the news"
    )
    that_year: Terms = Field(
        default_factory=list, description="of that year, im selben Jahr: the year that the text told last"
    )
    last: Terms = Field(default_factory=list, description="before or after a weekday or month: the one before now")
    next: Terms = Field(default_factory=list, description="before or after a weekday or month: the one to come")
    lengths: dict[int, list[str]] = Field(
        default_factory=dict, description="how many days a journey lasts: 2: [two-day, two days]"
    )
    nth_days: dict[int, list[str]] = Field(
        default_factory=dict, description="which day of a journey it is: 2: [second day of]"
    )
    anniversary: Terms = Field(default_factory=list, description="anniversary, birthday")
    upcoming: Terms = Field(default_factory=list, description="upcoming, ahead of: an anniversary yet to come")


class Visits(Strict):
    """Travel of persons and delegations."""

    verbs: list[Movement]
    coming: list[Coming] = Field(
        default_factory=list, description="verbs of coming and going, with the prepositions that make a journey of them"
    )
    sends: list[Coming] = Field(
        default_factory=list, description="sent, dispatched: who is sent travels, where one of `leads` stands before"
    )
    receiving: Terms = Field(
        default_factory=list,
        description="receiving, al recibir: opens a sentence whose subject is the host; the guest follows at once",
    )
    receives_them: Terms = Field(
        default_factory=list,
        description="granted him an audience, al recibirlo: a reception whose guest is a pronoun inside the phrase",
    )
    speaking: Terms = Field(
        default_factory=list, description="speaking, in a speech: opens a sentence that tells where somebody speaks"
    )
    stay_reasons: Terms = Field(
        default_factory=list, description="for, to, on: behind a place between commas, why somebody is there"
    )
    nouns: list[str]
    endings: Terms = Field(default_factory=list, description="ends of compounds that are visits: German -besuch")
    perfect: Terms = Field(
        default_factory=list,
        description="auxiliaries that make a form which closes its clause a participle: hat, hatte",
    )
    participles: Terms = Field(
        default_factory=list,
        description="arrivé, llegado: of whom they stand behind, where no auxiliary leads to them",
    )
    passive: Terms = Field(
        default_factory=list, description="auxiliaries that make a participle of receiving passive: wurde, wird"
    )
    destination: list[str] = Field(description="prepositions before a destination")
    agent: list[str] = Field(description="prepositions before the visitor after a noun: visit by / of")
    visiting: Terms = Field(default_factory=list, description="visiting: before a person who is on a visit here")
    on_visit: Terms = Field(
        default_factory=list, description="on a visit to: no verb, the person before it is the visitor"
    )
    received_by: list[Verbs] = Field(
        default_factory=list, description="passive: the guest stands before, the host after"
    )
    receives: list[Verbs] = Field(default_factory=list, description="active: the host stands before, the guest after")
    ceremonies: Terms = Field(
        default_factory=list,
        description="welcoming ceremony, state dinner: the guest stands behind, the host before",
    )
    stops_were: Terms = Field(
        default_factory=list, description="was, fue, war: words beside a stop that tell that it lies back"
    )
    first_stops: Terms = Field(
        default_factory=list, description="first stop: the same where a word of `stops_were` stands behind it"
    )
    next_stops: Terms = Field(
        default_factory=list, description="next stop: the place beside it is where the journey goes on to"
    )
    levels: dict[Literal["state", "official", "working", "friendly", "transit"], list[str]]
    invitation: Terms = Field(default_factory=list, description="at the invitation of: the inviter follows")
    bound_for: Terms = Field(
        default_factory=list,
        description="for, rumbo a: behind the place that is left comes the destination",
    )
    accompanied: Terms = Field(default_factory=list, description="accompanied by, together with: companions follow")
    accompanied_last: Terms = Field(
        default_factory=list, description="von X begleitet wurde: companions stand before, as agents"
    )
    accompanies: Terms = Field(
        default_factory=list, description="is accompanying, acompaña a: the companion is the subject"
    )
    purpose: Terms = Field(default_factory=list, description="to attend, for: the purpose follows")
    attended_by: Terms = Field(
        default_factory=list, description="attended by, brought together: between a gathering and who took part"
    )
    attends: list[Verbs] = Field(
        default_factory=list, description="attended, took part in: with a gathering in a foreign place a journey there"
    )
    gatherings: Terms = Field(default_factory=list, description="summit, conference, funeral: what one travels to")
    rites: Terms = Field(
        default_factory=list,
        description="of the gatherings those held in the country of whom they are held for: inauguration, funeral",
    )
    arrivals: Terms = Field(
        default_factory=list, description="arrived, landed: without a place they date the visit that is told elsewhere"
    )
    held: list[Verbs] = Field(
        default_factory=list,
        description="was held, took place: behind a gathering; its foreign delegations travelled",
    )
    light_verbs: list[Verbs] = Field(
        default_factory=list, description="paid, will pay: give a visit noun behind them its tense"
    )
    origin: Terms = Field(default_factory=list, description="from: a delegation's sender follows")
    ends: Terms = Field(
        default_factory=list, description="concluded, wrapped up: before a visit noun, the date is its end"
    )
    begins: Terms = Field(
        default_factory=list, description="began, travels: near the length of a visit, the date is its first day"
    )
    ended: Terms = Field(
        default_factory=list, description="returned, has ended: the visit is over, and so is the day told of its end"
    )
    begun: Terms = Field(
        default_factory=list, description="began: that a visit goes on, and that the day it began on is over"
    )
    departures: Terms = Field(
        default_factory=list, description="left, flew out of: a visit ends; the place follows at once"
    )
    presence: list[Verbs] = Field(
        default_factory=list, description="was, is: with a day and a place at once behind it, somebody is there"
    )
    acts: list[Verbs] = Field(
        default_factory=list,
        description="laid a wreath, inaugurated: what is done in person; with a foreign place it tells of a stay",
    )
    returns: Terms = Field(
        default_factory=list,
        description="returned home, is back: the visit is over; its place follows a word of origin or a visit noun",
    )
    conditions: Terms = Field(
        default_factory=list, description="situation, war: what is talked about; nobody need be where it is"
    )
    location: Terms = Field(default_factory=list, description="prepositions of where something takes place: in, at")
    towns: Terms = Field(
        default_factory=list, description="city, town, port: beside a demonym a town that no list knows"
    )
    state_forms: Terms = Field(
        default_factory=list, description="Republic, Kingdom: with a demonym beside it the state itself"
    )
    capital: Terms = Field(default_factory=list, description="capital: with a country or demonym beside it a place")
    soil: Terms = Field(default_factory=list, description="soil, territory: with a demonym beside it the country")
    there: Terms = Field(default_factory=list, description="there, y, allí: beside a verb the place named last")
    this_country: Terms = Field(default_factory=list, description="the country, this country: the one named last")
    not_destinations: Terms = Field(
        default_factory=list, description="after a visit verb: no journey to a country (embassy, exhibition)"
    )


class Meetings(Strict):
    verbs: list[Verbs]
    nouns: list[str]
    with_: list[str] = Field(alias="with", description="prepositions before the other participant")
    between: Terms = Field(default_factory=list, description="between: both participants follow")
    courtesy: Terms = Field(
        default_factory=list, description="paid a courtesy call on, was received by: a meeting with who follows"
    )
    meets_as: Terms = Field(
        default_factory=list,
        description="co-chaired by, was attended by: behind a meeting, those follow who took part in it together",
    )
    chairs: Terms = Field(
        default_factory=list, description="co-chaired, presided over: behind several, before a meeting that they led"
    )
    apart: Terms = Field(default_factory=list, description="separately: those who met somebody did so one by one")
    discusses: Terms = Field(default_factory=list, description="discussed, reviewed: a meeting if `with` follows")
    occasions: Terms = Field(
        default_factory=list, description="after, during: a meeting noun behind them is that of the two subjects"
    )
    phone: Terms = Field(default_factory=list)
    video: Terms = Field(default_factory=list)
    letter: Terms = Field(default_factory=list)


class Agreements(Strict):
    endings: dict[str, list[str]] = Field(
        default_factory=dict, description="ends of compounds by kind: agreement: [abkommen]"
    )
    instruments: dict[
        Literal[
            "treaty",
            "agreement",
            "memorandum_of_understanding",
            "protocol",
            "plan",
            "programme",
            "contract",
            "joint_statement",
            "declaration",
            "letter_of_intent",
            "other",
        ],
        list[str],
    ]
    signed: list[Verbs]
    issued: list[Verbs] = Field(
        default_factory=list, description="issued, adopted, reached: a paper is agreed by it, not signed"
    )
    drafts: Terms = Field(default_factory=list, description="draft: before an instrument that is not agreed yet")
    signing_nouns: Terms = Field(default_factory=list)
    signs_for: Terms = Field(
        default_factory=list, description="signed for, on behalf of: a state behind it is the signatory's"
    )
    of_the: Terms = Field(
        default_factory=list, description="words that hold an article before a paper told before: del acuerdo"
    )
    one_of: Terms = Field(
        default_factory=list, description="the second, the third: of several papers told before, at a sentence's start"
    )
    named_as: Terms = Field(
        default_factory=list, description="these are, il s'agit de: at a sentence's start before papers told before"
    )
    announced: Terms = Field(
        default_factory=list, description="verbs and nouns of what is only meant: intend to sign, to be signed"
    )
    managed: Terms = Field(
        default_factory=list,
        description="took the opportunity, used the visit: an infinitive of signing behind is done",
    )
    negotiating: Terms = Field(default_factory=list)
    in_force: Terms = Field(default_factory=list)
    implementing: Terms = Field(default_factory=list)
    expired: Terms = Field(default_factory=list)
    agreed: list[Verbs] = Field(description="agreed to, undertook to: what follows is a commitment")
    pledged: list[Verbs] = Field(
        default_factory=list, description="pledged, offered: one side's undertaking, if a number or a deed follows"
    )
    impersonal: Terms = Field(
        default_factory=list, description="it was agreed: verbs of `agreed` whose sides are those who met"
    )
    deeds: Terms = Field(default_factory=list, description="open, supply, withdraw: what can be seen to be done")
    amounts: Terms = Field(default_factory=list, description="two, dozens, million: numbers in words")
    clause_openers: Terms = Field(
        default_factory=list,
        description="that: behind `agreed` a view follows, unless a deed or what will be done does",
    )
    ties: Terms = Field(default_factory=list, description="relations, friendship, cooperation: alone no undertaking")
    vague: Terms = Field(default_factory=list, description="phrases of friendship that are no commitment")
    sides: Terms = Field(default_factory=list, description="both sides, the two countries: all parties of the talks")
    brokers: Terms = Field(
        default_factory=list, description="brokered by, in the presence of: who follows helps and is no party"
    )
    areas: Terms = Field(default_factory=list, description="fields of cooperation as written")
    matters: Terms = Field(
        default_factory=list, description="ceasefire, visa, border: beside a paper they tell which one it is"
    )
    plain: Terms = Field(
        default_factory=list, description="new, bilateral: words beside a paper that do not tell which one it is"
    )
    area_openers: Terms = Field(default_factory=list, description="areas such as, in the fields of: areas follow")
    title_openers: Terms = Field(default_factory=list, description="on, about: behind a paper its title goes on")
    title_ends: Terms = Field(
        default_factory=list, description="during, on the occasion of: before them the title of a paper ends"
    )
    renewed: Terms = Field(default_factory=list, description="renewed, extended: the sides hold on to a paper")


class Honours(Strict):
    verbs: Terms = Field(default_factory=list, description="active: the giver before, the recipient after")
    passive: Terms = Field(default_factory=list, description="was awarded, was presented with: the recipient before")
    nouns: list[str]


class Markers(Strict):
    """Words that change what a verb asserts."""

    future: Terms = Field(default_factory=list, description="will, is to, plans to, scheduled")
    participle_endings: Terms = Field(
        default_factory=list, description="-ing, -ando: behind a comma such a form has the tense of the verb before it"
    )
    reported_future: Terms = Field(
        default_factory=list, description="would: behind a verb of saying, what is to come; elsewhere a hypothesis"
    )
    past_reference: Terms = Field(
        default_factory=list, description="recalled, following, previous, last: an earlier event is referred to"
    )
    pluperfect: Terms = Field(
        default_factory=list,
        description="had, avait, war: with a month or year, a journey made before the one that is told",
    )
    before: Terms = Field(default_factory=list, description="before, ahead of: a visit noun behind it is to come")
    after: Terms = Field(
        default_factory=list,
        description="words (nach) that say after before a visit noun, and something else before a place",
    )
    sequels: Terms = Field(
        default_factory=list, description="then, afterwards, next: what follows comes behind what was told before"
    )
    hypothesis: Terms = Field(default_factory=list, description="could, would, if, hopes to")
    rumours: Terms = Field(
        default_factory=list, description="speculation, reports that: what such a sentence tells is not vouched for"
    )
    conditionals: Terms = Field(
        default_factory=list, description="if, unless: before a subject, what its verb tells has not come about"
    )
    negation: Terms = Field(default_factory=list)
    negation_behind: Terms = Field(
        default_factory=list, description="nicht: behind a verb that stands second, denies what it tells"
    )
    cancelled: Terms = Field(default_factory=list, description="cancelled, postponed, refused")
    reporting: Terms = Field(default_factory=list, description="said, told: a speaker, no event")
    subject_blockers: Terms = Field(
        default_factory=list, description="prepositions whose person is no subject: with, by, of, at"
    )
    when: Terms = Field(
        default_factory=list, description="when: directly behind a date it says what happened on that date"
    )
    where: Terms = Field(
        default_factory=list, description="where, donde: behind a place it says what happened in that place"
    )
    relatives: Terms = Field(
        default_factory=list, description="who, quien, qui: behind a person what follows is that person's"
    )
    plural_possessives: Terms = Field(
        default_factory=list,
        description="single words (their, leur): what is owned by all who are a sentence's subject",
    )
    that: Terms = Field(
        default_factory=list, description="that, que: directly before a verb it tells something beside the main story"
    )
    subject_pronouns: Terms = Field(
        default_factory=list, description="he, she, they: as a subject before a verb the last subject"
    )
    plural_pronouns: Terms = Field(
        default_factory=list, description="they: of the subject pronouns those that stand for several people"
    )
    women: Terms = Field(default_factory=list, description="she: of the subject pronouns those for women alone")
    men: Terms = Field(default_factory=list, description="he: of the subject pronouns those for men alone")
    pronouns: Terms = Field(default_factory=list, description="he, him, she: stand for the last subject")
    object_pronouns: Terms = Field(
        default_factory=list, description="him, her: behind a verb or its `with` whom the text was just about"
    )
    clitics: Terms = Field(default_factory=list, description="lo, l': the same directly before the verb")
    side_words: Terms = Field(
        default_factory=list, description="side, part: with a state, on whose side somebody is: on the Kenyan side"
    )
    including: Terms = Field(default_factory=list, description="including, among them: names of a group follow")
    possessives: Terms = Field(default_factory=list, description="his, her, their: before a visit noun")
    former_latter: dict[Literal["former", "latter"], list[str]] = Field(default_factory=dict)
    home: Terms = Field(
        default_factory=list, description="our country, here: phrases that need the publisher's country"
    )
    home_land: Terms = Field(
        default_factory=list, description="our country: a place, the state of the publisher, where no quotation says it"
    )


class LanguageFile(Strict):
    """One language. The file is `extractors/languages/<iso>.yml`, `iso` being its ISO 639-1 code."""

    iso: str = Field(pattern="^[a-z]{2}$")
    name: str
    # A verb term may have two parts with words between them: "traf ... ein".
    home_countries: list[str] = Field(
        default_factory=list,
        description="states whose press writes it; with `!` behind the code: assumed where none is named",
    )
    keep_diacritics: bool = Field(False, description="country names differ by diacritics alone (Vietnamese)")
    drops_subjects: bool = Field(False, description="a verb may stand without its subject (Spanish, Vietnamese)")
    nouns_capitalised: bool = Field(False, description="every noun has a capital (German)")
    object_articles: list[str] = Field(
        default_factory=list, description="articles and possessives that no subject has (German: den, seinem)"
    )
    contractions: list[list[str]] = Field(
        default_factory=list, description="forms of one preposition, alone and merged with an article (de, du, des)"
    )
    respelled: dict[str, str] = Field(
        default_factory=dict, description="letters that some who write the language replace (Swiss German: ß by ss)"
    )
    town_adjectives: list[str] = Field(
        default_factory=list, description="endings that make a town's name an adjective (German: Wiener)"
    )
    verb_second: bool = Field(False, description="the subject may stand directly behind the verb (German)")
    modifiers_before_posts: bool = Field(description="'Cuban defence minister' (true) or 'ministro cubano' (false)")
    function_words: list[str] = Field(description="words that open sentences and are never part of a name")
    indefinite_articles: Terms = Field(default_factory=list, description="a, an: no certain person follows")
    articles: Terms = Field(default_factory=list)
    joiners: list[str] = Field(description="of, for: join a post to its body")
    coordinators: list[str] = Field(description="and, as well as")
    genitives: Terms = Field(default_factory=list, description="'s: joins a country to the post after it")
    abbreviations: Terms = Field(default_factory=list, description="words whose full stop ends no sentence")
    names: Names
    ranks: Ranks
    posts: Posts
    bodies: Bodies
    dates: Dates
    visits: Visits
    meetings: Meetings
    agreements: Agreements
    honours: Honours
    markers: Markers

    @property
    def places_need_of(self) -> bool:
        """Whether a place behind a post needs a preposition: "presidente de Chile"."""
        return not (self.modifiers_before_posts or self.verb_second) and self.names.order == "given_first"
