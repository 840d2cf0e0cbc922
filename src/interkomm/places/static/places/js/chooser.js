// Choosing municipalities: the list works without this module; here search and map answer at once and stay in step.
import { register } from "../../ui/js/registry.js";

const CLOSE_ENOUGH = 8; // below this zoom a map of municipalities would be thousands of shapes

class Chooser {
  constructor(element) {
    this.element = element;
    this.shapes = new Map();
    this.asked = 0;
    const part = (name) => element.querySelector(`[data-part="${name}"]`);
    Object.assign(this, {
      query: part("query"), results: part("results"), chosen: part("chosen"), none: part("none"),
      count: part("count"), item: part("item"), said: part("said"), adding: part("add"),
    });
    this.adding?.remove();
    part("search").addEventListener("click", (event) => {
      event.preventDefault();
      this.search();
    });
    this.query.addEventListener("input", () => this.searchSoon());
    this.query.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.search();
      }
    });
    this.results.addEventListener("change", (event) => this.ticked(event.target));
    this.chosen.addEventListener("click", (event) => this.removeClicked(event));
    element.addEventListener("map:ready", (event) => this.useMap(event.detail));
  }

  keys() {
    return [...this.chosen.children].map((entry) => entry.dataset.key);
  }

  searchSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), 250);
  }

  async search() {
    clearTimeout(this.timer);
    const number = ++this.asked;
    const parameters = new URLSearchParams({
      name: this.element.dataset.name, q: this.query.value, chosen: this.keys().join(","),
    });
    const response = await fetch(`${this.element.dataset.choices}?${parameters}`);
    if (response.ok && number === this.asked) {
      this.results.innerHTML = await response.text(); // a part of our own server, escaped there
    }
  }

  ticked(box) {
    if (box.checked) {
      this.add(box.value, box.dataset.label, box.dataset.text);
    } else {
      this.remove(box.value);
    }
  }

  add(key, name, text) {
    if (this.keys().includes(key)) {
      return;
    }
    const entry = this.item.content.firstElementChild.cloneNode(true);
    entry.dataset.key = key;
    entry.querySelector("input").value = key;
    entry.querySelector("button").value = key;
    entry.querySelector('[data-part="name"]').textContent = name;
    entry.querySelector('[data-part="text"]').textContent = text;
    entry.querySelector('[data-part="spoken"]').textContent = ` ${name}`;
    this.chosen.append(entry);
    this.changed("added", name);
  }

  remove(key) {
    const entry = [...this.chosen.children].find((child) => child.dataset.key === key);
    if (entry) {
      const name = entry.querySelector('[data-part="name"]').textContent;
      entry.remove();
      this.changed("removed", name);
    }
  }

  removeClicked(event) {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    event.preventDefault();
    const entry = button.closest("li");
    const next = entry.nextElementSibling ?? entry.previousElementSibling;
    this.remove(entry.dataset.key);
    (next?.querySelector("button") ?? this.query).focus();
  }

  changed(what, name) {
    const keys = this.keys();
    this.count.textContent = keys.length;
    this.none.hidden = keys.length > 0;
    this.said.textContent = this.element.dataset[what].replace("{name}", name).replace("{count}", keys.length);
    for (const box of this.results.querySelectorAll("input[type=checkbox]")) {
      box.checked = keys.includes(box.value);
      box.name = box.checked ? "" : this.element.dataset.name; // the chosen list sends it already
    }
    for (const note of this.results.querySelectorAll("[data-chosen]")) {
      note.hidden = !keys.includes(note.dataset.chosen);
    }
    this.paint();
    this.element.dispatchEvent(new CustomEvent("chooser:change", { bubbles: true, detail: { keys } }));
  }

  useMap({ map, layer }) {
    this.map = map;
    layer.eachLayer((state) => state.getElement?.()?.classList.add("ik-area--ground"));
    layer.eachLayer((state) => state.unbindPopup().on("click", (event) => map.setView(event.latlng, CLOSE_ENOUGH + 1)));
    map.on("moveend", () => this.loadShapes());
    this.showChosen();
    this.loadShapes();
  }

  /** Begin where something is chosen already. */
  async showChosen() {
    const keys = this.keys();
    const response = keys.length ? await fetch(`${this.element.dataset.region}?keys=${keys.join(",")}`) : null;
    if (response?.ok) {
      const bounds = window.L.geoJSON(await response.json()).getBounds();
      if (bounds.isValid()) {
        this.map.fitBounds(bounds.pad(0.5), { animate: false });
      }
    }
  }

  async loadShapes() {
    if (this.map.getZoom() < CLOSE_ENOUGH) {
      this.said.textContent = this.element.dataset.closer;
      return;
    }
    const box = this.map.getBounds();
    const bbox = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()].map((value) => value.toFixed(2)).join(",");
    const response = await fetch(`${this.element.dataset.areas}?bbox=${bbox}`);
    if (!response.ok) {
      return;
    }
    const source = await response.json();
    source.features = source.features.filter((feature) => !this.shapes.has(feature.properties.id));
    window.L.geoJSON(source, {
      style: () => ({ className: "ik-area" }),
      onEachFeature: (feature, shape) => this.useShape(feature.properties, shape),
    }).addTo(this.map);
    this.paint();
  }

  useShape(properties, shape) {
    this.shapes.set(properties.id, shape);
    const label = document.createElement("span");
    label.textContent = properties.name;
    shape.bindTooltip(label);
    shape.on("click", () => {
      if (this.keys().includes(properties.id)) {
        this.remove(properties.id);
      } else {
        this.add(properties.id, properties.name, properties.text);
      }
    });
  }

  paint() {
    const keys = new Set(this.keys());
    for (const [key, shape] of this.shapes) {
      shape.getElement?.()?.classList.toggle("ik-area--chosen", keys.has(key));
    }
  }
}

register("municipality-chooser", (element) => new Chooser(element));
