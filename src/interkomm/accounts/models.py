"""Re-exports the models of the slices."""

from interkomm.accounts.users.models import User

__all__ = ["User"]
