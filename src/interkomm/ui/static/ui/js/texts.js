// The few sentences that modules say themselves, in the language of the page.
const TEXTS = {
  de: {
    sending: "Wird gesendet …",
    restored: "Ihr nicht abgesendeter Text von {when} ist wieder da.",
    discard: "Text verwerfen",
    copied: "Link kopiert",
  },
  en: {
    sending: "Sending …",
    restored: "Your unsent text of {when} is back.",
    discard: "Discard text",
    copied: "Link copied",
  },
};

export const language = document.documentElement.lang === "en" ? "en" : "de";

export function text(name, values = {}) {
  return TEXTS[language][name].replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}
