"""Fixtures of the planning tests: a waiting import, a draft and a published concept of Ahrenau."""

import pytest

from interkomm.planning.concepts.models import ConceptImport, ConceptVersion
from interkomm.planning.concepts.reading import read_pasted
from interkomm.planning.concepts.services import accept_import, propose_import
from interkomm.planning.versions.services import new_draft_version, publish_version
from tests.planning.text import SOURCE
from tests.world import World


@pytest.fixture(autouse=True)
def _files(settings: object, tmp_path: object) -> None:
    settings.FILES_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def proposal(world: World) -> ConceptImport:
    return propose_import(actor=world.alice, organisation=world.ahrenau, source=read_pasted(SOURCE))


@pytest.fixture
def draft(world: World, proposal: ConceptImport) -> ConceptVersion:
    return accept_import(actor=world.alice, proposal=proposal)


@pytest.fixture
def published(world: World, draft: ConceptVersion) -> ConceptVersion:
    return publish_version(actor=world.alice, version=draft)


@pytest.fixture
def second_draft(world: World, published: ConceptVersion) -> ConceptVersion:
    return new_draft_version(actor=world.alice, concept=published.concept)


@pytest.fixture
def second_proposal(world: World, published: ConceptVersion) -> ConceptImport:
    changed = read_pasted(SOURCE.replace("Bäume und Bänke", "Viele Bäume und Bänke"))
    return propose_import(actor=world.alice, organisation=world.ahrenau, source=changed)
