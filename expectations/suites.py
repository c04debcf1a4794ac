"""What makes a release plausible: one suite of expectations a frame.

Structure (keys, types, relations, closed lists) is held by the dbt tests and not said again here. A failed `critical`
expectation stops the publish; a failed `warning` is shown in the summary and in the Data Docs.
Limits that are a judgement are constants at the top, each with its reason.
"""

from __future__ import annotations

import great_expectations.expectations as gxe
from great_expectations.expectations.expectation import Expectation
from great_expectations.expectations.metadata_types import FailureSeverity

# The longest journeys in the news are tours of a few weeks; beyond a year the end date belongs to something else.
LONGEST_VISIT_DAYS = 400
# A release that lost half of its rows since yesterday lost them by a fault; better rules cost a few.
LEAST_KEPT_SHARE = 0.5
EXPECTED_KEPT_SHARE = 0.9
# A closed list whose mix moves by a quarter of all rows in a night was filled by other rules than the day before.
LARGEST_SHIFT = 0.25
# Half of all rows under another value is no change of the news but of the rules, or of what is read.
WRONG_SHIFT = 0.5
# A column that loses a fifth of its values in a night has lost its source.
LARGEST_LOSS = 0.2
# Persons who cannot be told apart from others: a third is usual in short news; four fifths make counts useless.
MOST_UNRESOLVED, WRONG_UNRESOLVED, LARGEST_GROWTH = 0.4, 0.8, 0.1

CRITICAL, WARNING = FailureSeverity.CRITICAL, FailureSeverity.WARNING

Suite = list[Expectation]


def all_suites(*, accept_drop: bool = False) -> dict[str, Suite]:
    """The suite of each frame of `expectations.frames`, by the frame's name.

    Args:
        accept_drop: a loss of rows since the last release is intended and only warned of.
    """
    return {
        "volumes": _volumes(WARNING if accept_drop else CRITICAL),
        "mix": _mix(WARNING if accept_drop else CRITICAL),
        "fill": _fill(),
        "unresolved": _unresolved(),
        "facts": _facts(),
        "evidence": _evidence(),
        "visits": _visits(),
        "meetings": _meetings(),
        "agreements": _agreements(),
        "agreement_events": _agreement_events(),
        "positions": _positions(),
        "actors": _actors(),
        "articles": _articles(),
    }


def _volumes(drop: FailureSeverity) -> Suite:
    return [
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="row_count",
            column_B="least_rows",
            or_equal=True,
            severity=CRITICAL,
            description="A release holds at least one article.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="kept_share",
            min_value=LEAST_KEPT_SHARE,
            severity=drop,
            description=f"No table keeps less than {LEAST_KEPT_SHARE:.0%} of the rows of the release before"
            " (if that is intended: `communique audit --accept-drop`).",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="kept_share",
            min_value=EXPECTED_KEPT_SHARE,
            severity=WARNING,
            description=f"Every table keeps {EXPECTED_KEPT_SHARE:.0%} of the rows of the release before.",
        ),
    ]


def _mix(turn: FailureSeverity) -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="shift",
            min_value=-WRONG_SHIFT,
            max_value=WRONG_SHIFT,
            severity=turn,
            description=f"No value of a closed list gains or loses more than {WRONG_SHIFT:.0%} of all rows since the"
            " release before (if that is intended: `communique audit --accept-drop`).",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="shift",
            min_value=-LARGEST_SHIFT,
            max_value=LARGEST_SHIFT,
            severity=WARNING,
            description="The mix of every closed list is much as in the release before.",
        ),
    ]


def _fill() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="change",
            min_value=-LARGEST_LOSS,
            severity=WARNING,
            description=f"No column loses more than {LARGEST_LOSS:.0%} of its values since the release before.",
        )
    ]


def _unresolved() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="share",
            max_value=WRONG_UNRESOLVED,
            severity=CRITICAL,
            description=f"At most {WRONG_UNRESOLVED:.0%} of the persons stand without country or full name.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="share",
            max_value=MOST_UNRESOLVED,
            severity=WARNING,
            description=f"At most {MOST_UNRESOLVED:.0%} of the persons stand without country or full name.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="growth",
            max_value=LARGEST_GROWTH,
            severity=WARNING,
            description=f"The share of unresolved persons grew by at most {LARGEST_GROWTH:.0%} of all.",
        ),
    ]


def _facts() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="evidence_count",
            min_value=1,
            severity=CRITICAL,
            description="Every fact is borne out by at least one quoted sentence.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="confidence_score",
            min_value=0,
            max_value=1,
            severity=CRITICAL,
            description="Confidence lies between 0 and 1.",
        ),
    ]


def _evidence() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeInSet(
            column="stands_in_text",
            value_set=[True],
            severity=CRITICAL,
            description="Every quote stands in its article's text, exactly where its span says.",
        )
    ]


def _visits() -> Suite:
    return [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=1, severity=WARNING, description="A release holds at least one visit."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days", min_value=0, severity=CRITICAL, description="No visit ends before it starts."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days",
            max_value=LONGEST_VISIT_DAYS,
            severity=CRITICAL,
            description=f"No visit lasts more than {LONGEST_VISIT_DAYS} days.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="leaves_country",
            value_set=[True],
            severity=CRITICAL,
            description="A visit leads to another country than the visitor's own.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days_ahead", max_value=0, severity=WARNING, description="No completed visit starts in the future."
        ),
        _filled("leader_actor_id", 0.8, "visits name who travelled"),
        _filled("origin_country_code", 0.8, "visits say from which country"),
        _filled("destination_country_code", 0.8, "visits say to which country"),
        _filled("start_date_edtf", 0.5, "visits say when, if only the year"),
    ]


def _meetings() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="participant_count", min_value=2, severity=CRITICAL, description="Two or more people meet."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days_ahead", max_value=0, severity=WARNING, description="No meeting is dated later than today."
        ),
    ]


def _agreement_events() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="days_ahead", max_value=0, severity=WARNING, description="No step was reached in the future."
        )
    ]


def _positions() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="days", min_value=0, severity=CRITICAL, description="No post ends before it begins."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_of_one_mind",
            value_set=[True],
            severity=CRITICAL,
            description="No post is both current and former.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="is_uncontested",
            value_set=[True],
            mostly=0.8,
            severity=WARNING,
            description="At most a fifth of the posts are contested.",
        ),
    ]


def _agreements() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="days_valid", min_value=0, severity=CRITICAL, description="No validity ends before it begins."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days_to_validity",
            min_value=0,
            mostly=0.9,
            severity=WARNING,
            description="Agreements are valid from their signature on, not before.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="days_ahead", max_value=0, severity=CRITICAL, description="Nothing was signed in the future."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="party_count",
            min_value=2,
            mostly=0.5,
            severity=WARNING,
            description="Half of the agreements name two parties.",
        ),
        _filled("subject", 0.5, "agreements say what they are about"),
    ]


def _actors() -> Suite:
    return [
        gxe.ExpectTableRowCountToBeBetween(
            min_value=1, severity=WARNING, description="A release holds at least one actor."
        ),
        gxe.ExpectColumnValueLengthsToBeBetween(
            column="name", max_value=120, severity=WARNING, description="Names of actors are names, not sentences."
        ),
        _filled("country_code", 0.5, "actors have a country"),
    ]


def _articles() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="days_ahead", max_value=1, severity=WARNING, description="No article is dated later than tomorrow."
        ),
        _filled("title", 0.5, "articles have a title"),
        _filled("published_date", 0.5, "articles have a day of publication"),
    ]


def _filled(column: str, share: float, what: str) -> Expectation:
    return gxe.ExpectColumnValuesToNotBeNull(
        column=column, mostly=share, severity=WARNING, description=f"At least {share:.0%} of the {what}."
    )
