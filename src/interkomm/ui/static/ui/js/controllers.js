// Loads the modules that every page may need. Modules of a context are loaded by the pages that use them.
import "./theme.js";
import "./once.js";
import "./keep-draft.js";
import "./counter.js";
import "./copy-link.js";
import "./confirm.js";
import "./menu.js";
import "./focus-error.js";
import "./map.js";
