"""What happened to contributions."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ContributionPosted:
    """A contribution was stored.

    `author_id`: the account, None without; `contact_email`: given by a person without account, "" if none;
    `private_token`: opens the contribution for its author.
    """

    contribution_id: int
    author_id: int | None
    contact_email: str = field(repr=False)
    private_token: str = field(repr=False)
    language: str


@dataclass(frozen=True)
class ContributionWithdrawn:
    contribution_id: int
