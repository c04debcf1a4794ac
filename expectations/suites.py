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

CRITICAL, WARNING = FailureSeverity.CRITICAL, FailureSeverity.WARNING

Suite = list[Expectation]


def all_suites(*, accept_drop: bool = False) -> dict[str, Suite]:
    """The suite of each frame of `expectations.frames`, by the frame's name.

    Args:
        accept_drop: a loss of rows since the last release is intended and only warned of.
    """
    return {
        "volumes": _volumes(WARNING if accept_drop else CRITICAL),
        "mix": _mix(),
        "facts": _facts(),
        "evidence": _evidence(),
        "visits": _visits(),
        "agreements": _agreements(),
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


def _mix() -> Suite:
    return [
        gxe.ExpectColumnValuesToBeBetween(
            column="shift",
            min_value=-LARGEST_SHIFT,
            max_value=LARGEST_SHIFT,
            severity=WARNING,
            description="The mix of every closed list is much as in the release before.",
        )
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


def _agreements() -> Suite:
    return [
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
