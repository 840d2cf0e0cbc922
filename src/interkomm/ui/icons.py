"""Icons: KERN's set, drawn by its style sheet as a mask in the colour of the text."""

from markupsafe import Markup

NAMES = frozenset(
    [
        "account-circle",
        "add",
        "arrow-back",
        "arrow-down",
        "arrow-forward",
        "arrow-up",
        "autorenew",
        "brightness-medium",
        "calendar-today",
        "check",
        "checklist",
        "chevron-left",
        "chevron-right",
        "close",
        "content-copy",
        "danger",
        "dark-mode",
        "dehaze",
        "delete",
        "download",
        "draft",
        "drive-folder-upload",
        "easy-language",
        "edit",
        "help",
        "home",
        "info",
        "keyboard-double-arrow-left",
        "keyboard-double-arrow-right",
        "language",
        "light-mode",
        "logout",
        "mail",
        "more-vert",
        "open-in-new",
        "question-mark",
        "search",
        "sign-language",
        "success",
        "visibility",
        "visibility-off",
        "warning",
    ]
)


def icon(name: str, label: str = "") -> Markup:
    """Return an icon; without ``label`` it is decoration and hidden from screen readers. KeyError for unknown names."""
    if name not in NAMES:
        raise KeyError(f"no icon {name!r}; there are {', '.join(sorted(NAMES))}")
    if label:
        return Markup('<span class="kern-icon kern-icon--{}" role="img" aria-label="{}"></span>').format(name, label)
    return Markup('<span class="kern-icon kern-icon--{}" aria-hidden="true"></span>').format(name)
