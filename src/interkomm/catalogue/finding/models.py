"""What the search reads of each case, worked out once when the case is released. Derived: can be made anew at any time."""

from django.db import models

from interkomm.catalogue.cases.models import Case

FORMAT = 1  # of the stored bytes; rows of another format are made anew


class CaseWord(models.Model):
    """A word of the index. `stem`: or a sign such as "@theme:works"; `form`: as people write it, in lower case."""

    stem = models.CharField(max_length=80, unique=True)
    form = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.stem


class CaseIndex(models.Model):
    """A case in the index; bytes as in `calc.retrieval.segment.Document`. `is_public`: else it only says that it is gone.

    `version`: of the topic "catalogue" when the row was written: who has read up to a version reads the higher ones.
    `text`: passages for excerpts, one a line, compressed; it comes last so that reading the rest need not touch it.
    """

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="search_row")
    version = models.BigIntegerField(db_index=True)
    format = models.PositiveSmallIntegerField(default=FORMAT)
    is_public = models.BooleanField(default=True)
    name = models.CharField(max_length=300)
    columns = models.BinaryField()
    words = models.BinaryField()
    impacts = models.BinaryField()
    text = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
