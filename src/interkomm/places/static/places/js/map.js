// Puts the operator's raster map below the areas, when one is configured; without it the neighbours' outlines are the ground.
import { register } from "../../ui/js/registry.js";

register("map-background", (element) => {
  const { tiles, tilesKind, tilesLayers, tilesAttribution } = element.dataset;
  if (!tiles) {
    return;
  }
  element.addEventListener("map:ready", (event) => {
    const L = window.L;
    // Leaflet takes HTML for the attribution: only text may come through.
    const attribution = (tilesAttribution ?? "").replace(/[<>&]/g, "");
    const layer =
      tilesKind === "wms"
        ? L.tileLayer.wms(tiles, { layers: tilesLayers ?? "", format: "image/png", attribution })
        : L.tileLayer(tiles, { maxZoom: 19, attribution });
    layer.addTo(event.detail.map);
  });
});
