"""Work in the background, on the database and without a broker.

`@job` makes a function a task; `function.enqueue(…)` writes it into the queue **in the running transaction**: it begins
after the commit, and an act that is undone leaves no job behind. Arguments are JSON values (keys, not objects). A job
may run twice when its worker was killed: write it so that the second run finds nothing left to do.

    @job
    def send_digest(organisation_id: int) -> None: …

    send_digest.enqueue(organisation.pk)
"""

from django_tasks import task as job

__all__ = ["job"]
