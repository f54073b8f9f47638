"""The order of the house, held by a walk over the syntax trees."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("staffing", "cases", "plans", "monitoring", "councils", "reports")
BELOW = {
    "staffing": set(),
    "cases": {"staffing"},
    "plans": {"staffing", "cases"},
    "monitoring": {"staffing", "cases", "plans"},
    "councils": {"staffing", "cases", "plans"},
    "reports": {"staffing", "cases", "plans", "monitoring", "councils"},
}
#: A file imports only to its left; what is not named here stands between models and views.
ORDER = ("choices", "rules", "models", "hooks", "panels", "actions", "forms", "filters", "views")
PURE = {"rules"}
FORBIDDEN_NAMES = {"utils.py", "helpers.py", "misc.py"}


def sources(folder: str):
    for path in sorted((ROOT / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            yield path


def imports(path: Path, *, top_level_only: bool = False):
    tree = ast.parse(path.read_text())
    for node in tree.body if top_level_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_apps_below_it(app):
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in sources(app)
        for name in imports(path)
        if name.split(".")[0] in APPS and name.split(".")[0] not in BELOW[app] | {app}
    }
    assert found == set()


def test_no_app_imports_the_roof():
    roof = {
        (str(path.relative_to(ROOT)), name)
        for app in APPS
        for path in sources(app)
        for name in imports(path)
        if name.split(".")[0] == "config" and not name.startswith("config.common.")
    }
    assert roof == set()


def test_the_floor_imports_no_app():
    found = {
        (path.name, name)
        for path in sources("config/common")
        for name in imports(path)
        if name.split(".")[0] in APPS
    }
    assert found == set()


def topic(path: Path, app: str) -> str:
    return path.relative_to(ROOT / app).parts[0].removesuffix(".py")


@pytest.mark.parametrize("app", APPS)
def test_a_file_imports_only_to_its_left(app):
    wrong = []
    for path in sources(app):
        here = topic(path, app)
        if here not in ORDER:
            continue
        for name in imports(path):
            parts = name.split(".")
            is_own = parts[0] == app and len(parts) > 1 and parts[1] in ORDER
            if is_own and ORDER.index(parts[1]) > ORDER.index(here):
                wrong.append((str(path.relative_to(ROOT)), name))
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_rules_are_pure(app):
    allowed = ("config.common.", f"{app}.choices", f"{app}.rules", "django.utils.translation")
    impure = {
        (str(path.relative_to(ROOT)), name)
        for path in sources(app)
        if topic(path, app) in PURE
        for name in imports(path)
        if name.split(".")[0] in (*APPS, "django", "config") and not name.startswith(allowed)
    }
    assert impure == set()


def test_no_imports_inside_functions():
    inside = []
    for app in (*APPS, "config"):
        for path in sources(app):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef):
                    for inner in ast.walk(node):
                        if isinstance(inner, ast.Import | ast.ImportFrom):
                            inside.append((str(path.relative_to(ROOT)), node.name))
    # WeasyPrint loads Pango: the app must start without it and say so at the button.
    allowed = {("config/common/pdf.py", "_weasyprint"), ("config/apps.py", "ready")}
    assert set(inside) - allowed == set()


def test_no_drawers():
    names = {path.name for app in (*APPS, "config") for path in sources(app)}
    assert names & FORBIDDEN_NAMES == set()


def test_files_stay_small():
    long = [
        str(path.relative_to(ROOT))
        for app in (*APPS, "config")
        for path in sources(app)
        if len(path.read_text().splitlines()) > 300
    ]
    long += [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*.html")
        if len(path.read_text().splitlines()) > 120
    ]
    assert long == []
