"""Bookkeeping of the worker: when each periodic job ran, and which workers live."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodicRun(models.Model):
    """The last run of a periodic job. Workers claim a run by moving `due_at` on in one statement."""

    name = models.CharField(max_length=120, primary_key=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("Lauf einer regelmäßigen Aufgabe")
        verbose_name_plural = _("Läufe regelmäßiger Aufgaben")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkerHeartbeat(models.Model):
    """A living worker process says so every few seconds."""

    worker = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Lebenszeichen")
        verbose_name_plural = _("Lebenszeichen")
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.worker
