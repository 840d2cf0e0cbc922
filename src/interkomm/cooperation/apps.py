from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "interkomm.cooperation"
    label = "cooperation"
    verbose_name = _("Zusammenarbeit")

    def ready(self) -> None:
        from interkomm.cooperation.capabilities import retention as capability_retention
        from interkomm.cooperation.capabilities import slots as capability_slots
        from interkomm.cooperation.examples.slots import examples_box, reuse_box
        from interkomm.cooperation.instruments import rules as instruments
        from interkomm.cooperation.instruments import slots as instrument_slots
        from interkomm.cooperation.instruments.services import FILE_ACCESS
        from interkomm.cooperation.papers import retention as paper_retention
        from interkomm.cooperation.papers import tasks as papers
        from interkomm.cooperation.papers.views import papers_link, public_papers_link
        from interkomm.cooperation.partnerships import catalogue_subject, changes  # needs the loaded models
        from interkomm.cooperation.preparations.views import preparations_box
        from interkomm.cooperation.recording import tasks as recording  # noqa: F401 - registers the daily round
        from interkomm.cooperation.recording.entries import EVIDENCE
        from interkomm.foundation.files.access import allow
        from interkomm.ui import slots

        changes.register_acts()
        catalogue_subject.register_subject()
        slots.fill("catalogue.case.below", reuse_box, order=30)
        slots.fill("region.content", examples_box, order=60)
        slots.fill("region.content", instrument_slots.public_box, order=20)
        slots.fill("cooperation.manage", instrument_slots.staff_box, order=10)
        allow(FILE_ACCESS, instruments.may_download)
        allow(EVIDENCE, instruments.may_download_evidence)
        papers.connect()
        slots.fill("instrument.preparation", preparations_box)
        slots.fill("instrument.papers", papers_link)
        slots.fill("instrument.public", public_papers_link)
        capability_retention.register_own()
        paper_retention.register_own()
        slots.fill("region.content", capability_slots.public_box, order=50)
        slots.fill("cooperation.manage", capability_slots.staff_box, order=20)
        self._work_together()
        self._share_costs()
        self._fill_town_page()

    def _work_together(self) -> None:
        """Meetings, working groups and documents."""
        from interkomm.cooperation.calendars import keeping
        from interkomm.cooperation.calendars.slots import next_meetings
        from interkomm.cooperation.groups.slots import groups_box
        from interkomm.cooperation.meetings.slots import staff_box
        from interkomm.cooperation.minutes.slots import written_box
        from interkomm.cooperation.records import rules as records
        from interkomm.cooperation.records.services import FILE_ACCESS
        from interkomm.cooperation.records.slots import public_documents
        from interkomm.cooperation.tasks import tasks as reminders  # noqa: F401 - the daily reminder
        from interkomm.cooperation.tasks.slots import tasks_box
        from interkomm.foundation.files.access import allow
        from interkomm.ui import slots

        keeping.register_own()
        allow(FILE_ACCESS, records.may_download)
        slots.fill("cooperation.manage", staff_box, order=30)
        slots.fill("cooperation.meeting", written_box, order=10)
        slots.fill("cooperation.meeting", tasks_box, order=20)
        slots.fill("region.content", public_documents, order=40)
        for order, box in enumerate((next_meetings, groups_box, public_documents)):
            slots.fill("cooperation.about", box, order=40 + order)

    def _share_costs(self) -> None:
        from interkomm.cooperation.comparisons.slots import exit_box
        from interkomm.cooperation.costs import slots as cost_slots
        from interkomm.cooperation.pools.slots import pools_box
        from interkomm.ui import slots

        slots.fill("region.content", cost_slots.public_box, order=45)
        slots.fill("cooperation.manage", cost_slots.manage_box, order=40)
        slots.fill("instrument.exit", exit_box)
        slots.fill("cooperation.costs", pools_box)

    def _fill_town_page(self) -> None:
        """Every slice adds its own lines to a town's one page."""
        from interkomm.cooperation.capabilities import town_lines as capabilities
        from interkomm.cooperation.consents import town_lines as consents
        from interkomm.cooperation.costs import town_lines as costs
        from interkomm.cooperation.instruments import town_lines as instruments
        from interkomm.cooperation.pools import town_lines as pools
        from interkomm.cooperation.settlements import town_lines as settlements
        from interkomm.cooperation.tasks import town_lines as tasks

        for each in (capabilities, consents, costs, instruments, pools, settlements, tasks):
            each.register_own()
