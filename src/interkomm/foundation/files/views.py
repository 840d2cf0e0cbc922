"""The one way out for stored files."""

from django.contrib.auth.models import AnonymousUser
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from interkomm.foundation.files import access, content
from interkomm.foundation.files.models import StoredFile
from interkomm.ui.layouts import current_user

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN_IN_BROWSER = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})


@require_safe
def download(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Send a file to those who may have it; for everybody else it does not exist."""
    file = get_object_or_404(StoredFile, pk=file_id)
    if not access.may_download(current_user(request) or AnonymousUser(), file):
        raise Http404
    response = _not_modified(request, file) or _content(file)
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = "public, no-cache" if access.is_public(file) else "private, no-cache"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _not_modified(request: HttpRequest, file: StoredFile) -> HttpResponse | None:
    known = request.headers.get("If-None-Match", "")
    return HttpResponseNotModified() if f'"{file.sha256}"' in known else None


def _content(file: StoredFile) -> FileResponse:
    try:
        opened = content.path_of(file.sha256).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    charset = "; charset=utf-8" if file.media_type.startswith("text/") else ""
    return FileResponse(
        opened,
        as_attachment=file.media_type not in SHOWN_IN_BROWSER,
        filename=file.name,
        content_type=file.media_type + charset,
    )
