// Marked passages: a reader marks words of one paragraph and gets a link to the form for just these words.
import { register } from "../../ui/js/registry.js";

const text = (german, english) => (document.documentElement.lang === "en" ? english : german);

function rangeIn(element) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const characters = (string) => Array.from(string).length; // the server counts code points
  const start = characters(before.toString());
  return { start, end: start + characters(range.toString()), box: range.getBoundingClientRect() };
}

register("passage", (article) => {
  const address = article.dataset.writeUrl;
  if (!address) return;
  const link = document.createElement("a");
  link.className = "kern-btn kern-btn--primary ik-btn";
  link.rel = "nofollow";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = text("Markierte Stelle kommentieren", "Comment on the marked passage");
  link.append(label);
  link.hidden = true;
  article.append(link);
  document.addEventListener("selectionchange", () => {
    const node = document.getSelection()?.anchorNode;
    const paragraph = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-anchor]");
    const marked = paragraph && article.contains(paragraph) ? rangeIn(paragraph) : null;
    link.hidden = !marked || marked.end - marked.start < 3;
    if (link.hidden) return;
    const query = new URLSearchParams({ absatz: paragraph.dataset.anchor, von: marked.start, bis: marked.end, fassung: article.dataset.version });
    link.href = `${address}?${query}`;
    paragraph.closest(".ik-paragraph").append(link);
  });
});
