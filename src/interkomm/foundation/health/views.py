"""The health address for machines and the page for operators."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.accounts.users.gate import signed_in
from interkomm.foundation.health import probes
from interkomm.foundation.health.queries import periodic_runs
from interkomm.ui.layouts import Page


@require_safe
def report(request: HttpRequest) -> JsonResponse:
    """All findings as JSON: 200 when everything is well, otherwise 503. Nothing secret, nothing personal."""
    findings = probes.examine_all()
    is_well = all(finding.is_well for finding in findings.values())
    checks: dict[str, Any] = {name: {"ok": found.is_well, **found.facts} for name, found in findings.items()}
    response = JsonResponse({"status": "ok" if is_well else "unwell", "checks": checks}, status=200 if is_well else 503)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """The same findings in words, with the periodic jobs; only for operators."""
    if not getattr(request.user, "is_staff", False):
        raise Http404
    findings = probes.examine_all()
    rows = [(probe.label, findings[name]) for name, probe in probes.registry.items() if name in findings]
    context = {
        "page": Page(title=_("Zustand der Anwendung"), robots="noindex", width="wide"),
        "rows": rows,
        "is_well": all(finding.is_well for finding in findings.values()),
        "runs": periodic_runs(),
    }
    return render(request, "foundation/health/page.html", context)
