"""The columns of other projects' published formats, as those projects name them, with where they are published."""

COLT = [
    # Country and Organizational Leader Travel, Pardee Institute (doi:10.1093/isq/sqaf013): columns of its trips file.
    "TripID",
    "LeaderID",
    "LeaderCountryOrIGO",
    "LeaderCountryISO",
    "LeaderRegion",
    "LeaderSubregion",
    "PriorityLeader",
    "LeaderRole",
    "LeaderTitle",
    "LeaderSurname",
    "LeaderFullName",
    "CountryVisited",
    "CountryVisitedISO",
    "RegionVisited",
    "SubRegionVisited",
    "CityVisited",
    "TripYear",
    "TripStartDate",
    "TripEndDate",
    "TripDuration",
    "MetHostHoGS",
    "HostHOGSName",
    "AttendedMultilatEvent",
    "NameMultilatEvent",
    "MetNonhostHOGS",
    "NonhostHOGSNames",
    "PublicAddress",
    "SignedAgreement",
    "CulturalSiteOrCeremony",
    "BusinessLeaderOrForum",
    "MetIGOLeader",
    "IGOLeaderName",
    "Confidence(1-5)",
    "Notes",
    "SourceLink1",
]

# Defense Cooperation Agreement Dataset 1.0, file DCAD-v1.0-dyadic.csv (brandonkinne.com/dcad, correlatesofwar.org).
DCAD = [
    "ccode1",
    "abbrev1",
    "ccode2",
    "abbrev2",
    "year",
    "dcaGeneralV1",
    "dcaGeneralV2",
    "dcaSectorV1",
    "dcaSectorV2",
    "dcaAnyV1",
    "dcaAnyV2",
]

# PLOVER manual 0.8 (github.com/openeventdata/PLOVER), table "PLOVER JSON": required fields, and those filled here.
PLOVER_REQUIRED = ["id", "date", "source", "event"]
PLOVER = [
    "id",
    "has_event",
    "date",
    "time",
    "enddate",
    "endtime",
    "source",
    "recipient",
    "event",
    "event_loc",
    "event_text",
    "quad_code",
    "event_scale",
    "mode",
    "context",
    "link",
    "text",
    "text_info",
    "cite_info",
    "coder",
    "coded_date",
    "coded_time",
    "comment",
]
PLOVER_ACTOR = ["code", "sector", "actor_text", "identifier_id", "identifier_text", "office"]
# Categories with the modes that the manual gives them, and their scores.
PLOVER_MODES = {
    "CONSULT": {None, "visit", "third-party", "multilateral", "phone"},
    "AGREE": {None},
    "SUPPORT": {None},
}
PLOVER_SCORES = {"CONSULT": 2.1, "AGREE": 4.2, "SUPPORT": 4.6}
# github.com/openeventdata/PLOVER, CAMEO2PLOVER-2021.txt: the category of each CAMEO root.
CAMEO_ROOTS = {"03": "AGREE", "04": "CONSULT", "05": "SUPPORT"}
# POLECAT (doi:10.7910/DVN/AJGVIT), columns that are filled here, as words.
POLECAT = [
    "Event Type",
    "Event Mode",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Title",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Title",
]
