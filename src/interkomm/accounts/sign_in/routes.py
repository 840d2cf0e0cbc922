"""Addresses of sign-in: the views of allauth in use, under German paths and their own names (no namespace)."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path, re_path

from interkomm.accounts.sign_in import oidc, views

urlpatterns = [
    path("anmelden/", views.sign_in, name="account_login"),
    path("anmelden/link/", account.request_login_code, name="account_request_login_code"),
    path("anmelden/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("anmelden/schritt-zwei/", mfa.authenticate, name="mfa_authenticate"),
    path("anmelden/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("anmelden/gesperrt/", account.account_inactive, name="account_inactive"),
    path("abmelden/", account.logout, name="account_logout"),
    path("anlegen/", account.signup, name="account_signup"),
    path("bestaetigen/", account.email_verification_sent, name="account_email_verification_sent"),
    path("bestaetigen/<str:key>/", account.confirm_email, name="account_confirm_email"),
    path("erneut-anmelden/", account.reauthenticate, name="account_reauthenticate"),
    path("erneut-anmelden/schritt-zwei/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("erneut-anmelden/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("e-mail/", account.email, name="account_email"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/setzen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path("passwort/vergessen/gesendet/", account.password_reset_done, name="account_reset_password_done"),
    path("passwort/neu/fertig/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(  # the account's number has no hyphen, the key after it has some
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("zweiter-schritt/", mfa.index, name="mfa_index"),
    path("zweiter-schritt/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("zweiter-schritt/app/entfernen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("zweiter-schritt/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("zweiter-schritt/codes/neu/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("zweiter-schritt/codes/datei/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("zweiter-schritt/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("zweiter-schritt/passkeys/neu/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("zweiter-schritt/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("zweiter-schritt/passkeys/<int:pk>/entfernen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("verwaltung/", social.connections, name="socialaccount_connections"),
    path("verwaltung/abgebrochen/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("verwaltung/fehler/", social.login_error, name="socialaccount_login_error"),
    path("verwaltung/anlegen/", social.signup, name="socialaccount_signup"),
    path("verwaltung/<slug:provider_id>/anmelden/", oidc.login, name="openid_connect_login"),
    path("verwaltung/<slug:provider_id>/antwort/", oidc.callback, name="openid_connect_callback"),
]
