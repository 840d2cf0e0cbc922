"""Opens the doors of accounts: their acts enter the audit trail and the registry of use cases."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from interkomm.accounts import acts
from interkomm.accounts.own_data import registry
from interkomm.foundation import use_cases
from interkomm.foundation.audit import services as audit
from interkomm.foundation.people import keeping, own_data


def bind() -> None:
    """Called once in `FoundationConfig.ready()`."""
    acts.doors.record = _record
    acts.doors.announce = _announce
    acts.doors.observe = _observe
    for name in acts.names:
        _announce(name)
    registry.register(own_data.ACTS)
    registry.register(own_data.FILES)
    keeping.register_rules()


def _record(act: acts.Act) -> None:
    audit.record(actor=act.actor, action=act.action, subject=act.subject, before=act.before, after=act.after)


def _announce(name: str) -> use_cases.UseCase:
    return use_cases.registry.setdefault(name, use_cases.UseCase(name, ""))


@contextmanager
def _observe(name: str) -> Iterator[None]:
    with ExitStack() as stack:
        for observer in use_cases.observers:
            stack.enter_context(observer(_announce(name)))
        yield
