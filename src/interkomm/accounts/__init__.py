"""People: users, sign-in, sessions, own data."""
