"""Names that are compared by several processes get the answers of one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from extractors.errors import TransientError
from extractors.matching import helpers
from extractors.matching.lookup import name_form, related_letters

NAMES = ["Emmanuel Macron", "E. Macron", "محمد بن سلمان", "Mohammed bin Salman", "Võ Văn Thưởng", "Nguyen, Van\tA\n"]
LISTS = [[name, *NAMES[: at + 1]] for at, name in enumerate(NAMES)]


@pytest.fixture(autouse=True)
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "FEW", 0)
    monkeypatch.setattr(helpers, "_processors", lambda: 3)
    helpers.dismiss()


@pytest.mark.parametrize("count", [1, 2, 6])
def test_answers_are_those_of_one_process(count: int) -> None:
    assert helpers.spread("forms", NAMES[:count]) == [name_form(name) for name in NAMES[:count]]
    assert helpers.spread("relations", LISTS[:count]) == [related_letters(names) for names in LISTS[:count]]


def test_shares_hold_every_item_once_and_in_order() -> None:
    weights = [len(names) for names in LISTS]
    shares = helpers._shares(LISTS, weights, 3)
    assert [names for share in shares for names in share] == LISTS
    assert max(sum(map(len, share)) for share in shares) < sum(weights)


def test_a_helper_that_is_gone_is_told_and_replaced() -> None:
    helpers.spread("forms", NAMES)
    helpers._helpers()[1]._process.kill()
    helpers._helpers()[1]._process.wait()
    with pytest.raises(TransientError, match="status -9"):
        helpers.spread("forms", NAMES)
    assert helpers.spread("forms", NAMES) == [name_form(name) for name in NAMES]


def test_few_names_are_answered_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helpers, "FEW", 1000)
    assert helpers.spread("relations", LISTS) == [related_letters(names) for names in LISTS]
    assert helpers._helpers.cache_info().currsize == 0


def test_threads_get_their_own_answers() -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda at: helpers.spread("relations", LISTS[at % 5 :]), range(40)))
    assert found == [[related_letters(names) for names in LISTS[at % 5 :]] for at in range(40)]


def test_dismissed_helpers_are_started_again() -> None:
    helpers.spread("forms", NAMES)
    processes = [helper._process for helper in helpers._helpers()]
    assert helpers.dismiss() == 3
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert helpers.dismiss() == 0
    assert helpers.spread("forms", NAMES) == [name_form(name) for name in NAMES]
