"""Versions of public data, by topic ("process:12"). The page store compares them on every hit."""

from django.db import models


class TopicVersion(models.Model):
    topic = models.CharField(max_length=60, primary_key=True)
    version = models.BigIntegerField(default=1)

    class Meta:
        ordering = ["topic"]

    def __str__(self) -> str:
        return f"{self.topic} v{self.version}"
