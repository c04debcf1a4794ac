#!/bin/sh
# Makes .venv-ftm: followthemoney, by which the exchange entities are validated. It does not resolve beside dbt and Airflow,
# and one of its dependencies is compiled: Debian, Ubuntu need libicu-dev, pkg-config and g++. Without them the test of the
# entities is skipped.
set -eu
cd "$(dirname "$0")/.."
wanted="$(cksum requirements/ftm.txt) $PWD"
[ "$(cat .venv-ftm/.installed 2>/dev/null)" = "$wanted" ] && exit 0
pkg-config --exists icu-i18n 2>/dev/null && command -v g++ >/dev/null || { echo 'followthemoney is left out: no libicu-dev, pkg-config or g++'; exit 0; }
rm -rf .venv-ftm
.venv/bin/python -m venv .venv-ftm
.venv-ftm/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps -r requirements/ftm.txt
printf '%s' "$wanted" >.venv-ftm/.installed
