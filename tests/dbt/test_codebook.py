"""The codebook is what its generator makes of the dbt project, and its questions can be asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from communique.codebook import CODEBOOK, QUESTIONS, codebook, worked_questions
from extractors.warehouse import open_build

_WORKED = worked_questions(QUESTIONS.read_text(encoding="utf-8"))


def test_the_committed_codebook_is_up_to_date(built: Any) -> None:
    manifest = json.loads((built.target / "manifest.json").read_text(encoding="utf-8"))
    text = codebook(manifest, QUESTIONS.read_text(encoding="utf-8"))
    assert CODEBOOK.read_text(encoding="utf-8") == text, "run `python -m communique.codebook` and commit"


@pytest.mark.parametrize(("question", "sql"), _WORKED, ids=[question[:40] for question, _ in _WORKED])
def test_a_worked_question_has_an_answer(built: Any, question: str, sql: str) -> None:
    assert question.endswith(("?", "."))
    with open_build(built.settings, "ask", read_only=True) as connection:
        connection.execute("use warehouse.marts")
        rows = connection.execute(sql).fetchall()
    # The stories merge no ids; every other question has something to show.
    assert rows or "actor_id_history" in sql
