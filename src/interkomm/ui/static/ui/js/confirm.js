// Asks before a form is sent. Where the act is grave, the server has a page of its own that asks.
import { register } from "./registry.js";

register("confirm", (form) => {
  form.addEventListener(
    "submit",
    (event) => {
      if (!window.confirm(form.dataset.confirm)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
});
