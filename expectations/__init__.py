"""Is this build fit to be released, and the release itself: audit of the marts and publishing.

Imports only `extractors.settings`, `extractors.errors` and `extractors.warehouse` of the other packages.
"""

import os

# Great Expectations reads this once, at its first import, and would report usage otherwise.
os.environ["GX_ANALYTICS_ENABLED"] = "false"
