"""How many articles each batch of a run held: counted at the reading, held against what became of them at the end."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path

from extractors.fetch.landing import file_sha256, write_whole


@dataclass(frozen=True, slots=True)
class BatchAccount:
    """What was found in one batch.

    Attributes:
        batch_sha256: hash of the batch file that was read: a batch that was written anew is to be read anew.
        articles: articles and broken records in its items.
    """

    batch_sha256: str
    articles: int

    def to_json(self) -> str:
        """The account as one line."""
        return json.dumps(dataclasses.asdict(self))


def write_account(run: Path, batch: Path, articles: int) -> None:
    """Write down what was found in a batch, in the folder of its run."""
    write_whole(_file(run, batch), [BatchAccount(file_sha256(batch), articles).to_json()])


def read_account(run: Path, batch: Path) -> BatchAccount | None:
    """The account of a batch; None where it has not been read in its present form."""
    try:
        account = BatchAccount(**json.loads(_file(run, batch).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return account if account.batch_sha256 == file_sha256(batch) else None


def _file(run: Path, batch: Path) -> Path:
    return run / "accounts" / f"{batch.stem}.json"
