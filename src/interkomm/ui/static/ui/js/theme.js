// Light, dark or as the device: remembered on the device, no cookie.
import { register } from "./registry.js";
import { forget, read, write } from "./storage.js";

const KEY = "ik-theme";

function show(element, theme) {
  for (const button of element.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

function choose(theme) {
  if (theme === "auto") {
    forget(KEY);
    document.documentElement.removeAttribute("data-kern-theme");
  } else {
    write(KEY, theme);
    document.documentElement.setAttribute("data-kern-theme", theme);
  }
}

register("theme", (element) => {
  show(element, read(KEY) ?? "auto");
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      choose(button.value);
      show(element, button.value);
    }
  });
});
