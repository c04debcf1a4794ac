"""Whether two written names can be the same name: the score that resolution in dbt and `communique match` share.

Two strings are compared here, never two articles: which actors are one is concluded in dbt.
"""

from extractors.matching.compare import LIKELY, Match, match_names
from extractors.matching.forms import NameForm, parse_name

__all__ = ["LIKELY", "Match", "NameForm", "match_names", "parse_name"]
