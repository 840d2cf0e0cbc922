// A map of areas and points from a GeoJSON address. Leaflet is loaded only by pages with a map, and only from this site.
// mode "show": popups with links. mode "choose": an area ticks the box of the list with the same value (data-field).
import { register } from "./registry.js";

let loading = null;

function loadLeaflet(element) {
  loading ??= new Promise((resolve, reject) => {
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = element.dataset.styles;
    const script = document.createElement("script");
    script.src = element.dataset.leaflet;
    script.addEventListener("load", () => resolve(window.L));
    script.addEventListener("error", reject);
    document.head.append(styles, script);
  });
  return loading;
}

function popup(properties) {
  const content = document.createElement("div");
  const title = document.createElement(properties.url ? "a" : "strong");
  title.textContent = properties.name ?? "";
  if (properties.url?.startsWith("/")) {
    title.href = properties.url;
  }
  content.append(title);
  if (properties.text) {
    const text = document.createElement("p");
    text.textContent = properties.text;
    content.append(text);
  }
  return content;
}

function boxes(element) {
  const frame = element.closest(".ik-map-frame");
  return new Map(
    [...frame.querySelectorAll(`input[name="${CSS.escape(element.dataset.field ?? "")}"]`)].map((box) => [box.value, box]),
  );
}

function connectChoice(element, layersById) {
  const inputs = boxes(element);
  const show = () => {
    for (const [id, layer] of layersById) {
      layer.getElement?.()?.classList.toggle("ik-area--chosen", inputs.get(id)?.checked ?? false);
    }
  };
  for (const [id, layer] of layersById) {
    const box = inputs.get(id);
    if (box) {
      layer.on("click", () => box.click());
      box.addEventListener("change", show);
    }
  }
  show();
}

async function draw(element) {
  const [L, response] = await Promise.all([loadLeaflet(element), fetch(element.dataset.source, { headers: { Accept: "application/geo+json" } })]);
  if (!response.ok) {
    throw new Error(`map source answered ${response.status}`);
  }
  const source = await response.json();
  const canvas = document.createElement("div");
  element.replaceChildren(canvas);
  const map = L.map(canvas, { zoomControl: false, attributionControl: true, scrollWheelZoom: false, keyboard: true });
  L.control.zoom({ zoomInTitle: element.dataset.zoomIn, zoomOutTitle: element.dataset.zoomOut }).addTo(map);
  map.attributionControl.setPrefix(false);
  if (source.attribution) {
    map.attributionControl.addAttribution(String(source.attribution).replace(/[<>&]/g, "")); // Leaflet takes HTML here
  }
  const layersById = new Map();
  const layer = L.geoJSON(source, {
    style: (feature) => ({ className: `ik-area${feature.properties.kind === "ground" ? " ik-area--ground" : ""}` }),
    pointToLayer: (feature, place) => L.circleMarker(place, { radius: 9, className: "ik-area" }),
    onEachFeature: (feature, part) => {
      layersById.set(String(feature.properties.id ?? ""), part);
      if (element.dataset.mode !== "choose" && feature.properties.name) {
        part.bindPopup(() => popup(feature.properties));
      }
      if (feature.properties.name) {
        const label = document.createElement("span");
        label.textContent = feature.properties.name;
        part.bindTooltip(label);
      }
    },
  }).addTo(map);
  if (layer.getLayers().length) {
    map.fitBounds(layer.getBounds(), { padding: [16, 16], animate: false });
  }
  if (element.dataset.mode === "choose") {
    connectChoice(element, layersById);
  }
  element.leafletMap = map; // for modules that come after the event
  element.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: { map, layer } }));
}

register("map", (element) => {
  draw(element).catch((error) => {
    const note = document.createElement("p");
    note.className = "ik-map__note";
    note.textContent = element.dataset.failed;
    element.replaceChildren(note);
    console.warn("map:", error.message);
  });
});
