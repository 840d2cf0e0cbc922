"""Sign-in through an OpenID Connect provider (OpenID Connect Core 1.0), stricter than the package does it.

allauth checks state and PKCE. Here the id_token is required, its signature is always verified against the provider's
keys with an asymmetric algorithm, and nonce, audience, issuer, expiry and the subject of the userinfo are compared
(Core 3.1.3.7 and 5.3.2). Whatever does not fit ends on the page "sign-in failed".
"""

import secrets
from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare
from requests import RequestException

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
REQUIRED_CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]  # untyped package
    """Adds the nonce to the request, and takes no parameters for the provider from the browser."""

    def get_oauth2_adapter(self, request: HttpRequest) -> "CheckedAdapter":
        return CheckedAdapter(request, self.app.provider_id)

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return dict(self.get_auth_params())

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        nonce = secrets.token_urlsafe(24)
        kwargs["auth_params"] = {**(kwargs.get("auth_params") or self.get_auth_params()), "nonce": nonce}
        response: HttpResponseBase = super().redirect(request, process, next_url, data, nonce=nonce, **kwargs)
        return response


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # untyped package
    expected_nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        expected = self.get_provider().server_url.partition("/.well-known/")[0]
        if str(config.get("issuer", "")).rstrip("/") != expected.rstrip("/"):  # Discovery 1.0, 4.3
            raise OAuth2Error("the provider names another issuer")
        return config

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        id_token = kwargs["response"].get("id_token")
        if not id_token:
            raise OAuth2Error("no id_token")
        claims = self.checked_claims(app, str(id_token))
        data = {"id_token": claims, "userinfo": self.userinfo(token, claims)}
        return self.get_provider().sociallogin_from_response(request, data)

    def checked_claims(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """The claims of a valid id_token. Raises OAuth2Error."""
        config = self.openid_config
        try:
            if jwt.get_unverified_header(id_token).get("alg") not in ALGORITHMS:
                raise OAuth2Error("algorithm not allowed")
            claims: dict[str, Any] = jwtkit.verify_and_decode(
                credential=id_token,
                keys_url=config["jwks_uri"],
                issuer=config["issuer"],
                audience=app.client_id,
                lookup_kid=jwtkit.lookup_kid_jwk,
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("invalid id_token") from error
        if any(not claims.get(name) for name in REQUIRED_CLAIMS):
            raise OAuth2Error("a claim is missing")
        if not self.expected_nonce or not constant_time_compare(str(claims["nonce"]), self.expected_nonce):
            raise OAuth2Error("wrong nonce")
        return claims

    def userinfo(self, token: SocialToken, claims: dict[str, Any]) -> dict[str, Any]:
        """What the provider says about the person; must be the person of the id_token."""
        if not self.get_provider().app.settings.get("fetch_userinfo", True):
            return claims
        userinfo: dict[str, Any] = self._fetch_user_info(token.token)
        if userinfo.get("sub") != claims["sub"]:
            raise OAuth2Error("userinfo is about somebody else")
        return userinfo


class CheckedCallbackView(OAuth2CallbackView):  # type: ignore[misc]  # untyped package
    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.expected_nonce = str((state or {}).get("nonce", ""))
        return state, response


@login_not_required  # type: ignore[untyped-decorator]
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider; a GET asks first, so that no foreign page can start it."""
    return _answer(OAuth2LoginView, request, provider_id)


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from the provider."""
    return _answer(CheckedCallbackView, request, provider_id)


def _answer(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    adapter = CheckedAdapter(request, provider_id)
    try:
        response: HttpResponseBase = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException, KeyError) as error:  # the provider is down, or its discovery is wrong
        response = render_authentication_error(request, adapter.get_provider(), exception=error)
    return response
