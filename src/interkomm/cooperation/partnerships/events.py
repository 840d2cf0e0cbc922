"""What happened to cooperations."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CooperationFounded:
    cooperation_id: int


@dataclass(frozen=True)
class PartnerInvited:
    invitation_id: int


@dataclass(frozen=True)
class PartnersChanged:
    """A partner joined or left, or the lead or the consent rule changed."""

    cooperation_id: int
