// Proof of work against robots (ALTCHA protocol): find the number whose SHA-256 with the salt is the challenge.
// Where the browser offers no cryptography (no JavaScript, no secure context) the question in the form stays.
import { register } from "../../ui/js/registry.js";

const text = (german, english) => (document.documentElement.lang === "en" ? english : german);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ challenge, salt, maxNumber }) {
  const encoder = new TextEncoder();
  const batch = 200;
  for (let start = 0; start <= maxNumber; start += batch) {
    const numbers = Array.from({ length: batch }, (_, index) => start + index);
    const hashes = await Promise.all(numbers.map((n) => crypto.subtle.digest("SHA-256", encoder.encode(salt + n))));
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) return numbers[found];
  }
  return null;
}

register("proof", (form) => {
  const question = form.querySelector("[data-proof-question]");
  if (!question || !globalThis.crypto?.subtle) return;
  const hasError = question.querySelector("[aria-invalid=true]");
  if (hasError) return;
  question.hidden = true;
  const state = form.querySelector("[data-proof-state]");
  const parameters = JSON.parse(question.dataset.challenge);
  let running = null;
  const begin = () => {
    running ??= solve(parameters).then((number) => {
      if (number === null) {
        question.hidden = false;
        return;
      }
      form.elements.proof.value = btoa(JSON.stringify({ ...parameters, number }));
    });
    return running;
  };
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener(
    "submit",
    (event) => {
      if (form.elements.proof.value || !question.hidden) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      state.textContent = text("Einen Moment, das Formular wird geprüft …", "One moment, the form is being checked …");
      begin().then(() => {
        state.textContent = "";
        form.requestSubmit(event.submitter);
      });
    },
    { capture: true },
  );
});
