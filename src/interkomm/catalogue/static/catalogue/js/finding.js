// Filters at once: fetches the page of the new search, shows its part here and puts its address into the address bar.
// It asks for the whole page at its one address (not for a part): that page is stored for everybody, so the answer is the quickest.
import { register } from "../../ui/js/registry.js";

const REGION = "finding";
let running = null;
let isShown = document.location.href;

/** The address of the form: empty fields left out, the rest sorted as the server sorts it. */
function addressOf(form) {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "").sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
  const query = new URLSearchParams(pairs).toString();
  return new URL(query ? `?${query}` : form.getAttribute("action"), new URL(form.action, document.baseURI)).href;
}

/** What somebody has opened or focused must stay so although the part is replaced. */
function remember(region) {
  const open = new Map([...region.querySelectorAll("details[id]")].map((each) => [each.id, each.open]));
  const focused = document.activeElement?.id;
  const words = [...region.querySelectorAll("input[name=fall]:checked")].map((box) => box.value);
  return { open, focused, words };
}

function restore(region, kept) {
  for (const [id, isOpen] of kept.open) {
    const details = document.getElementById(id);
    if (details && details.open !== isOpen) {
      details.open = isOpen || Boolean(details.querySelector("input:checked"));
    }
  }
  for (const value of kept.words) {
    const box = region.querySelector(`input[name=fall][value="${CSS.escape(value)}"]`);
    if (box) {
      box.checked = true;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  if (kept.focused) {
    document.getElementById(kept.focused)?.focus({ preventScroll: true });
  }
}

/** Menu, language switch and the form itself follow the new address. */
function follow(page) {
  document.title = page.title;
  const heading = page.querySelector("h1");
  if (heading) {
    document.querySelector("h1").textContent = heading.textContent;
  }
  for (const link of page.querySelectorAll("a[hreflang]")) {
    document.querySelector(`a[hreflang="${link.hreflang}"]`)?.setAttribute("href", link.getAttribute("href"));
  }
}

async function show(address, { isNew, focusOn = "" }) {
  running?.abort();
  running = new AbortController();
  const region = document.getElementById(REGION);
  region.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(REGION);
    if (!answer.ok || !next) {
      throw new Error(`search answered ${answer.status}`);
    }
    const kept = remember(region);
    region.replaceWith(document.adoptNode(next));
    restore(next, kept);
    follow(page);
    isShown = answer.url;
    if (isNew) {
      history.pushState({ finding: true }, "", answer.url);
    }
    document.getElementById("finding-status").textContent = next.dataset.summary;
    if (focusOn) {
      document.getElementById(focusOn)?.focus();
      document.getElementById(focusOn)?.scrollIntoView({ block: "nearest" });
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      window.location.assign(address); // the plain way always works
    }
  }
}

function isPlain(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

register("finding", (form) => {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(addressOf(form), { isNew: true, focusOn: event.submitter?.form === form && form.contains(event.submitter) ? "hits" : "" });
  });
  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.closest(`#${REGION}`)) {
      show(addressOf(form), { isNew: true });
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".ik-chips a, #found .ik-pagination a");
    if (link && isPlain(event)) {
      event.preventDefault();
      const words = new URL(link.href).searchParams.get("q") ?? "";
      document.getElementById("q").value = words;
      show(link.href, { isNew: true, focusOn: "hits" });
    }
  });
  window.addEventListener("popstate", () => {
    if (document.location.href.split("#")[0] !== isShown.split("#")[0]) {
      document.getElementById("q").value = new URL(document.location.href).searchParams.get("q") ?? "";
      show(document.location.href, { isNew: false });
    }
  });
});

// The bar above the list says how many cases are ticked; the form of the comparison takes the ticked boxes by itself.
register("compare-chosen", (form) => {
  const text = form.querySelector(".ik-compare__text");
  const button = form.querySelector("button");
  const before = text.textContent;
  const count = () => {
    const chosen = [...form.parentElement.querySelectorAll("input[name=fall]:checked")].length;
    form.classList.toggle("ik-compare--chosen", chosen > 0);
    text.textContent = chosen ? `${form.dataset.chosen}${chosen}` : before;
    button.setAttribute("aria-disabled", String(chosen < 2 || chosen > 6));
  };
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      text.textContent = form.dataset.none;
    }
  });
  form.parentElement.addEventListener("change", (event) => {
    if (event.target.name === "fall") {
      count();
    }
  });
  count();
});
