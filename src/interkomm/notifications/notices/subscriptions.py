"""Which event is told by which function. All are durable: the mail is stored in the transaction of the act."""

from interkomm.catalogue.editing.events import ProposalDecided, ProposalsReceived
from interkomm.catalogue.enquiries.events import QuestionAsked, QuestionConfirmed
from interkomm.cooperation.bookings.events import BookingAnswered, BookingCancelled, BookingRequested, UseRecorded
from interkomm.cooperation.consents.events import ConsentDecided, ConsentRequested
from interkomm.cooperation.instruments.events import DeadlineNear, InstrumentExpires
from interkomm.cooperation.meetings.events import MeetingAnnounced
from interkomm.cooperation.tasks.events import TaskReminded
from interkomm.foundation.events.bus import subscribe
from interkomm.notifications.notices import (
    agreements,
    bookings,
    catalogue,
    contributions,
    enquiries,
    meetings,
    moderation,
    processes,
)
from interkomm.participation.contributions.events import ContributionPosted, ContributionWithdrawn
from interkomm.participation.moderation import events as moderated
from interkomm.participation.processes.events import ProcessClosed, ProcessDeleted
from interkomm.participation.responses.events import AnswerTakenBack, ContributionAnswered


def subscribe_all() -> None:
    subscribe(ContributionPosted, contributions.on_posted, durable=True)
    subscribe(ContributionWithdrawn, contributions.on_withdrawn, durable=True)
    subscribe(ContributionAnswered, contributions.on_answered, durable=True)
    subscribe(AnswerTakenBack, contributions.on_answer_taken_back, durable=True)
    subscribe(moderated.ContributionHidden, moderation.on_hidden, durable=True)
    subscribe(moderated.ContributionRestored, moderation.on_restored, durable=True)
    subscribe(moderated.ContributionReleased, moderation.on_released, durable=True)
    subscribe(moderated.AppealDecided, moderation.on_appeal_decided, durable=True)
    subscribe(ConsentRequested, processes.on_consent_requested, durable=True)
    subscribe(ConsentDecided, processes.on_consent_decided, durable=True)
    subscribe(ProcessClosed, processes.on_process_closed, durable=True)
    subscribe(ProcessDeleted, processes.on_process_deleted, durable=True)
    subscribe(QuestionAsked, enquiries.on_question_asked, durable=True)
    subscribe(QuestionConfirmed, enquiries.on_question_confirmed, durable=True)
    subscribe(ProposalsReceived, catalogue.on_proposals, durable=True)
    subscribe(ProposalDecided, catalogue.on_decided, durable=True)
    subscribe(BookingRequested, bookings.on_requested, durable=True)
    subscribe(BookingAnswered, bookings.on_answered, durable=True)
    subscribe(BookingCancelled, bookings.on_cancelled, durable=True)
    subscribe(UseRecorded, bookings.on_use, durable=True)
    subscribe(DeadlineNear, agreements.on_deadline, durable=True)
    subscribe(InstrumentExpires, agreements.on_expiry, durable=True)
    subscribe(MeetingAnnounced, meetings.on_announced, durable=True)
    subscribe(TaskReminded, meetings.on_task_reminded, durable=True)
