"""Which acts on which joint things need consent: upper contexts register theirs in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from interkomm.accounts.models import User
from interkomm.cooperation.consents.models import ConsentRequest


@dataclass(frozen=True)
class JointAct:
    """`execute(request, actor)` does the act in the transaction of the last consent; it raises RuleBroken, with words
    for people, when the act is no longer possible. `describe(request)`: what shall be done, as a sentence in the
    language of the page. `address(request)`: the staff page of the joint thing.
    """

    subject_type: str
    act: str
    execute: Callable[[ConsentRequest, User], None]
    describe: Callable[[ConsentRequest], str]
    address: Callable[[ConsentRequest], str]


_acts: dict[tuple[str, str], JointAct] = {}


def register(
    subject_type: str,
    act: str,
    *,
    execute: Callable[[ConsentRequest, User], None],
    describe: Callable[[ConsentRequest], str],
    address: Callable[[ConsentRequest], str],
) -> None:
    """Make an act known. Once per (subject_type, act); registering again replaces it (reloads in development)."""
    _acts[subject_type, act] = JointAct(subject_type, act, execute, describe, address)


def joint_act(subject_type: str, act: str) -> JointAct:
    """The registered act; LookupError when nobody registered it."""
    try:
        return _acts[subject_type, act]
    except KeyError:
        raise LookupError(f"no joint act {act!r} on {subject_type!r}") from None


def unregister(subject_type: str, act: str) -> None:
    """Forget an act (tests)."""
    _acts.pop((subject_type, act), None)
