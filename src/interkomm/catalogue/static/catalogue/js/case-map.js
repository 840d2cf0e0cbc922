// Cases on the map: the server makes clusters for what is seen, this module draws them as buttons that the keyboard reaches.
// The ground (states, from nearer districts) is our own; nothing is loaded from elsewhere.
import { register } from "../../ui/js/registry.js";

const TILE = 256;
const DISTRICTS_FROM = 8;
const DEEPEST = 15;
const PLACE = 0.002; // degrees: a cluster that is no wider cannot be parted by zooming in
const AROUND = 0.02;

/** The box of the tiles in view, so that neighbours' maps ask for the same addresses and the store answers them. */
function boxOf(map, zoom) {
  const seen = map.getBounds();
  const north = map.project(seen.getNorthWest(), zoom).divideBy(TILE).floor();
  const south = map.project(seen.getSouthEast(), zoom).divideBy(TILE).ceil();
  const from = map.unproject(north.multiplyBy(TILE), zoom);
  const to = map.unproject(south.multiplyBy(TILE), zoom);
  const edges = [Math.max(from.lng, -180) + 1e-4, Math.max(to.lat, -85) + 1e-4, Math.min(to.lng, 180) - 1e-4, Math.min(from.lat, 85) - 1e-4];
  return edges.map((edge) => edge.toFixed(4)).join(",");
}

function sizeOf(count) {
  return count === 1 ? 1 : count < 10 ? 2 : count < 100 ? 3 : count < 1000 ? 4 : 5;
}

function extent([west, south, east, north]) {
  return Math.max(east - west, north - south);
}

/** Without the ends of a cell: how the address of a list writes a section of the map. */
function sectionAddress(list, [west, south, east, north]) {
  const address = new URL(list, document.baseURI);
  const edges = [west - AROUND, south - AROUND, east + AROUND, north + AROUND];
  address.searchParams.set("ausschnitt", edges.map((edge) => String(Number(edge.toFixed(2)))).join(","));
  address.searchParams.sort();
  return address.href;
}

class CaseMap {
  constructor(element, map) {
    this.element = element;
    this.map = map;
    this.L = window.L;
    this.markers = new Map();
    this.layer = this.L.layerGroup().addTo(map);
    this.districts = null;
    this.running = null;
    this.status = element.querySelector("[data-map-status]");
    this.section = element.querySelector("[data-map-section]");
  }

  text(name, count) {
    return this.element.dataset[name].replace("{count}", count.toLocaleString(document.documentElement.lang));
  }

  async ask(zoom, box) {
    this.running?.abort();
    this.running = new AbortController();
    const address = new URL(this.element.dataset.points, document.baseURI);
    address.searchParams.set("zoom", String(zoom));
    if (box) {
      address.searchParams.set("bbox", box);
    }
    const answer = await fetch(address, { signal: this.running.signal });
    if (!answer.ok) {
      throw new Error(`points answered ${answer.status}`);
    }
    return (await answer.json()).features;
  }

  /** The first view: everything that was found. */
  async begin() {
    const features = await this.ask(5, "");
    const bounds = this.L.latLngBounds([]);
    for (const { geometry, properties } of features) {
      const [west, south, east, north] = properties.box ?? [...geometry.coordinates, ...geometry.coordinates];
      bounds.extend([south, west]).extend([north, east]);
    }
    if (bounds.isValid()) {
      this.map.fitBounds(bounds, { padding: [32, 32], maxZoom: 9, animate: false });
    }
    this.map.on("moveend", () => this.show());
    this.map.on("moveend", () => this.showSection());
    await this.show();
  }

  async show() {
    const zoom = Math.min(Math.round(this.map.getZoom()), 18);
    try {
      this.draw(await this.ask(zoom, boxOf(this.map, zoom)));
      await this.ground(zoom);
    } catch (error) {
      if (error.name !== "AbortError") {
        console.warn("case map:", error.message);
      }
    }
  }

  draw(features) {
    const wanted = new Set(features.map(({ id }) => id));
    const focused = document.activeElement;
    for (const [id, marker] of this.markers) {
      if (!wanted.has(id)) {
        if (marker.getElement() === focused) {
          this.map.getContainer().focus({ preventScroll: true });
        }
        this.layer.removeLayer(marker);
        this.markers.delete(id);
      }
    }
    for (const feature of features) {
      if (!this.markers.has(feature.id)) {
        this.markers.set(feature.id, this.add(feature));
      }
    }
    const seen = this.map.getBounds();
    const inView = features.filter(({ geometry: { coordinates } }) => seen.contains([coordinates[1], coordinates[0]]));
    const count = inView.reduce((sum, { properties }) => sum + properties.count, 0);
    this.status.textContent = this.text("loaded", count);
  }

  add({ geometry, properties }) {
    const face = document.createElement("span");
    face.textContent = properties.count === 1 ? "" : properties.count.toLocaleString(document.documentElement.lang);
    const size = sizeOf(properties.count);
    const width = [0, 28, 44, 48, 56, 64][size];
    const icon = this.L.divIcon({ html: face, className: `ik-spot ik-spot--${size}`, iconSize: [width, width] });
    const place = [geometry.coordinates[1], geometry.coordinates[0]];
    const marker = this.L.marker(place, { icon, keyboard: true, riseOnHover: true }).addTo(this.layer);
    const label = properties.name ?? this.text(this.parts(properties) ? "cases" : "here", properties.count);
    const element = marker.getElement();
    element.setAttribute("aria-label", label);
    element.title = label;
    marker.on("click", () => this.act(marker, properties));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        event.stopPropagation();
        this.act(marker, properties);
      }
    });
    return marker;
  }

  parts(properties) {
    return Boolean(properties.box) && extent(properties.box) > PLACE && this.map.getZoom() < DEEPEST;
  }

  act(marker, properties) {
    if (this.parts(properties)) {
      const [west, south, east, north] = properties.box;
      const bounds = this.L.latLngBounds([south, west], [north, east]);
      const near = Math.max(this.map.getBoundsZoom(bounds, false, this.L.point(64, 64)), this.map.getZoom() + 1);
      this.map.setView(bounds.getCenter(), Math.min(near, DEEPEST), { animate: false });
      return;
    }
    const content = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = properties.name ?? this.text("here", properties.count);
    const link = document.createElement("a");
    link.href = properties.url ?? sectionAddress(this.element.dataset.list, properties.box);
    link.textContent = properties.url ? this.element.dataset.one : this.element.dataset.open;
    const line = document.createElement("p");
    line.append(link);
    content.append(title, line);
    this.L.popup({ offset: [0, -8] }).setLatLng(marker.getLatLng()).setContent(content).openOn(this.map);
    link.focus({ preventScroll: true });
  }

  showSection() {
    const link = this.section.querySelector("a");
    const seen = this.map.getBounds();
    const cut = (edge, least, most) => Math.min(Math.max(edge, least), most);
    const box = [cut(seen.getWest(), -179, 179), cut(seen.getSouth(), -84, 84), cut(seen.getEast(), -179, 179), cut(seen.getNorth(), -84, 84)];
    link.href = sectionAddress(this.element.dataset.list, box);
    this.section.hidden = false;
  }

  /** Districts below the cases from a nearer zoom on; only where somebody looks. */
  async ground(zoom) {
    if (zoom < DISTRICTS_FROM) {
      this.districts?.remove();
      this.districts = null;
      return;
    }
    const address = this.element.querySelector("[data-source]").dataset.source.replace("state", "district");
    const answer = await fetch(`${address}?bbox=${boxOf(this.map, DISTRICTS_FROM)}`, { signal: this.running.signal });
    if (!answer.ok) {
      return; // the states are ground enough
    }
    const next = this.L.geoJSON(await answer.json(), { interactive: false, style: { className: "ik-area ik-area--ground" } });
    this.districts?.remove();
    this.districts = next.addTo(this.map);
  }
}

register("case-map", (element) => {
  const begin = (map) => new CaseMap(element, map).begin().catch((error) => console.warn("case map:", error.message));
  const frame = element.querySelector("[data-controller=map]");
  if (frame.leafletMap) {
    begin(frame.leafletMap);
  } else {
    element.addEventListener("map:ready", (event) => begin(event.detail.map), { once: true });
  }
});
