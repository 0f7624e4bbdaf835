"""The command line: words in, a plan out; a report in, words and an exit code out.

Exit codes: 0 done, warnings included; 1 faults in content, in a check or verification, with --strict in documents;
2 wrong usage; 3 the machine (disk, permission, lock); 130 interrupted.

Each command imports what it needs when it runs, so that one starts without what the others need.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from sitegen import __version__

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from sitegen.archive.queries import Archive
    from sitegen.model import Content, Problem
    from sitegen.plan import Plan, Report

T = TypeVar("T")
DONE, FAULTS, MACHINE, INTERRUPTED = 0, 1, 3, 130
GARBAGE = (100_000, 50, 50)  # objects made between two searches for garbage, and how seldom older ones are looked over
STAGES = {
    "content": "Checking content",
    "find": "Finding documents",
    "check": "Looking over what stands",
    "read": "Reading documents",
    "stories": "Merging copies, forming stories",
    "file": "Filing articles",
    "pages": "Making pages",
    "search": "Indexing for search",
    "publish": "Publishing",
}


class Lines:
    """Progress as plain lines, for logs."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def stage(self, name: str, total: int) -> None:
        """Say which stage starts."""
        self.say(f"{STAGES.get(name, name)}{f': {total}' if total else ''}")

    def step(self, count: int) -> None:
        """Say nothing between stages."""


class Bars:
    """Progress as bars, for terminals."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def stage(self, name: str, total: int) -> None:
        """Start a bar; the one before is done."""
        self._finish()
        self.task = self.progress.add_task(STAGES.get(name, name), total=total or None)

    def step(self, count: int) -> None:
        """Move the bar."""
        if self.task is not None:
            self.progress.advance(self.task, count)

    def _finish(self) -> None:
        if self.task is not None:
            task = self.progress.tasks[self.task]
            self.progress.update(self.task, total=task.total or 1, completed=task.total or 1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Turn a folder of scraped news documents into a published explainer archive."""


FOLDER = click.Path(file_okay=False, path_type=Path)
content_option = click.option(
    "--content", type=FOLDER, default="content", show_default=True, help="The editor's files."
)
documents_option = click.option(
    "--documents", type=FOLDER, multiple=True, help="Another corpus in the place of content/documents; may be repeated."
)
templates_option = click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another theme than the default one.",
)
output_option = click.option("--output", type=FOLDER, default="public", show_default=True, help="Where the site goes.")
state_option = click.option(
    "--state",
    type=FOLDER,
    help="Where the archive is kept.  [default: .sitegen, one folder in it for any output but public]",
)


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Hold an address given here to the same rules as one in site.toml."""
    if value is None:
        return None
    from pydantic import ValidationError

    from sitegen.shapes import SettingsShape

    try:
        return SettingsShape(title="-", base_url=value).base_url
    except ValidationError as fault:
        raise click.BadParameter(fault.errors()[0]["ctx"]["message"]) from fault


base_url_option = click.option(
    "--base-url", callback=_address, help="The site's address, in the place of base_url in site.toml."
)
jobs_option = click.option("--jobs", type=click.IntRange(0), default=0, help="Processes at work; 0: one a processor.")


def examples(*lines: str) -> str:
    """Return lines as the examples of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


@cli.command(
    epilog=examples(
        "sitegen build",
        "sitegen build --explain",
        "sitegen build --private --documents ../corpus --output build",
    )
)
@content_option
@documents_option
@templates_option
@output_option
@state_option
@base_url_option
@jobs_option
@click.option("--executor", metavar="ADDRESS", help="A dask scheduler to work on (tls://…, or tcp:// on this machine).")
@click.option("--insecure-executor", "insecure", is_flag=True, help="Admit a scheduler elsewhere without encryption.")
@click.option("--clean", is_flag=True, help="Forget the archive first and read everything anew.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a document can't be read.")
@click.option("--private", is_flag=True, help="The editor's full view, whatever the rights; never for publishing.")
@click.option("--record", is_flag=True, help="Append what changed to content/ledger.jsonl.")
@click.option("--dry-run", is_flag=True, help="Do everything but write; say what would change.")
@click.option("--accept-loss", type=click.IntRange(0), default=0, metavar="N", help="Let N articles go.")
@click.option("--explain", is_flag=True, help="Say for each file written which inputs moved.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a report as JSON.")
def build(report: Path | None, *, explain: bool, **options: object) -> None:
    """Build the site: read what changed, rebuild what it touches, publish."""
    plan = _plan(options)
    outcome = _guarded(lambda: _watched(plan))
    if report:
        _guarded(lambda: report.write_text(outcome.as_json(), "utf-8"))
    if explain:
        _explain(outcome)
    _tell(outcome, plan)
    sys.exit(_code(outcome, plan))


def _explain(outcome: Report, most: int = 4) -> None:
    """Say for each file written which inputs moved."""
    for path, reasons in sorted(outcome.why.items()):
        more = f" and {len(reasons) - most} more" if len(reasons) > most else ""
        click.echo(f"  {path}: {', '.join(reasons[:most]) or 'everything is made anew'}{more}")


def _plan(options: dict[str, object]) -> Plan:
    from sitegen.plan import Plan

    return Plan(**options)  # type: ignore[arg-type]  # click gave each option its type


def _watched(plan: Plan) -> Report:
    from sitegen.build import build as run_build

    if not sys.stderr.isatty():
        return run_build(plan, Lines(lambda line: click.echo(line, err=True)))
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        return run_build(plan, Bars(progress))


def _code(outcome: Report, plan: Plan) -> int:
    if outcome.stopped or (plan.strict and outcome.problems):
        return FAULTS
    return DONE


def _tell(outcome: Report, plan: Plan) -> None:
    """Say what a build did: problems first, then a line that sums up, and one on the site's size."""
    from sitegen.hosts import said

    tell_problems(outcome.problems)
    if outcome.stopped:
        if any(problem.code == "withdrawn-alone" for problem in outcome.problems):
            done = f"Only what is withdrawn was taken out of {plan.output}"
        else:
            done = f"Nothing was published; {plan.output} is as it was"
        click.echo(f"{done}: {_problem_count(outcome.problems)}.", err=True)
        return
    click.echo(f"The site: {said(outcome.size)}.")
    count = outcome.counts
    seconds = sum(outcome.seconds.values())
    click.echo(
        f"{count['articles']} articles from {count['occurrences']} occurrences in {count['documents']} documents; "
        f"{count['pages']} pages, {count['written']} files written, {count['deleted']} deleted in {seconds:.1f} s"
        f"{' (dry run: nothing was changed)' if plan.dry_run else f' -> {plan.output}'}"
    )
    if plan.dry_run:
        for word, paths in (("new", outcome.changes.added), ("changed", outcome.changes.changed)):
            _tell_paths(word, paths)
        _tell_paths("deleted", outcome.changes.deleted)


def _tell_paths(word: str, paths: Iterable[str], most: int = 20) -> None:
    listed = tuple(paths)
    for path in listed[:most]:
        click.echo(f"  {word}: {path}")
    if len(listed) > most:
        click.echo(f"  {word}: … and {len(listed) - most} more")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Write problems to standard error, a line each."""
    for problem in problems:
        colour = "red" if problem.severity == "error" else "yellow"
        click.echo(click.style(str(problem), fg=colour), err=True)


def _problem_count(problems: Iterable[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{errors} error{'' if errors == 1 else 's'}"


def _guarded(work: Callable[[], T]) -> T:
    """Do the work; where the machine refuses, say so and exit."""
    try:
        return work()
    except Exception as fault:
        _refuse(fault)
        raise


def _refuse(fault: Exception) -> None:
    """Say why and exit where the fault is the machine's or the user's, not the program's."""
    import sqlite3
    from concurrent.futures import BrokenExecutor

    from sitegen.export import PrivateArchiveError
    from sitegen.lock import LockedError
    from sitegen.site.pagefind import PagefindError
    from sitegen.site.publish import NotOurFolderError
    from sitegen.workers import AddressError

    match fault:
        case LockedError():
            _give_up(f"{fault}. Wait for it to end.")
        case NotOurFolderError():
            _give_up(f"{fault} holds files that are not sitegen's. Choose an empty folder, or empty this one.")
        case PagefindError():
            _give_up(f"search could not be indexed: {fault}")
        case AddressError():
            raise click.UsageError(str(fault)) from fault
        case PrivateArchiveError():
            message = "this archive was built with --private. Export it with --private, or build the public site first."
            raise click.UsageError(message) from fault
        case BrokenExecutor():
            _give_up(f"{fault}: too little memory? Try --jobs 1.")
        case sqlite3.Error():
            _give_up(f"the archive: {fault}. Where it is damaged, delete its folder (.sitegen) and build again.")
        case OSError():
            _give_up(f"{fault.filename or 'disk'}: {fault.strerror or fault}")


def _give_up(message: str) -> NoReturn:
    click.echo(click.style(f"sitegen: {message}", fg="red"), err=True)
    sys.exit(MACHINE)


# ---------------------------------------------------------------- the other commands


@cli.command(epilog=examples("sitegen serve", "sitegen serve --port 8080"))
@content_option
@documents_option
@templates_option
@output_option
@state_option
@jobs_option
@click.option("--private", is_flag=True, help="The editor's full view, whatever the rights.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="On 127.0.0.1; 0: any.")
def serve(port: int, **options: object) -> None:
    """Build, serve the site here, watch all files, rebuild and reload; the last good site stays on an error."""
    from sitegen.build import Preview
    from sitegen.serve import serve as run_serve
    from sitegen.theme import default_templates

    plan = _plan(options)
    preview = Preview(plan)
    watched = [plan.content, *plan.documents, plan.templates or default_templates()]
    _guarded(lambda: run_serve(preview.build, plan.output, watched, port, click.echo, moved=preview.moved))


@cli.command(epilog=examples("sitegen check", "sitegen check --output build"))
@content_option
@output_option
@base_url_option
@state_option
def check(content: Path, output: Path, base_url: str | None, state: Path | None) -> None:
    """Check content and the built site: references, links, anchors, HTML, sizes."""
    from sitegen.check import check as run_check
    from sitegen.content import load
    from sitegen.workers import each, workers

    editors, problems = load(content)
    found = [*problems, *_unheld(editors, output, state)]
    address = base_url if base_url is not None else editors.settings.base_url
    with workers() as executor:
        found += run_check(output, address, partial(each, executor))
    tell_problems(sorted(found))
    errors = [problem for problem in found if problem.severity == "error"]
    click.echo(f"{len(errors)} errors, {len(found) - len(errors)} warnings in {content} and {output}")
    sys.exit(FAULTS if errors else DONE)


def _unheld(editors: Content, output: Path, state: Path | None) -> list[Problem]:
    from sitegen.citations import unheld
    from sitegen.plan import ARCHIVE, Plan

    path = Plan(output=output, state=state).state_folder / ARCHIVE
    return list(unheld(path, editors)) if path.exists() else []


@cli.command(epilog=examples("sitegen verify", "sitegen verify --private --documents ../corpus --output build"))
@content_option
@documents_option
@templates_option
@output_option
@state_option
@base_url_option
@jobs_option
@click.option("--private", is_flag=True, help="The site was built with --private.")
def verify(**options: object) -> None:
    """Rebuild clean beside the published site and compare every byte."""
    from sitegen.verify import verify as run_verify

    report, differences = _guarded(lambda: run_verify(_plan(options)))
    tell_problems((*report.problems, *differences))
    if not report.stopped:
        click.echo(f"{len(differences)} differences from a clean build of {report.counts['pages']} pages")
    sys.exit(FAULTS if differences or report.stopped else DONE)


@cli.command(epilog=examples("sitegen why ferry-crews-stop-work-in-port-averel-1a2b3c4d", "sitegen why ferries.txt"))
@click.argument("name", metavar="ID|PATH")
@output_option
@state_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def why(name: str, output: Path, state: Path | None, *, as_json: bool) -> None:
    """Say how a document became articles, and why it is dated, merged, grouped and filed as it is."""
    from sitegen.why import told
    from sitegen.why import why as run_why

    reasons = run_why(_archive(output, state), name)
    if not reasons:
        raise click.UsageError(f"{name} is neither an article's id nor a document that holds one.")
    if as_json:
        click.echo(dumped(reasons))
    for one in () if as_json else reasons:
        click.echo("\n".join(told(one)) + "\n")


@cli.command(epilog=examples("sitegen desk", "sitegen desk --only name --only undated", "sitegen desk --json"))
@content_option
@output_option
@state_option
@click.option("--only", "kinds", multiple=True, metavar="KIND", help="Of these kinds alone; --json tells their names.")
@click.option("--articles", default=2000, show_default=True, help="Look for names and topics in so many, the latest.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def desk(
    content: Path, output: Path, state: Path | None, *, kinds: tuple[str, ...], articles: int, as_json: bool
) -> None:
    """Say what waits for the editor, each with the lines to paste."""
    from dataclasses import asdict
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sitegen.desk import TITLES, told
    from sitegen.desk import desk as run_desk

    strange = sorted(set(kinds) - set(TITLES))
    if strange:
        raise click.UsageError(f"{strange[0]} is no kind of matter: they are {', '.join(TITLES)}.")
    editors = _valid(content)
    today = datetime.now(ZoneInfo(editors.settings.timezone)).date().isoformat()
    found = run_desk(_archive(output, state), editors, today, articles)
    matters = [matter for matter in found if not kinds or matter.kind in kinds]
    if as_json:
        click.echo(dumped([asdict(matter) for matter in matters]))
        return
    click.echo("\n".join(told(matters, lambda words: click.style(words, bold=True))).lstrip("\n"))
    click.echo(f"\n{len(matters)} matters wait." if matters else "Nothing waits.")


@cli.command(epilog=examples("sitegen export archive.sqlite", "sitegen export --output build all.sqlite"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@content_option
@output_option
@state_option
@click.option("--private", is_flag=True, help="Write all texts whole; never for publishing.")
def export(file: Path, content: Path, output: Path, state: Path | None, *, private: bool) -> None:
    """Write the archive as one SQLite file: tables, views and a README, within the rights."""
    from sitegen.export import export as run_export

    editors = _valid(content)
    archive = _archive(output, state)
    count = _guarded(lambda: run_export(archive, editors, file, private=private))
    click.echo(f"{count} articles -> {file}")


@cli.command(epilog=examples("sitegen new my-archive"))
@click.argument("folder", metavar="DIR", type=FOLDER)
def new(folder: Path) -> None:
    """Start a new archive that builds."""
    from sitegen.new import NotEmptyError
    from sitegen.new import new as run_new

    try:
        _guarded(lambda: run_new(folder))
    except NotEmptyError as fault:
        raise click.UsageError(f"{fault} is not empty.") from fault
    click.echo(f"{folder} is ready: cd {folder} && sitegen serve")


def _valid(content: Path) -> Content:
    """Return content; where it holds faults, tell them and end."""
    from sitegen.content import load

    editors, problems = load(content)
    errors = [problem for problem in problems if problem.severity == "error"]
    tell_problems(errors)
    if errors:
        sys.exit(FAULTS)
    return editors


def _archive(output: Path, state: Path | None) -> Archive:
    from sitegen.archive.queries import Archive
    from sitegen.plan import ARCHIVE, Plan

    path = Plan(output=output, state=state).state_folder / ARCHIVE
    if not path.exists():
        _give_up(f"there is no archive at {path}. Run sitegen build first.")
    return Archive(path)


def main() -> None:
    """Run the command line and end the process.

    Nothing is torn down that the system takes back at once: of a large archive that takes as long as a small update.
    And what lives, lives to the end, so it is seldom looked over for garbage.
    """
    gc.set_threshold(*GARBAGE)
    code = _run()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:  # who read the output went away
        code = code or MACHINE
    os._exit(code)


def _run() -> int:
    """Run the command line and return the exit code; an interruption's is 130."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; the last good site stands.", err=True)
        return INTERRUPTED
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    return DONE


def dumped(thing: object) -> str:
    """Return a value as readable JSON."""
    return json.dumps(thing, ensure_ascii=False, indent=2)
