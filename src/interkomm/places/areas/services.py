"""Use cases that change the list of places. Bulk loads write one audit entry with counts."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.topics import services as topics
from interkomm.foundation.use_cases import NotAllowed, RuleBroken, use_case

from . import boundary_file, first_load, layer, register_file
from .boundary_change import BoundaryChange, plan_boundaries, store_boundary_change
from .ledger import RegisterChange
from .models import Area, Edition
from .register_change import counts_of, plan_register, store_register_change
from .rules import may_import_places
from .storing import store_areas, store_boundaries, store_history


@use_case()
def load_layer(*, actor: Actor, within: Collection[str] | None = None) -> Edition:
    """Fill the list of places with the shipped boundaries and register; does nothing when they are already there.

    `within`: only keys that begin so, as {"14"} for Saxony. Raises `NotAllowed` for anybody but the operator,
    `RuleBroken` when another list of places is already there (then import a newer register instead).
    """
    _check(actor)
    version = layer.digest()
    known = Edition.objects.filter(kind=Edition.Kind.LAYER, digest=version).first()
    if known is not None:
        return known
    if Area.objects.exists():
        raise RuleBroken(
            _("Es gibt bereits eine Ortsliste. Lesen Sie stattdessen ein neueres Gemeindeverzeichnis ein.")
        )
    load = first_load.prepare(within)
    store_areas(load.areas)
    store_boundaries(
        dict(load.boundaries), boundary_on=load.layer.as_of, source=layer.BOUNDARY_SOURCE, composed=load.composed
    )
    store_history(load.change)
    counts = {
        "municipalities": Area.objects.municipalities().filter(valid_to=None).count(),
        "areas": len(load.areas),
        "boundaries": len(load.boundaries),
        "successions": len(load.change.successions),
    }
    return _record(actor, Edition.Kind.LAYER, load.change, version, counts, "places.layer.load")


@use_case()
def import_register(*, actor: Actor, content: bytes) -> RegisterChange:
    """Bring the list of places to the state of an official register (GV100AD as text, .gz or .zip).

    Raises `NotAllowed`, or `RuleBroken` with a clear message for damaged files and for older editions. Importing
    the same file again changes nothing. For a dry run call `register_change.plan_register` instead.
    """
    _check(actor)
    change = plan_register(content)
    version = register_file.digest(content)
    if Edition.objects.filter(kind=Edition.Kind.REGISTER, digest=version).exists():
        return change
    store_register_change(change)
    _record(actor, Edition.Kind.REGISTER, change, version, counts_of(change), "places.register.import")
    return change


@use_case()
def import_boundaries(*, actor: Actor, content: bytes) -> BoundaryChange:
    """Replace boundaries by those of a GeoJSON file or zipped shapefile (VG250, VG5000; WGS 84 or UTM 32/33).

    Raises `NotAllowed`, or `RuleBroken` with a clear message for damaged files. For a dry run call
    `boundary_change.plan_boundaries` instead.
    """
    _check(actor)
    change = plan_boundaries(content)
    version = boundary_file.digest(content)
    if Edition.objects.filter(kind=Edition.Kind.BOUNDARIES, digest=version).exists():
        return change
    store_boundary_change(change)
    edition = Edition.objects.create(
        kind=Edition.Kind.BOUNDARIES,
        as_of=change.boundary_on,
        source=change.source,
        digest=version,
        counts=change.counts(),
    )
    audit.record(actor=actor, action="places.boundaries.import", subject=edition, after=edition.counts)
    topics.bump("places")
    return change


def _check(actor: Actor) -> None:
    if not may_import_places(actor):
        raise NotAllowed


def _record(
    actor: Actor, kind: Edition.Kind, change: RegisterChange, version: str, counts: dict[str, int], action: str
) -> Edition:
    edition = Edition.objects.create(
        kind=kind, as_of=change.as_of, source=register_file.SOURCE, digest=version, counts=counts
    )
    audit.record(actor=actor, action=action, subject=edition, after=counts)
    topics.bump("places")
    return edition
