"""Findings and problems of all readers in words."""

from interkomm.calc.casereading.result import Finding, Problem
from interkomm.catalogue.imports import wording
from interkomm.catalogue.imports.stored import DUPLICATE_CODE
from interkomm.catalogue.imports.table_wording import FINDINGS, PROBLEMS, duplicate_sentence, fill


def finding_sentence(finding: Finding) -> str:
    """The sentence of a finding, in the language that is active."""
    if finding.message_code == DUPLICATE_CODE:
        return duplicate_sentence(finding.facts)
    if finding.message_code in FINDINGS:
        return fill(FINDINGS[finding.message_code], finding.facts)
    return wording.finding_sentence(finding)


def problem_sentence(problem: Problem) -> str:
    """Why a file cannot be read, with the place where it matters."""
    if problem.code in PROBLEMS:
        text = fill(PROBLEMS[problem.code], problem.facts)
        return f"{text} ({problem.place})" if problem.place else text
    return wording.problem_sentence(problem)
