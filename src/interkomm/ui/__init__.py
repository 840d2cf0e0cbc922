"""Layout, components, static files and errors pages: what every screen is made of. Knows no domain word."""
