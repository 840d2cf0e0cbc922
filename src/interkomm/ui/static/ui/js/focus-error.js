// The summary of errors gets the focus, so that it is the first thing read; its links move into the field.
import { register } from "./registry.js";

function connectLinks(summary) {
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (field) {
      event.preventDefault();
      field.focus();
      field.scrollIntoView({ block: "center" });
    }
  });
}

register("error-links", connectLinks);
register("focus-error", (summary) => {
  summary.focus();
  connectLinks(summary);
});
