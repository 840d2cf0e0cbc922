// Small modules by name: an element says data-controller="name other", a module registers what to do with it.
const controllers = new Map();
const started = new WeakMap();

/** Register a controller: `connect(element)` runs once for each element, also for those that htmx brings in. */
export function register(name, connect) {
  controllers.set(name, connect);
  start(document);
}

/** Start the controllers of everything inside `root`. */
export function start(root) {
  const elements = [...root.querySelectorAll("[data-controller]")];
  if (root instanceof Element && root.hasAttribute("data-controller")) {
    elements.unshift(root);
  }
  for (const element of elements) {
    const done = started.get(element) ?? new Set();
    started.set(element, done);
    for (const name of element.dataset.controller.split(/\s+/).filter(Boolean)) {
      if (!done.has(name) && controllers.has(name)) {
        done.add(name);
        controllers.get(name)(element);
      }
    }
  }
}

const observer = new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node instanceof Element) {
        start(node);
      }
    }
  }
});
observer.observe(document.documentElement, { childList: true, subtree: true });
