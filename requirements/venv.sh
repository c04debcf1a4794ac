#!/bin/sh
# Makes .venv in the project and installs a locked list into it: sh requirements/venv.sh run|dev
# Does nothing when that has been done and the list is still the same. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
list=requirements/$1.txt

fail() {
    printf '\n%s\n' "$1" >&2
    exit 1
}

suitable() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.12 python3.11 python3.13; do
        if suitable "$name"; then
            command -v "$name"
            return
        fi
    done
    fail "No Python 3.11, 3.12 or 3.13 was found. Install one (Debian, Ubuntu: apt install python3 python3-venv),
or name one: make run PYTHON=/path/to/python3.12"
}

make_venv() {
    python=$(find_python)
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || fail "$python has no venv module.
Install it (Debian, Ubuntu: apt install python3-venv, for another version python3.12-venv) and call make again."
    echo "Making .venv with $("$python" --version) ..."
    rm -rf .venv
    "$python" -m venv .venv
}

# The folder is part of it: a project that was moved has an editable install that points to nowhere.
wanted="$(cksum "$list" pyproject.toml) $PWD"
stamp=.venv/.installed-$1
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && suitable .venv/bin/python; then
    exit 0
fi

suitable .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
echo "Installing the packages of $list (one to three minutes the first time) ..."
# --no-compile: Python compiles what is imported anyway, and the greater part never is.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-compile \
    --require-hashes --no-deps -r "$list" ||
    fail "The packages could not be installed; the lines above say why. Without a network, fill pip's cache first."
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
printf '%s' "$wanted" >"$stamp"
# The list for development holds that of the run.
[ "$1" = run ] || printf '%s' "$(cksum requirements/run.txt pyproject.toml) $PWD" >.venv/.installed-run
