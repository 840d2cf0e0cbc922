// Copies the full address of a link; without the clipboard the link just leads there.
import { register } from "./registry.js";
import { text } from "./texts.js";

register("copy-link", (element) => {
  const link = element.querySelector("a");
  const note = element.querySelector("[role=status]");
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      note.textContent = element.dataset.done || text("copied");
    } catch {
      window.location.assign(link.href);
    }
  });
});
