"""Re-exports the models of the slices."""

from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.retention.models import Erasure
from interkomm.foundation.submissions.models import Submission
from interkomm.foundation.tasks.models import PeriodicRun, WorkerHeartbeat
from interkomm.foundation.topics.models import TopicVersion

__all__ = ["AuditEntry", "Erasure", "PeriodicRun", "StoredFile", "Submission", "TopicVersion", "WorkerHeartbeat"]
