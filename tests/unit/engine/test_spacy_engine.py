"""The optional engine: a pipeline proposes names, the rules judge them. The pipeline is trained here, in a second."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractors.claims import Article, ClaimsDocument
from extractors.engines import get_engine
from extractors.errors import PermanentError

# Nothing introduces the name, so the rules alone keep no actor of it.
TEXT = "In the evening Salif Keita sang for the guests of Ghana. The hall in Accra was full."
LINES = [
    ("In the evening {} sang for the guests.", "PERSON"),
    ("The guests heard {} on Monday.", "PERSON"),
    ("The hall in {} was full.", "GPE"),
]
NAMES = {"PERSON": ["Salif Keita", "Miriam Makeba", "Fela Kuti"], "GPE": ["Accra", "Kumasi", "Tamale"]}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline for English on disk, trained on a dozen lines."""
    spacy = pytest.importorskip("spacy", reason="spaCy is an optional extra: sh requirements/venv.sh spacy")
    from spacy.training import Example  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    examples = []
    for line, label in LINES:
        for name in NAMES[label]:
            start = line.index("{}")
            doc = nlp.make_doc(line.format(name))
            examples.append(Example.from_dict(doc, {"entities": [(start, start + len(name), label)]}))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("models") / "en_tiny"
    nlp.to_disk(folder)
    return folder


def _read(text: str, language: str = "en", engine: str = "spacy") -> ClaimsDocument:
    return get_engine(engine).extract(Article("a", "a", None, None, language, "2024-05-02", None, text))


def test_a_name_that_nothing_introduces_is_proposed_by_the_pipeline(
    pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", f"en={pipeline}")
    document = _read(TEXT)
    assert [actor.name for actor in document.actors] == ["Salif Keita"]
    assert TEXT[document.actors[0].mentions[0].start : document.actors[0].mentions[0].end] == "Salif Keita"
    assert _read(TEXT, engine="rules").actors == []


def test_the_claims_name_the_engine_and_its_pipeline(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", f"en={pipeline}")
    extractor = _read(TEXT).extractor
    assert extractor.name == "spacy"
    assert extractor.version == f"{get_engine().version}+en_tiny"


def test_the_rules_judge_what_is_proposed(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", f"en={pipeline}")
    engine = get_engine("spacy")
    text = "The Defence Minister of Ghana met the President of Kenya. Photo: Salif Keita"
    start = text.index("Defence Minister")
    monkeypatch.setattr("extractors.engines.spacy_names._entities", lambda *_: [_Entity(start, start + 16)])
    assert "Defence Minister" not in [
        a.name for a in engine.extract(Article("a", "a", None, None, "en", None, None, text)).actors
    ]
    credit = text.index("Salif Keita")
    monkeypatch.setattr("extractors.engines.spacy_names._entities", lambda *_: [_Entity(credit, len(text))])
    assert "Salif Keita" not in [
        a.name for a in engine.extract(Article("a", "a", None, None, "en", None, None, text)).actors
    ]


class _Entity:
    def __init__(self, start: int, end: int) -> None:
        self.start_char, self.end_char = start, end


def test_a_language_without_a_pipeline_is_read_by_the_rules(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", f"en={pipeline}")
    text = "Der Außenminister von Ghana, Samuel Ablakwa, reiste am Montag nach Nairobi."
    ours, rules = _read(text, "de"), _read(text, "de", "rules")
    assert ours.actors == rules.actors != []
    assert ours.visits == rules.visits


def test_without_a_pipeline_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="spaCy is an optional extra: sh requirements/venv.sh spacy")
    monkeypatch.delenv("COMMUNIQUE_SPACY_MODELS", raising=False)
    monkeypatch.setattr("spacy.util.get_installed_models", list)
    with pytest.raises(PermanentError, match="spacy download en_core_web_sm"):
        get_engine("spacy")


def test_a_pipeline_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="spaCy is an optional extra: sh requirements/venv.sh spacy")
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", "en=no_such_pipeline")
    with pytest.raises(PermanentError, match="'no_such_pipeline'"):
        _read(TEXT)


def test_without_the_library_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(PermanentError, match=r"requirements/venv\.sh spacy"):
        get_engine("spacy")


def test_an_unknown_engine_is_answered_with_the_known_ones() -> None:
    with pytest.raises(PermanentError, match="Engines: rules, spacy"):
        get_engine("oracle")


@pytest.mark.parametrize("value", ["english=x", "en=", "en"])
def test_a_setting_that_cannot_be_read_is_an_error(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("spacy", reason="spaCy is an optional extra: sh requirements/venv.sh spacy")
    monkeypatch.setenv("COMMUNIQUE_SPACY_MODELS", value)
    with pytest.raises(PermanentError, match="COMMUNIQUE_SPACY_MODELS"):
        get_engine("spacy")
