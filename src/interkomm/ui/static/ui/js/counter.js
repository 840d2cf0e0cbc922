// Says how many letters are left; screen readers hear it only near the end.
import { register } from "./registry.js";
import { language } from "./texts.js";

register("counter", (element) => {
  const field = document.getElementById(element.dataset.for);
  if (!field) {
    return;
  }
  const maximum = Number(element.dataset.maximum);
  const show = () => {
    // Browsers and Django both count a line break as one letter.
    const left = maximum - field.value.length;
    element.textContent = element.dataset.text.replace("{count}", left.toLocaleString(language));
    element.setAttribute("aria-live", left < 50 ? "polite" : "off");
    element.classList.toggle("ik-counter--near", left < 50);
  };
  field.addEventListener("input", show);
  show();
});
