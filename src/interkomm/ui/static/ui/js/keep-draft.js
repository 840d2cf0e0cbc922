// Keeps what somebody writes on their own device until the server says that it has it: after an error, an ended session
// or a closed tab the text is there again. Passwords, files, hidden fields and anything with autocomplete="off" are not kept.
import { register } from "./registry.js";
import { forget, keys, read, write } from "./storage.js";
import { language, text } from "./texts.js";

const PREFIX = "ik-draft:";
const SENT = "ik-sent";
const KEPT_DAYS = 30;
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button"]);

function kept(form) {
  return [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.type) && field.getAttribute("autocomplete") !== "off",
  );
}

function collect(form) {
  const values = {};
  for (const field of kept(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      values[`${field.name}=${field.value}`] = field.checked;
    } else {
      values[field.name] = field.value;
    }
  }
  return values;
}

/** What the server had filled in: a text that is still the same may give way to what was written instead of it. */
function given(field) {
  if (field.options) {
    return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value ?? "";
  }
  return field.defaultValue;
}

function collectGiven(form) {
  return Object.fromEntries(kept(form).map((field) => [field.name, given(field)]));
}

function hasText(form) {
  return kept(form).some((field) => /^(text|textarea|search|email|url)$/.test(field.type) && field.value.trim() !== field.defaultValue.trim());
}

/** Put remembered values back; what the server filled in anew (an error, somebody else) wins. True if anything came back. */
function restore(form, { values, was = {} }) {
  let changed = false;
  for (const field of kept(form)) {
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const value = values[isChoice ? `${field.name}=${field.value}` : field.name];
    if (value === undefined) {
      continue;
    }
    if (isChoice) {
      field.checked = value;
    } else if (value !== "" && value !== field.value && (field.value === "" || field.value === was[field.name])) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      changed = true;
    }
  }
  return changed;
}

function showNote(form, when, discard) {
  const note = document.createElement("div");
  note.className = "ik-draft-note";
  note.setAttribute("role", "status");
  const sentence = document.createElement("p");
  const moment = new Date(when).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  sentence.textContent = text("restored", { when: moment });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kern-btn kern-btn--tertiary";
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = text("discard");
  button.append(label);
  button.addEventListener("click", () => {
    discard();
    note.remove();
    (kept(form)[0] ?? form).focus();
  });
  note.append(sentence, button);
  form.prepend(note);
}

function forgetOld() {
  const oldest = Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000;
  for (const key of keys(PREFIX)) {
    const draft = parse(read(key));
    if (!draft || draft.when < oldest) {
      forget(key);
    }
  }
}

function parse(stored) {
  try {
    return stored === null ? null : JSON.parse(stored);
  } catch {
    return null;
  }
}

export function done(name) {
  forget(PREFIX + name);
}

/** Within this tab only: another tab may be anywhere. */
function waiting(key) {
  try {
    const found = window.sessionStorage.getItem(SENT);
    if (key === undefined) {
      return found;
    }
    return key ? window.sessionStorage.setItem(SENT, key) : window.sessionStorage.removeItem(SENT);
  } catch {
    return null;
  }
}

/** A page, not a fault; where the browser does not tell, the draft stays. */
function isAnswered() {
  const status = window.performance.getEntriesByType("navigation")[0]?.responseStatus;
  return status >= 200 && status < 400;
}

/** The page after sending tells what became of it: the form again, the sign-in, a fault – or the server has it. */
function settle() {
  const key = waiting();
  if (!key) {
    return;
  }
  waiting("");
  const isBack = [...document.querySelectorAll("form[data-draft-key]")].some((form) => form.dataset.draftKey === key);
  if (!isBack && isAnswered() && document.querySelector("[data-signed-in]")) {
    done(key);
  }
}

settle();
for (const meta of document.querySelectorAll('meta[name="draft-done"]')) {
  done(meta.content);
}
forgetOld();

register("keep-draft", (form) => {
  const key = PREFIX + form.dataset.draftKey;
  const draft = parse(read(key));
  if (draft && restore(form, draft)) {
    showNote(form, draft.when, () => {
      forget(key);
      form.reset();
    });
  }
  let timer = 0;
  const save = () => {
    window.clearTimeout(timer);
    if (!form.isConnected) {
      return;
    }
    if (hasText(form)) {
      write(key, JSON.stringify({ when: Date.now(), values: collect(form), was: collectGiven(form) }));
    } else {
      forget(key);
    }
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 400);
  });
  form.addEventListener("submit", (event) => {
    save();
    if (!event.defaultPrevented) {
      waiting(form.dataset.draftKey);
    }
  });
  window.addEventListener("pagehide", () => {
    if (timer) {
      save();
    }
  });
  document.addEventListener("draft-done", (event) => {
    if (event.target === form || form.contains(event.target) || event.target.contains?.(form)) {
      window.clearTimeout(timer);
      timer = 0;
      forget(key);
    }
  });
});
