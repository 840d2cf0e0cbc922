// A double click sends once: after the first submit the buttons rest, and a line says so to screen readers.
// The server counts only one anyway (the form's nonce); this spares the reader the wait and the doubt.
import { register } from "./registry.js";
import { text } from "./texts.js";

const REST_MILLISECONDS = 15000;

function liveLine(form) {
  const line = document.createElement("p");
  line.className = "ik-meta";
  line.setAttribute("role", "status");
  form.append(line);
  return line;
}

function release(form, line) {
  delete form.dataset.sent;
  line.textContent = "";
  for (const button of form.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
  }
}

register("once", (form) => {
  const line = liveLine(form);
  form.addEventListener(
    "submit",
    (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true }, // before htmx, which listens in the bubbling phase
  );
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented && !form.matches("[data-hx-post]")) {
      return;
    }
    form.dataset.sent = "yes";
    line.textContent = text("sending");
    // aria-disabled instead of disabled: a disabled button would not be sent with its name and loses the focus.
    for (const button of form.querySelectorAll("button[type=submit], button:not([type])")) {
      button.setAttribute("aria-disabled", "true");
    }
    window.setTimeout(() => release(form, line), REST_MILLISECONDS);
  });
  window.addEventListener("pageshow", () => release(form, line));
  form.addEventListener("htmx:finally:request", () => release(form, line));
});
