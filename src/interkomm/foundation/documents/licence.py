"""The licence under which the site gives out what it publishes: Creative Commons Attribution 4.0."""

LICENCE_NAME = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
