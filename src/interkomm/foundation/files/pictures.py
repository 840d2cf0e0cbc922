"""Pictures are written anew: without place, camera, author and anything hidden behind the picture."""

import io

from PIL import Image, ImageOps

from interkomm.foundation.files.kinds import IMAGES
from interkomm.foundation.files.refusals import RefusedUpload

MAX_SIDE = 4096
FORMATS = {media_type: name for name, media_type in IMAGES.items()}
_MODES = {"JPEG": {"RGB", "L"}, "PNG": {"RGB", "RGBA", "L", "LA", "P"}, "WEBP": {"RGB", "RGBA"}, "GIF": {"P", "L"}}


def rewrite(content: bytes, media_type: str) -> bytes:
    """The picture in the same format, upright, at most 4096 pixels a side, without metadata."""
    kind = FORMATS[media_type]
    try:
        with Image.open(io.BytesIO(content)) as source:
            picture = ImageOps.exif_transpose(source)
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            if picture.mode not in _MODES[kind]:
                picture = picture.convert("RGBA" if kind in {"PNG", "WEBP"} else "RGB")
            picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
            output = io.BytesIO()
            picture.save(output, kind, optimize=True, **({"quality": 88} if kind in {"JPEG", "WEBP"} else {}))
    except (OSError, SyntaxError, ValueError):
        raise RefusedUpload("broken") from None
    return output.getvalue()
