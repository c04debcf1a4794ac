"""Patterns of dates over one letter a unit: m a month, d a number of a day, y a year, w a weekday, h and k the words
before a month's and a day's number, t and f the words of ranges, a "and", p a filler, o an ordinal's end, D a day and a
month in numbers with stops; marks stand for themselves.
"""

from __future__ import annotations

import re

_MONTH = r"(?:(?P<m{0}>m)|h(?P<n{0}>d))"
_WEEKDAY = r"(?:w[,p]{0,2})?"
# further days of a list before its last
_FURTHER = r"(?:,p{{0,2}}d[o{0}]?){{1,4}}"
_YEAR = r"(?:[,p]{{0,2}}(?P<y{0}>y))"

# What a language must have for a pattern: numbers of days before numbers of months; a word before a month's number.
DAY_FIRST, MONTH_WORD = "slash_dates", "month_word"

# Longest patterns first: a range is not to be read as a day and a rest.
PATTERNS = tuple(
    (re.compile(pattern), needs)
    for pattern, needs in (
        # 2025-06-14
        (r"(?P<y1>y)-(?P<n1>d)-(?P<d1>d)", None),
        # July 3, 4 and 5(, 2025)
        (r"(?P<m1>m)p?(?P<d1>d)o?" + _FURTHER.format("") + r",?[at]p?(?P<d2>d)o?" + _YEAR.format(2) + "?", None),
        # 3, 4 y 5 de julio, ngày 17, 18 và 19 tháng 6
        (
            r"(?P<d1>d)[o.]?"
            + _FURTHER.format(".")
            + r",?[at]p{0,2}(?P<d2>d)[o.]?p{0,2}"
            + _MONTH.format(2)
            + _YEAR.format(2)
            + "?",
            None,
        ),
        # ngày 17, 18 và 19/6
        (r"(?P<d1>d)" + _FURTHER.format("") + r",?[at]p{0,2}(?P<d2>d)/(?P<n2>d)(?:/(?P<y2>y))?", DAY_FIRST),
        # August 31(, 2025) to September 6(, 2025)
        (
            _WEEKDAY
            + r"(?P<m1>m)p?(?P<d1>d)o?"
            + _YEAR.format(1)
            + r"?,?[t-]"
            + _WEEKDAY
            + r"(?P<m2>m)p?(?P<d2>d)o?"
            + _YEAR.format(2)
            + "?",
            None,
        ),
        # June 14 to 19(, 2025)
        (_WEEKDAY + r"(?P<m1>m)p?(?P<d1>d)o?,?[t-]" + _WEEKDAY + r"(?P<d2>d)o?" + _YEAR.format(2) + "?", None),
        # 31. August bis 2. September (2025), du 23 au 25 avril, ngày 5 đến ngày 9 tháng 10 năm 2024
        (
            _WEEKDAY
            + r"(?P<d1>d)[o.]?p{0,2}"
            + _MONTH.format(1)
            + "?"
            + _YEAR.format(1)
            + r"?,?[ta-]p{0,2}"
            + _WEEKDAY
            + r"(?P<d2>d)[o.]?p{0,2}"
            + _MONTH.format(2)
            + _YEAR.format(2)
            + "?",
            None,
        ),
        # 14. bis 16.05., 24. und 25.08.2012
        (r"(?P<d1>d)[o.]p{0,2}[ta-]p{0,2}(?P<D2>D)", None),
        # từ 3 - 4.6
        (r"(?P<d1>d)-(?P<D2>D)", MONTH_WORD),
        # 30.03. bis 02.04., 17.04./18.04.
        (r"(?P<D1>D)p{0,2}[ta/-]p{0,2}(?P<D2>D)", None),
        # 26.06., 26.06.2019
        (r"(?P<D1>D)", None),
        # 05 - 08/9/2024, 18 đến 22/3
        (
            r"(?P<d1>d)(?:/(?P<n1>d)(?:/(?P<y1>y))?)?[t-]p{0,2}(?P<d2>d)/(?P<n2>d)(?:/(?P<y2>y))?",
            DAY_FIRST,
        ),
        # từ ngày 14 đến 20-3, ngày 19 và 20-6-2024
        (
            r"(?P<d1>d)(?:-(?P<n1>d)(?:-(?P<y1>y))?)?tp{0,2}(?P<d2>d)-(?P<n2>d)(?:-(?P<y2>y))?(?![/hm-])",
            DAY_FIRST,
        ),
        # 31-12-2024; ngày 26-9
        (r"(?P<d1>d)-(?P<n1>d)-(?P<y1>y)", DAY_FIRST),
        (r"(?<=p)(?P<d1>d)-(?P<n1>d)(?![/hm-])", MONTH_WORD),
        # 2nd July 2025, 5 de octubre de 2024, 31. August, ngày 19 tháng 3 năm 2024
        (_WEEKDAY + r"(?P<d1>d)[o.]?p{0,2}" + _MONTH.format(1) + _YEAR.format(1) + "?", None),
        # July 2, 2025
        (_WEEKDAY + r"(?P<m1>m)p?(?P<d1>d)o?(?![dm])" + _YEAR.format(1) + "?", None),
        # 19/3(/2024)
        (r"(?P<d1>d)/(?P<n1>d)(?:/(?P<y1>y))?", DAY_FIRST),
        # June 2023, tháng 6/2023, tháng 11-2013
        (_MONTH.format(1) + r"(?:[,p]{0,2}|[/-])(?P<y1>y)", None),
        (r"(?P<n1>d)/(?P<y1>y)", DAY_FIRST),
        # from Sunday to Tuesday, mercredi et jeudi
        (r"(?P<w1>w)p{0,2}[ta]p{0,2}(?P<w2>w)", None),
        # martes 4, SAMEDI 28
        (r"(?P<w1>w)[,p]?(?P<d1>d)(?![dmph/-]|\.d)", None),
        # in June, (on) Wednesday, in 2023, 2023-2028
        (r"(?P<y1>y)[-t](?P<y2>y)", None),
        (r"(?P<m1>m)|h(?P<n1>d)|(?P<w1>w)|(?P<y1>y)", None),
        # On the 19th, ...
        (r"(?<=pp)(?P<d1>d)o(?=,|$)", None),
        # los días 17 y 18
        (r"(?<=k)(?P<d1>d)[ta-](?P<d2>d)(?!p{0,2}[mh]|[dy/-]|[.]d)", "day_word"),
        # el día 6
        (r"(?<=k)(?P<d1>d)(?!p{0,2}[mh]|[dy/-]|[.]d)", "day_word"),
    )
)
