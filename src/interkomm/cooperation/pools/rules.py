"""Who may keep land pools."""

from interkomm.cooperation.costs.rules import may_start
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.rules import Person


def may_keep(user: Person, cooperation: Cooperation) -> bool:
    """Begin pools, enter land, sales and taxes: who may start cost plans."""
    return may_start(user, cooperation)
