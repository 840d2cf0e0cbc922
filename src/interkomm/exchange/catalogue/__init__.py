"""The catalogue as open data: CSV, XLSX, JSON, JSON-LD, Turtle, GeoJSON, and pages to embed. Licence and source on everything."""
