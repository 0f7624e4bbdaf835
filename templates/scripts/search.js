// The search page, on Pagefind. It builds nodes, never HTML, and starts no worker.

const FIRST = 10; // results
const PAGE = 20; // more
const FREE = 50e3; // bytes opened unasked
const STEP = 300e3; // bytes that the button opens
const CHEAP = 30e3; // bytes that counting may cost
const WORDS = 44; // of an excerpt
const FACETS = ["topic", "source", "year", "kind"];

const ids = ["search", "results", "status", "query", "search-text", "result", "option"];
const [form, list, status, heading, said, result, option] = ids.map((id) => document.getElementById(id));
const { q: field, sort, more, older } = form.elements;
const text = JSON.parse(said.textContent);
const names = [document.title, heading.textContent];
const language = document.documentElement.lang;
const { root, pagefind } = form.dataset;
const place = (address) => new URL(".", new URL(address, document.baseURI)); // or its index.html
const folder = place(pagefind).href;

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const figure = (n) => n.toLocaleString(language);
const month = (date) => new Date(date).toLocaleDateString(language, { month: "long", year: "numeric", timeZone: "UTC" });
const fold = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
const words = (query) => query.split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
const copy = ({ content }) => content.firstElementChild.cloneNode(true);

// ---- the index

const index = fetch(`${folder}shards.json`, { cache: "no-cache" }).then((response) => response.json());
let first; // loads the WebAssembly; did two, one would lose its memory to the other

function open(shard) {
  shard.open ??= start(shard, first);
  first ??= shard.open;
  return shard.open;
}

async function start({ name, digest }, before) {
  const { createInstance } = await import(`${folder}${(await index).code}/pagefind.js`);
  await before;
  const shard = createInstance({
    basePath: `${folder}${name}/${digest}/`,
    baseUrl: place(root).pathname,
    noWorker: true,
    metaCacheTag: "",
    ranking: { metaWeights: { title: 5, names: 5, dated: 0.3 } },
  });
  await shard.search(""); // it is ready
  return { ...shard, held: { __proto__: null } };
}

// Where no word begins with a term, Pagefind takes the longest that begins the term: "Aleppo" finds every "al-", and
// "Aleppo0q" does too.
async function holds({ search }, term) {
  const found = async (term) => (await search(term)).results.map(({ id, words }) => id + words).sort().join();
  return (await found(`"${term}"`)) || (await found(term)) !== (await found(`${term}0q`));
}

// The query as it stands, or "al-Asad" as two words; undefined where the shard lacks a word.
async function spelt(shard, query) {
  for (const terms of [query.split(/\s+/).filter(fold), words(query)])
    if ((await Promise.all(terms.map((term) => (shard.held[term] ??= holds(shard, term))))).every(Boolean)) return terms.join(" ");
}

async function ask(shard, query, chosen) {
  const filters = {};
  for (const facet of FACETS)
    if (chosen[facet][0] && !chosen[facet].includes(shard.same[facet])) {
      if (facet in shard.same) return { results: [] };
      filters[facet] = { any: chosen[facet] };
    }
  const held = await open(shard);
  const spelling = !query ? null : /^".*"$/.test(query) ? query : await spelt(held, query);
  return spelling === undefined ? { results: [] } : held.search(spelling, { filters });
}

// Reports are indexed by names, not by aliases: one in the query is read as the name, too.
async function readings(query, guide) {
  const shard = await open(guide);
  const read = async (said) => {
    const spelling = await spelt(shard, said);
    const [best] = spelling ? (await shard.search(spelling)).results : [];
    if (`${best?.matchedMetaFields}` !== "names") return said;
    const { title, names } = (await best.data()).meta;
    const known = names.split(" · ").flatMap((name) => [name, words(name).at(-1)]);
    return known.map(fold).includes(fold(said)) ? title : said;
  };
  const whole = await read(query);
  return [query, whole === query ? (await Promise.all(query.split(/\s+/).map(read))).join(" ") : whole];
}

// ---- a search: shards are asked in turn, newest first, and a result that is shown stays where it is

let run; // the latest search; rest: shards to be asked, in groups of one time; pool: results not yet shown
let late, timer;

// Comes back only where no later search, which is a later event, took this one's place.
async function still(promise) {
  const mine = run;
  const value = await promise;
  return mine === run ? value : new Promise(() => {});
}

async function search() {
  const data = new FormData(form);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet)]));
  const query = field.value.trim();
  const quoted = query && fill(text.query, { q: query });
  run = { query, chosen, dated: sort.value === "date", queries: [query], pool: [], rest: [], searched: [], shown: 0, goal: FIRST };
  document.title = (quoted && `${quoted} · `) + names[0];
  heading.textContent = quoted || names[1];
  clearTimeout(late);
  const any = address().includes("?");
  if (any) late = setTimeout(() => (status.textContent = text.searching), status.textContent && 400);
  try {
    const { shards } = await still(index);
    const fits = (facet, values) => !chosen[facet][0] || !values || chosen[facet].some((value) => values.includes(value));
    const asked = shards.filter(({ same, years }) => any && fits("year", years) && fits("kind", same.kind));
    asked.slice(0, 6).map(open);
    const guide = shards.find(({ name }) => name === "guide");
    if (guide && query && !query.includes('"')) run.queries = [...new Set(await still(readings(query, guide)))];
    run.all = asked.length === shards.length;
    const groups = {};
    for (const shard of asked) (groups[shard.first + shard.last] ??= []).push(shard);
    run.rest = Object.values(groups);
    await go(chosen.year[0] ? Infinity : FREE);
    if (!any) status.textContent = "";
  } catch (error) {
    console.error(error);
    status.textContent = text.failed;
  }
  clearTimeout(late);
}

const cost = (group) => group.reduce((sum, { opening, word }) => sum + opening + word * (words(run.query).length || 1), 0);

// A word's rarity in its shard is taken out of the score: shards differ in size.
async function take(shards) {
  const asked = (shard) => Promise.all(run.queries.map((query) => ask(shard, query, run.chosen)));
  for (const [at, answers] of (await still(Promise.all(shards.map(asked)))).entries()) {
    const ids = new Set();
    for (const { results, unfilteredResultCount: n } of answers)
      for (const result of results) {
        const score = result.score / Math.log1p((shards[at].pages - n + 0.5) / (n + 0.5));
        if (!ids.has(result.id)) run.pool.push({ ...result, score });
        ids.add(result.id);
      }
  }
  run.searched.push(...shards);
}

async function go(most) {
  const { rest, dated } = run;
  for (let whole; rest[0] && (most > 0 || (dated && !whole)); ) {
    const few = rest[0].splice(0, 4);
    most -= cost(few);
    await take(few);
    whole = !rest[0][0] && rest.shift();
    if ((whole || !dated) && run.pool.filter(({ id }) => id[6] < "9")[FIRST - 1]) await show(run.goal); // reports
  }
  await show(run.goal);
  say();
  await count();
}

const show = (until) => (run.showing = still(run.showing).then(() => add(until)));

// Adds the best of what was found; by date, only what nothing can come before.
async function add(until) {
  const when = ({ id }) => id.slice(6); // "2026-01-20-…"
  const past = (run.dated && run.rest[0]?.[0].last) || "";
  const ready = run.pool.filter((result) => when(result).slice(0, 7) > past);
  ready.sort((a, b) => (run.dated ? when(b).localeCompare(when(a)) : b.score - a.score));
  const next = ready.splice(0, Math.max(0, until - run.shown));
  const loaded = await still(Promise.all(next.map((result) => result.data())));
  if (!run.shown) list.replaceChildren();
  list.append(...loaded.map((data, at) => item(data, next[at].matchedMetaFields)));
  run.pool = run.pool.filter((result) => !next.includes(result));
  run.shown += next.length;
  more.hidden = !ready.length;
}

// Says what was found and how far back the button leads.
function say() {
  const { rest, searched, query: q } = run;
  const since = rest[0] && searched.findLast(({ name, first }) => name !== "guide" && first > rest[0][0].last);
  const n = run.pool.length + run.shown;
  const forms = text[since ? "since" : rest[0] ? "part" : "results"];
  const form = forms[n ? new Intl.PluralRules(language).select(n) : "none"] ?? forms.other;
  status.textContent = fill(form, { n: figure(n), q, date: since && month(since.first) });
  run.step = 0;
  let back;
  for (const group of rest) {
    if (run.step && run.step + cost(group) > STEP) break;
    run.step += cost(group);
    back = group[0].first || back;
  }
  older.hidden = !run.step;
  older.textContent = fill(back ? text.older : text.undated, { date: back && month(back), size: figure(Math.ceil(run.step / 1e3)) });
}

// ---- filters, address

const boxes = (facet) => [...form.querySelectorAll(`[name=${facet}]`)];

function box(facet, value, name = value) {
  if (boxes(facet).some((held) => held.value === value)) return;
  const made = copy(option);
  Object.assign(made.firstChild, { name: facet, value }).after(name);
  form.querySelector(`[data-filter=${facet}]`).append(made);
}

// A value counts what it would find beside other facets' choices. Where not all was asked, no number is no 0.
async function count() {
  const { searched, queries, query, chosen, rest } = run;
  const cheap = queries.length < 2 && searched.reduce((sum, { facets }) => sum + facets, 0) < CHEAP;
  const all = cheap && run.all && !rest.length;
  for (const facet of FACETS) {
    const values = {};
    for (const shard of cheap ? searched : []) {
      await (await open(shard)).filters();
      const { results, filters } = await still(ask(shard, query, { ...chosen, [facet]: [] }));
      const pages = facet in shard.same ? { [shard.same[facet]]: results.length } : filters?.[facet];
      for (const value in pages) values[value] = (values[value] ?? 0) + pages[value];
    }
    for (const value in values) if (value) box(facet, value);
    for (const { value, checked, parentElement: label } of boxes(facet)) {
      const n = values[value] ?? 0;
      label.lastChild.textContent = n || all ? figure(n) : "";
      label.hidden = all && !n && !checked;
    }
  }
}

function address() {
  const kept = [...new FormData(form)].filter(([name, value]) => value.trim() && (name !== "sort" || value === "date"));
  return `${location.pathname}?${new URLSearchParams(kept)}`.replace(/\?$/, "");
}

function restore(typed) {
  const wanted = new URLSearchParams(location.search);
  field.value = typed || wanted.get("q");
  sort.value = wanted.get("sort") ?? "relevance";
  for (const facet of FACETS) {
    for (const value of wanted.getAll(facet)) box(facet, value);
    for (const held of boxes(facet)) held.checked = wanted.getAll(facet).includes(held.value);
  }
}

// The passage with the best hits. Words behind the anchor "~" are other names of those in the passage before it.
function passage({ anchors, weighted_locations }) {
  const parts = anchors.map(({ id, location: from }, at) => ({ id, from, to: anchors[at + 1]?.location, score: 0 }));
  for (const hit of weighted_locations) {
    const at = parts.findLastIndex(({ from }) => from <= hit.location);
    const part = parts[parts[at]?.id === "~" ? at - 1 : at];
    if (part) part.score += hit.balanced_score;
  }
  const shown = parts.filter(({ id, from, to }) => id !== "~" && to !== from);
  const [best] = parts.sort((a, b) => b.score - a.score);
  return best?.score && shown.includes(best) ? best : { ...shown[0], id: "" };
}

// The passage's words: hits marked, neighbours as one, without punctuation around them.
function excerpt({ content, locations }, { from, to }) {
  const mark = (word, at) => (locations.includes(at) ? word.replace(/[\p{L}\p{N}](.*[\p{L}\p{N}\p{M}])?/su, "\0$&\0") : word);
  const all = content.split(" ").slice(0, to).map(mark);
  const hit = locations.find((at) => at >= from) ?? from;
  const start = Math.max(from, Math.min(hit - 12, all.length - WORDS));
  const parts = all.slice(start, start + WORDS).join(" ").replaceAll("\0 \0", " ").split("\0");
  const nodes = parts.map((part, at) => (at % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part));
  return [start > from ? "… " : "", ...nodes, start + WORDS < all.length ? " …" : ""];
}

function item(data, matched) {
  const { title, dated = "", names = "" } = data.meta;
  const { source: [source] = [], kind: [kind] } = data.filters;
  const url = data.url.replace(/\/$/, root.endsWith("/index.html") ? "/index.html" : "/");
  const made = copy(result);
  const [link, line, also, sentence, name, from, date] = made.querySelectorAll("[data-part]");
  const best = passage(data);
  const known = names.split(" · ").find((name) => words(run.query).some((word) => fold(name).includes(fold(word))));
  link.href = url;
  link.append(title);
  line.append(...excerpt(data, best));
  also.append(fill(text.names, { names: known }));
  also.hidden = !known || !matched?.includes("names");
  sentence.href = `${url}#${best.id}`;
  name.append(title);
  sentence.hidden = !best.id;
  from.append(text.source[source] ?? source ?? text.kind[kind]);
  date.append(dated);
  return made;
}

// ---- hands

function keep(method) {
  history[method](null, "", address());
  search();
}

form.oninput = ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(keep, target === field ? 150 : 0, "replaceState");
};

form.onsubmit = (event) => {
  event.preventDefault();
  clearTimeout(timer);
  keep("pushState");
};

async function forward(act) {
  const at = run.shown;
  run.goal = at + PAGE;
  await act();
  list.children[at]?.querySelector("a").focus();
}
more.onclick = () => forward(() => show(run.goal));
older.onclick = () => forward(() => go(run.step));

onpopstate = () => {
  restore();
  search();
};

onkeydown = (event) => {
  const { key, target } = event;
  const stops = [field, ...list.querySelectorAll("h3 a")];
  const at = stops.indexOf(target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const slash = key === "/" && !target.closest("input:not([type=checkbox]), select");
  const next = slash ? field : at >= 0 && stops[at + step];
  if (!next || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  next.focus();
  event.preventDefault();
};

for (const facet of FACETS) for (const id in text[facet]) box(facet, id, text[facet][id]);
const { shards = [] } = await index.catch(() => ({}));
for (const year of shards.flatMap(({ years }) => years).sort().reverse()) box("year", year);
restore(field.value);
setTimeout(search);
