"""Where things lie and what is switched on: read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractors.errors import PermanentError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths and limits of one installation.

    Attributes:
        data_dir: folder of everything that a run writes; `COMMUNIQUE_DATA_DIR`, default `data/` in the project.
        project_root: folder that holds `dbt/` and `seeds/`; `COMMUNIQUE_PROJECT_ROOT`.
        keep_published: number of earlier published files kept for rollback; `COMMUNIQUE_KEEP_PUBLISHED`.
        workers: processes for text extraction and claims; `COMMUNIQUE_WORKERS`, default the number of cores.
        engine: claims engine of the pipeline; `COMMUNIQUE_ENGINE`, default `rules`.
        spacy_models: for the engine `spacy` the pipeline of each language, a package or a folder;
            `COMMUNIQUE_SPACY_MODELS`, written `en=en_core_web_sm,fr=/srv/models/fr`; default whatever is installed.
        max_file_bytes: an input file above this size is rejected; `COMMUNIQUE_MAX_FILE_BYTES`.
        contact: e-mail address or page that servers are told when something is fetched; `COMMUNIQUE_CONTACT`.
        allow_addresses: IP networks that may be fetched from although they are not public, separated by commas;
            `COMMUNIQUE_ALLOW_ADDRESSES`, for servers of one's own and for tests.
    """

    data_dir: Path
    project_root: Path = PROJECT_ROOT
    keep_published: int = 7
    workers: int = 2
    max_file_bytes: int = 5 * 1024 * 1024
    contact: str | None = None
    allow_addresses: str = ""
    engine: str = "rules"
    spacy_models: Mapping[str, str] = field(default_factory=dict)

    @property
    def landing_dir(self) -> Path:
        return self.data_dir / "landing"

    @property
    def claims_dir(self) -> Path:
        return self.data_dir / "claims"

    @property
    def build_file(self) -> Path:
        return self.data_dir / "warehouse.duckdb"

    @property
    def lock_file(self) -> Path:
        return self.data_dir / "warehouse.lock"

    @property
    def published_dir(self) -> Path:
        return self.data_dir / "published"

    @property
    def published_file(self) -> Path:
        return self.published_dir / "communique.duckdb"

    @property
    def archive_dir(self) -> Path:
        return self.published_dir / "archive"

    @property
    def audit_dir(self) -> Path:
        return self.data_dir / "audit"

    @property
    def dbt_dir(self) -> Path:
        return self.project_root / "dbt"

    @property
    def seeds_dir(self) -> Path:
        return self.project_root / "seeds"


def load_settings() -> Settings:
    """Settings from the environment.

    Raises:
        PermanentError: a variable has a value that it cannot have.
    """
    root = Path(os.environ.get("COMMUNIQUE_PROJECT_ROOT") or PROJECT_ROOT)
    return Settings(
        data_dir=Path(os.environ.get("COMMUNIQUE_DATA_DIR") or root / "data").absolute(),
        project_root=root.absolute(),
        keep_published=_positive("COMMUNIQUE_KEEP_PUBLISHED", 7),
        workers=_positive("COMMUNIQUE_WORKERS", os.cpu_count() or 1),
        max_file_bytes=_positive("COMMUNIQUE_MAX_FILE_BYTES", 5 * 1024 * 1024),
        contact=os.environ.get("COMMUNIQUE_CONTACT", "").strip() or None,
        allow_addresses=os.environ.get("COMMUNIQUE_ALLOW_ADDRESSES", "").strip(),
        engine=os.environ.get("COMMUNIQUE_ENGINE", "").strip() or "rules",
        spacy_models=_pairs("COMMUNIQUE_SPACY_MODELS"),
    )


def _positive(name: str, default: int) -> int:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise PermanentError(f"{name} is {value!r}; set it to a whole number of 1 or more, or unset it.")
    return int(value)


def _pairs(name: str) -> Mapping[str, str]:
    parts = [part.partition("=") for part in os.environ.get(name, "").split(",") if part.strip()]
    pairs = {key.strip(): value.strip() for key, _, value in parts}
    if not all(len(key) == 2 and value for key, value in pairs.items()):
        raise PermanentError(f"{name} must read like en=NAME,fr=NAME, with ISO 639-1 codes of languages.")
    return pairs
