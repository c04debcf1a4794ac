"""`python -m extractors.evaluation FOLDER… [--misses N]`: the figures, without the rest of the command line."""

import argparse
import sys
from pathlib import Path

from extractors.evaluation import evaluate

parser = argparse.ArgumentParser(prog="python -m extractors.evaluation", description=__doc__)
parser.add_argument("folders", nargs="+", type=Path)
parser.add_argument("--language")
parser.add_argument("--misses", type=int, default=0)
arguments = parser.parse_args()
sys.stdout.write(evaluate(arguments.folders, language=arguments.language).render(arguments.misses) + "\n")
