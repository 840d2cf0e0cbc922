// Says that a file is too big before anybody waits for its upload; the server checks again.
import { register } from "../../ui/js/registry.js";

register("file-limit", (element) => {
  const field = document.querySelector(element.dataset.for);
  if (!field) {
    return;
  }
  const check = () => {
    const file = field.files[0];
    const isTooBig = Boolean(file) && file.size > Number(field.dataset.maxBytes);
    element.hidden = !isTooBig;
    field.setCustomValidity(isTooBig ? element.textContent.trim() : "");
  };
  field.addEventListener("change", check);
  check();
});
