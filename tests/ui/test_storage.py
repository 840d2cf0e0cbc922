"""Static files: hashed, compressed beside the original, and small enough for a first visit."""

import gzip
import re
import sys
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from interkomm.ui.storage import CompressedManifestStorage

pytestmark = pytest.mark.urls("tests.ui.urls")
FIRST_VISIT_BYTES = 90_000


@pytest.fixture
def collected(tmp_path: Path) -> CompressedManifestStorage:
    """Collect our own static files once into a fresh folder."""
    storage = CompressedManifestStorage(location=tmp_path, base_url="/static/")
    source = Path(__file__).resolve().parents[2] / "src/interkomm/ui/static"
    paths = {}
    for file in sorted(source.rglob("*")):
        name = file.relative_to(source).as_posix()
        if file.is_file() and "leaflet.js" not in name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(file.read_bytes())
            paths[name] = (storage, name)
    for _name, _hashed, processed in storage.post_process(paths):
        assert not isinstance(processed, Exception), processed
    return storage


@pytest.mark.slow
def test_collected_files_are_hashed_and_compressed(collected: CompressedManifestStorage, tmp_path: Path) -> None:
    name = collected.stored_name("ui/css/interkomm.css")
    assert re.fullmatch(r"ui/css/interkomm\.[0-9a-f]{12}\.css", name)
    content = (tmp_path / name).read_bytes()
    assert brotli.decompress((tmp_path / f"{name}.br").read_bytes()) == content
    assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == content
    assert re.search(rb"fira-sans-regular\.[0-9a-f]{12}\.woff2", content), "addresses inside are hashed too"
    controllers = (tmp_path / collected.stored_name("ui/js/controllers.js")).read_text()
    assert re.search(r'import\s?"\./once\.[0-9a-f]{12}\.js"', controllers), "imports of modules are hashed too"


def test_without_a_manifest_names_stay_plain() -> None:
    storage = CompressedManifestStorage(location="/nonexistent", base_url="/static/")
    assert storage.stored_name("ui/css/interkomm.css") == "ui/css/interkomm.css"


def static_bytes(url: str) -> int:
    """Return how many bytes of a static file travel: Brotli for text, the file itself for fonts."""
    found = finders.find(url.removeprefix("/static/"))
    assert found, url
    content = Path(found).read_bytes()
    return len(content) if url.endswith(".woff2") else len(brotli.compress(content, quality=11))


def test_first_visit_is_small(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    html = client.get("/styleguide/").content.decode()
    urls = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    urls |= {"/static/ui/vendor/fira-sans/fira-sans-semibold.woff2"}
    modules = Path(str(finders.find("ui/js/controllers.js"))).read_text(encoding="utf-8")
    urls |= {
        f"/static/ui/js/{name}" for name in [*re.findall(r'import "\./(.+?)"', modules), "registry.js", "texts.js"]
    }
    sizes = {url: static_bytes(url) for url in urls}
    total = sum(sizes.values())
    with capsys.disabled():
        sys.stdout.write(f"\nfirst visit without HTML: {total} bytes compressed in {len(sizes)} files\n")
    assert total < FIRST_VISIT_BYTES, sizes
