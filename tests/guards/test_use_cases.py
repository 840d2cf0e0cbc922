"""The guard of the use cases bites, and nothing writes around it."""

import ast
from pathlib import Path

import pytest
from django.db.models import F

import interkomm
from interkomm.foundation.audit.services import record
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import registry, use_case
from interkomm.participation.models import Process
from tests.guards import use_case_roll
from tests.guards.use_case_watch import Forgotten
from tests.world import World

PACKAGE = Path(interkomm.__file__).parent
EXEMPT = {  # mechanisms that use cases are made of, not use cases
    "foundation/audit/services.py",
    "foundation/topics/services.py",
    "foundation/files/services.py",
}


def change(*, actor: object, process: Process, audits: bool, bumps: bool) -> None:
    Process.objects.filter(pk=process.pk).update(summary=F("summary"))
    if audits:
        record(actor=None, action="test", subject=process)
    if bumps:
        bump(process.topic)


@pytest.mark.parametrize(("audits", "bumps"), [(False, True), (True, False), (False, False)])
def test_a_use_case_that_forgets_fails(world: World, audits: bool, bumps: bool) -> None:
    case = use_case()(change)
    with pytest.raises(Forgotten):
        case(actor=None, process=world.process, audits=audits, bumps=bumps)
    registry.pop(f"{change.__module__}.{change.__qualname__}")


def test_a_complete_use_case_passes(world: World) -> None:
    use_case()(change)(actor=None, process=world.process, audits=True, bumps=True)
    registry.pop(f"{change.__module__}.{change.__qualname__}")


def _public_functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def _is_use_case(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(each, ast.Call) and getattr(each.func, "id", getattr(each.func, "attr", "")) == "use_case"
        for each in node.decorator_list
    )


def _writes(node: ast.AST) -> bool:
    """Calls something that changes rows."""
    verbs = {
        "save",
        "create",
        "update",
        "delete",
        "bulk_create",
        "bulk_update",
        "get_or_create",
        "update_or_create",
        "add",
        "set",
    }
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in verbs:
            inner = ast.unparse(call.func.value)
            if ".objects" in inner or call.func.attr in {"save", "delete", "bulk_create"}:
                return True
    return False


def test_every_public_function_of_a_service_that_writes_is_a_use_case() -> None:
    around = [
        f"{path.relative_to(PACKAGE)}:{node.name}"
        for path in sorted(PACKAGE.glob("**/services.py"))
        if str(path.relative_to(PACKAGE)) not in EXEMPT
        for node in _public_functions(path)
        if _writes(node) and not _is_use_case(node)
    ]
    assert not around


def test_use_cases_take_keywords_and_the_actor_first() -> None:
    wrong = []
    for path in sorted(PACKAGE.glob("**/*.py")):
        for node in _public_functions(path) if "migrations" not in path.parts else []:
            if _is_use_case(node):
                names = [each.arg for each in node.args.kwonlyargs]
                if node.args.args or not names or names[0] != "actor":
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.name}")
    assert not wrong


def test_views_do_not_write() -> None:
    writing = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.glob("**/views*.py"))
        if any(_writes(node) for node in _public_functions(path))
    ]
    assert not writing


def test_the_roll_names_use_cases_that_nobody_ran() -> None:
    use_case_roll.load_all()
    name = "interkomm.participation.contributions.services.post_contribution"
    everything = {case for case in registry if case.startswith("interkomm.")}
    assert name in everything
    assert use_case_roll.missing(everything) == []
    assert use_case_roll.missing(everything - {name}) == [name]
