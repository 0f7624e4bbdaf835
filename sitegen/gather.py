"""Documents in, filed articles out: what moved in the folders is read, what that touches is decided and filed anew.

All of it happens in one transaction: an archive is never half read.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from sitegen import files, filing, inputs, stages
from sitegen.archive.across import Across
from sitegen.archive.counts import Moved
from sitegen.archive.store import Store, digest, retained
from sitegen.edits import Edits, edits
from sitegen.model import Content, Problem
from sitegen.plan import Plan, Run
from sitegen.reading import entities, topics, words
from sitegen.site.topic_page import cited
from sitegen.workers import spread

CHUNK = 64  # documents or articles a worker takes at once: small chunks cost more in pickling than they save
READ_BY, FILED_BY = "read by", "filed by"  # the facts that say which code read the documents and filed the articles
FRESH_NS = 2_000_000_000  # a file changed so shortly before it was read may change again within one tick of its clock
MOST_GROUPS = 200  # of words that an edit touches, above which every article is filed anew


class Stopped(Exception):  # noqa: N818 — it is no error of the program: the editor must allow the loss first
    """The build would remove more articles than settings and plan allow."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a build gathered: what moved in the archive and in content; ``everything`` where all was filed anew."""

    moved: Moved
    edits: Edits
    everything: bool


def warm(editors: Content) -> None:
    """Do beforehand what else the first document of a process would wait for."""
    stages.warm(editors.entities, editors.topics)


def gather(run: Run, store: Store, editors: Content, found: files.Found) -> Gathered:
    """Bring the archive up to date with documents and content, within the caller's transaction. Raises Stopped."""
    old = store.last_good()
    edit = edits(old, retained(editors))
    if edit.rulings:
        store.recall()
    read_documents(run, store, editors, found)
    known_code = store.fact(FILED_BY) == _filed_by(run.plan)
    everything = old is None or edit.filing or not known_code
    store.counter.noting = not everything
    moved = file_articles(run, store, editors, old=old or Content(), edit=edit, everything=everything)
    store.keep(editors, private=run.plan.private)
    store.state(**{FILED_BY: _filed_by(run.plan)})
    return Gathered(moved, edit, everything)


def _filed_by(plan: Plan) -> str:
    return digest(inputs.code(inputs.FILERS), plan.private)


# ---------------------------------------------------------------- documents


def read_documents(run: Run, store: Store, editors: Content, found: files.Found) -> None:
    """Bring the archive's readings up to date with the files found: only what moved is read."""
    code, limit = inputs.code(inputs.READERS), editors.settings.max_document_bytes
    reader = digest(code, limit)
    read_anew = store.fact(READ_BY) != reader  # another program may read the same bytes otherwise
    told = None if read_anew or not run.plan.trusting else found.moved
    held = store.stats(told)
    looked = [one for one in found.files if told is None or one.path in told or one.path in held]
    moved = [one for one in looked if read_anew or held.get(one.path) != one.stat]
    gone = held.keys() - {one.path for one in looked}
    with run.stage("read", len(moved)):
        read = _read(run, store, moved, limit)
        store.drop_documents(sorted(gone))
        if read or gone:  # what came may be a copy of what is withdrawn, of which nothing is held
            read |= _read(run, store, _withheld(store, found.files, read), limit)
        store.state(**{READ_BY: reader})
    run.counts["read"] += len(read)


def _withheld(store: Store, found: Iterable[files.File], read: Collection[str]) -> list[files.File]:
    """Return the documents of which a reading is withheld, but for those just read, to be read again."""
    again = store.recall() - set(read)
    return [one for one in found if one.path in again]


def _read(run: Run, store: Store, moved: Iterable[files.File], limit: int) -> set[str]:
    """Read the documents among the files whose bytes changed, and return their paths."""
    waiting: deque[tuple[files.File, str]] = deque()
    work, read = partial(stages.read, limit=limit), set()
    fresh = _fresh(run, store, moved, waiting, limit)
    for readings, faults in spread(run.executor, work, fresh, CHUNK, run.progress.step, name=_path):
        one, key = waiting.popleft()
        store.put_document(one.path, trusted(one), key, readings, faults)
        read.add(one.path)
    return read


def _path(raw: stages.Raw) -> str:
    return raw.path


def trusted(one: files.File) -> str:
    """Return a file's stat, or nothing where it is so fresh that a later write could leave it as it is."""
    return one.stat if one.changed_ns < time.time_ns() - FRESH_NS else ""


def _fresh(
    run: Run, store: Store, moved: Iterable[files.File], waiting: deque[tuple[files.File, str]], limit: int
) -> Iterator[stages.Raw]:
    """Yield the documents whose bytes changed, noting each as waiting; one whose stat alone moved is noted and left."""
    code = inputs.code(inputs.READERS)
    for one in moved:
        parts = [files.read(file, limit) for file in (one, one.sidecar) if file]
        faults = [part for part in parts if isinstance(part, Problem)]
        if faults:
            run.problems += faults
            store.drop_documents([one.path])
            continue
        own, *beside = (part for part in parts if isinstance(part, files.Bytes))
        sidecar = (one.sidecar.path, beside[0].data) if one.sidecar and beside else ("", None)
        key = digest(code, one.path, own.sha256, sidecar[0], beside[0].sha256 if beside else "", limit)
        if store.key_of(one.path) == key:
            store.touch_document(one.path, trusted(one))
        else:
            waiting.append((one, key))
            yield stages.Raw(one.path, own.data, *sidecar)


# ---------------------------------------------------------------- articles


def file_articles(run: Run, store: Store, editors: Content, *, old: Content, edit: Edits, everything: bool) -> Moved:
    """Bring the archive's articles up to date with its readings: only what an article was made from makes it anew."""
    store.put_tombstones({name[-filing.HASH_LENGTH :]: day for name, day in filing.withdrawals(editors.rulings)})
    names = edit.rulings | _cited_anew(old, editors)
    with run.stage("stories"):
        touched = filing.Touched(frozenset(store.stirred), names, everything)
        cited_now = _cited(editors)
        refiled = filing.refile(store, touched, editors, cited_now)
        store.stirred.clear()
    _guard(run, store, editors, refiled)
    store.withhold(refiled.withheld)
    unmatched(run, store, editors)
    rules = _rules(editors, run.plan)
    relinked = _relinked(store, old, editors) - set(refiled.gone)
    moved: set[str] = set()
    if not everything:
        moved = {task.id for task in refiled.tasks if store.key(task.id) != _key(rules, task)} | relinked
    stories = store.stories_of((*moved, *refiled.gone))
    tasks = refiled.tasks if everything else filing.tasks(store, moved, editors, cited_now)
    with run.stage("file", len(tasks)):
        work = partial(
            stages.file,
            known=editors.entities,
            subjects=editors.topics,
            sources=editors.sources,
            default=editors.settings.rights,
            private=run.plan.private,
        )
        stale = (
            (key, task)
            for task in tasks
            for key in [_key(rules, task)]
            if not everything or task.id in relinked or store.key(task.id) != key
        )
        chunks = ((key, task, store.blobs(task.rows)) for key, task in stale)
        store.drop_articles(refiled.gone)
        store.put_articles(spread(run.executor, work, chunks, CHUNK, run.progress.step))
        told = None if everything else stories | store.stories_of(moved)
        store.put_told(filing.retold(store.events_by_story(told)))
        return store.settle()


def _cited(editors: Content) -> dict[str, tuple[str, ...]]:
    """Return the sentences that explainers cite, by article, in order."""
    found: dict[str, dict[str, None]] = {}
    for topic in editors.topics:
        for article, sentence, _ in cited(topic):
            found.setdefault(article, {})[sentence] = None
    return {article: tuple(sentences) for article, sentences in found.items()}


def _cited_anew(old: Content, new: Content) -> frozenset[str]:
    """Return the articles of which explainers cite other sentences than before: rights count them."""
    before, after = _cited(old), _cited(new)
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _rules(editors: Content, plan: Plan) -> str:
    """Return a digest of what articles are filed by besides tasks, and besides names and topics, which are followed."""
    sources = [(one.id, one.name, one.homepage, one.rights, one.recognise) for one in editors.sources]
    return digest(inputs.code(inputs.FILERS), sources, editors.settings.rights, plan.private)


def _key(rules: str, task: filing.Task) -> str:
    return digest(rules, replace(task, row=0, rows=()))


def _relinked(store: Store, old: Content, new: Content) -> set[str]:
    """Return the articles whose names or topics an edit of the authority file or of a topic's rule can change."""
    groups = list(entities.changed(old.entities, new.entities)) if old.entities != new.entities else []
    named: set[str] = set()
    if old.topics != new.topics:
        before, after = {one.id: one for one in old.topics}, {one.id: one for one in new.topics}
        for name in before.keys() | after.keys():
            touch = topics.changed(before.get(name), after.get(name))
            groups += touch.phrases
            named |= store.mentioning(touch.entities) if touch.entities else set()
    if len(groups) > MOST_GROUPS or () in groups:
        return set(store.keys())
    return named | store.holding([words.word_hash(word) for word in group] for group in groups)


def _guard(run: Run, store: Store, editors: Content, refiled: filing.Refiled) -> None:
    """Raise Stopped where too many articles would go: an empty mount must not unpublish an archive."""
    if not refiled.gone:
        return
    settings, held = editors.settings, store.counts()["articles"]
    kept = {name for task in refiled.tasks for name in (task.id, *task.aliases)}
    withheld = set(refiled.withheld)
    lost = [
        name
        for name in refiled.gone
        if name not in kept and name not in withheld and not filing.is_withdrawn(name, editors.rulings)
    ]
    rest = held - len(refiled.gone) + len([task for task in refiled.tasks if store.key(task.id) is None])
    most = max(settings.max_removed_articles - 1, int(held * settings.max_removed_share)) if rest else 0
    if len(lost) <= max(most, run.plan.accept_loss):
        return
    message = f"this build would remove {len(lost)} of {held} articles; nothing was published."
    hint = f"If that is meant, build with --accept-loss {len(lost)}."
    raise Stopped(Problem("documents", 0, 0, "too-many-removed", "error", message, hint))


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of all readings held, as a container that is only asked."""

    holds: Callable[[str], bool]

    def __contains__(self, name: object) -> bool:
        """Tell whether a reading has that id."""
        return isinstance(name, str) and self.holds(name)


def unmatched(run: Run, store: Store, editors: Content) -> None:
    """Warn of rulings that match nothing; they are on content's own documents."""
    if not run.plan.documents:
        path = f"{run.plan.content.name}/rulings.yaml"
        run.problems += filing.unmatched(editors.rulings, Names(store.holds), path)
        run.problems += filing.unmatched_words(Across(store.db), editors.rulings, path)
