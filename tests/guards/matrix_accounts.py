"""Who gets what from the pages of sign-in (allauth): signed-in people are led away from pages for strangers and back."""

from tests.guards.access import NOBODY, NOBODY_OF_STAFF, PUBLIC, SIGNED_IN, Row, fills, leads, reads


def for_strangers(name: str) -> Row:
    """A page for people who are not signed in; those who are get led home."""
    return Row(name, get=PUBLIC, post=PUBLIC, status=(200, 302))


SIGN_IN = [
    for_strangers("account_login"),
    for_strangers("account_request_login_code"),
    for_strangers("account_signup"),
    leads("account_confirm_login_code", is_form=True),  # no code has been asked for
    leads("mfa_authenticate", is_form=True),
    leads("mfa_login_webauthn", is_form=True),
    reads("account_inactive"),
    Row("account_logout", get=PUBLIC, post=PUBLIC, status=(200, 302)),
    reads("account_email_verification_sent"),
    Row("account_confirm_email", {"key": "wrong"}, get=PUBLIC, post=NOBODY),
    fills("account_reset_password"),
    reads("account_reset_password_done"),
    reads("account_reset_password_from_key_done"),
    fills("account_reset_password_from_key", uidb36="number", key="wrong"),
    reads("socialaccount_login_cancelled"),
    reads("socialaccount_login_error", status=401),
    leads("socialaccount_signup", is_form=True),
    fills("openid_connect_login", NOBODY, provider_id="wrong"),
    fills("openid_connect_callback", NOBODY, provider_id="wrong"),
]
OWN_PAGES = [
    fills("account_reauthenticate", SIGNED_IN),
    leads("mfa_reauthenticate", is_form=True),
    leads("mfa_reauthenticate_webauthn", is_form=True),
    fills("account_email", SIGNED_IN),
    fills("account_change_password", SIGNED_IN),
    leads("account_set_password", SIGNED_IN, is_form=True),  # there is a password: to its change
    reads("mfa_index", SIGNED_IN),
    leads("mfa_activate_totp", SIGNED_IN, is_form=True),  # the identity must be confirmed first
    fills("mfa_deactivate_totp", NOBODY_OF_STAFF),  # nothing to take away yet
    reads("mfa_view_recovery_codes", NOBODY_OF_STAFF),
    leads("mfa_generate_recovery_codes", SIGNED_IN, is_form=True),
    fills("mfa_download_recovery_codes", NOBODY_OF_STAFF),
    reads("mfa_list_webauthn", SIGNED_IN),
    leads("mfa_add_webauthn", SIGNED_IN, is_form=True),
    leads("mfa_edit_webauthn", SIGNED_IN, is_form=True, pk="number"),
    leads("mfa_remove_webauthn", SIGNED_IN, is_form=True, pk="number"),
    fills("socialaccount_connections", SIGNED_IN),
]
ROWS: list[Row] = [*SIGN_IN, *OWN_PAGES]
