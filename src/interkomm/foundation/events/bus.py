"""Events: how a lower context tells upper ones what happened, without knowing them.

`durable` subscribers run at once in the transaction of the act: their rows (a mail in the outbox) live and die with it.
All others run after the commit. Subscriptions are made in `AppConfig.ready()`.
"""

import logging
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.db import transaction

logger = logging.getLogger(__name__)
Event = TypeVar("Event")
_durable: dict[type, list[Callable[..., None]]] = defaultdict(list)
_after_commit: dict[type, list[Callable[..., None]]] = defaultdict(list)


def subscribe(kind: type[Event], function: Callable[[Event], None], *, durable: bool = False) -> None:
    """Call `function(event)` for each event of this type; twice the same subscription counts once."""
    listeners = (_durable if durable else _after_commit)[kind]
    if function not in listeners:
        listeners.append(function)


def emit(event: object) -> None:
    """Tell the durable subscribers now and the others after the commit of the running transaction."""
    for function in _durable[type(event)]:
        function(event)
    if _after_commit[type(event)]:
        transaction.on_commit(partial(_tell, event))


def _tell(event: object) -> None:
    for function in _after_commit[type(event)]:
        try:
            function(event)
        except Exception:  # the act is done and stored; a failing listener must not undo the answer to the person
            logger.exception("listener failed", extra={"event": type(event).__name__, "listener": function.__name__})
