// The search page's own interface on Pagefind: as you type, with filters, dates, keys, and the query in the address.
// Load it as <script type="module">; without it the form is an ordinary GET form. It builds nodes, never HTML, and
// Pagefind runs without its worker, so no Trusted Types policy is needed. What it expects on the page:
//   form#search[data-pagefind][data-root]   addresses of the index's folder and the site's root, relative to the page
//     input[name=q]   select[name=sort] or radio buttons: relevance, date (optional)
//     fieldset[data-filter=topic|source|year|kind] with a legend; filled with <label><input> name <span>count
//   #status[role=status]   ol#results   button#more[type=button][hidden]   [data-query]: says the query (optional)
//   script#search-text[type=application/json], all the words:
//     {"topic": {id: name}, "source": {id: name}, "kind": {id: name}, "results": {plural category: "{n} results"},
//      "none": "Nothing for {q}", "searching": "", "failed": "", "query": "“{q}”", "sentence": "", "names": "Also: {names}"}

const PAGE = 20; // results shown at once
const PAUSE = 150; // milliseconds without a key before a search
const WORDS = 44; // longest excerpt
const BEFORE = 12; // words kept in front of the first hit where a sentence is longer than that
const HIDDEN = "~"; // as in search.py
const FACETS = ["topic", "source", "year", "kind"];

const one = (selector) => document.querySelector(selector);
const [form, list, status, more, heading] = ["#search", "#results", "#status", "#more", "[data-query]"].map(one);
const field = form.elements.q;
const text = JSON.parse(one("#search-text").textContent);
const names = [document.title, heading?.textContent];
const language = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);
const place = (address) => new URL(".", new URL(address, document.baseURI)); // links may end in index.html
const folder = place(form.dataset.pagefind).href;
const root = place(form.dataset.root).pathname;
const ending = form.dataset.root.endsWith("/index.html") ? "index.html" : "";

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const fold = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
const words = (query) => query.split(/\s+/).filter((word) => fold(word));

function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// ---- the index: shards, opened when they are first searched

const index = fetch(`${folder}shards.json`).then((response) => {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
});
const opened = new Map();
let first; // loads the WebAssembly; were two shards to do so at once, one would lose its memory to the other

function open(name) {
  if (!opened.has(name)) opened.set(name, start(name, first));
  first ??= opened.get(name);
  return opened.get(name);
}

async function start(name, before) {
  const { createInstance } = await import(`${folder}${(await index).code}/pagefind.js`);
  await before;
  const shard = createInstance({
    basePath: `${folder}${name}/`,
    baseUrl: root,
    noWorker: true,
    ranking: { metaWeights: { title: 5, names: 5, dated: 0.3 } },
  });
  await shard.filters(); // ready, and able to count
  return { search: shard.search, held: new Map() };
}

// Where no word begins with a term, Pagefind takes the longest word that begins the term: "Aleppo" finds every "al-".
// To the reader such a shard holds nothing.
async function holds(shard, term) {
  if ((await shard.search(`"${term}"`)).results.length) return true;
  const [best] = (await shard.search(term)).results;
  if (!best) return false;
  const data = await best.data();
  const all = data.content.split(" ");
  const start = fold(term).slice(0, Math.max(3, fold(term).length - 3));
  return [...data.locations.map((at) => all[at]), ...Object.values(data.meta)].some((word) => fold(word).includes(start));
}

// The query as the shard spells it, "al-Asad" as one word or as two; null where it lacks a word.
async function spelt(shard, query) {
  if (/^".*"$/.test(query)) return query;
  const all = async (terms) => {
    for (const term of terms) if (!shard.held.has(term)) shard.held.set(term, holds(shard, term));
    return (await Promise.all(terms.map((term) => shard.held.get(term)))).every(Boolean);
  };
  const spelling = [];
  for (const word of words(query)) {
    const parts = (await all([word])) ? [word] : words(word.replace(/[^\p{L}\p{N}\p{M}]/gu, " "));
    if (!(await all(parts))) return null;
    spelling.push(...parts);
  }
  return spelling.join(" ");
}

// Shards come latest first and do not overlap in time, so answers in date order only need to be put in a row.
async function ask({ query, chosen, order }) {
  const filters = {};
  for (const facet of FACETS) if (chosen[facet].length) filters[facet] = { any: chosen[facet] };
  const sort = order === "date" ? { day: "desc" } : {};
  const searched = (await index).shards.filter(
    ({ years }) => !filters.year || years.some((year) => chosen.year.includes(year)),
  );
  const answers = await Promise.all(
    searched.map(async ({ name }) => {
      const shard = await open(name);
      const spelling = await spelt(shard, query);
      return spelling === null ? { results: [], filters: {} } : shard.search(spelling || null, { filters, sort });
    }),
  );
  const results = answers.flatMap((answer) => answer.results);
  if (order !== "date") results.sort((a, b) => b.score - a.score);
  return { results, counts: answers.map((answer) => answer.filters) };
}

// A facet counts what each of its values would find beside the other facets' choices.
async function count(asked, counts) {
  const counted = {};
  for (const facet of FACETS) {
    const others = { ...asked, chosen: { ...asked.chosen, [facet]: [] } };
    counted[facet] = {};
    for (const shard of asked.chosen[facet].length ? (await ask(others)).counts : counts)
      for (const [value, pages] of Object.entries(shard[facet] ?? {}))
        counted[facet][value] = (counted[facet][value] ?? 0) + pages;
  }
  return counted;
}

// ---- the form and the address

const boxes = (facet) => [...form.querySelectorAll(`[data-filter="${facet}"] input`)];

function box(facet, value, label = value) {
  const held = boxes(facet).find((held) => held.value === value);
  if (held) return held;
  const made = node("input", { type: "checkbox", name: facet, value });
  one(`[data-filter="${facet}"]`)?.append(node("label", {}, made, label, " ", node("span", {})));
  return made;
}

function asked() {
  const data = new FormData(form);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, data.getAll(facet)]));
  return { query: field.value.trim(), chosen, order: data.get("sort") };
}

function address() {
  const kept = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim() && (name !== "sort" || value === "date")) kept.append(name, value.trim());
  return location.pathname + `?${kept}`.replace(/\?$/, "");
}

function restore() {
  const wanted = new URLSearchParams(location.search);
  field.value = wanted.get("q") ?? "";
  for (const facet of FACETS) {
    const values = wanted.getAll(facet);
    for (const value of values) box(facet, value);
    for (const held of boxes(facet)) held.checked = values.includes(held.value);
  }
  const order = wanted.get("sort") ?? "relevance";
  for (const control of form.querySelectorAll("[name=sort]"))
    if (control.type === "radio") control.checked = control.value === order;
    else control.value = order;
}

function showCounts(counted) {
  for (const facet of FACETS) {
    for (const value of Object.keys(counted?.[facet] ?? {})) box(facet, value);
    for (const held of boxes(facet)) {
      const pages = counted?.[facet][held.value] ?? 0;
      held.parentElement.lastChild.textContent = counted ? number.format(pages) : "";
      held.parentElement.hidden = counted && !pages && !held.checked;
    }
    const group = one(`[data-filter="${facet}"]`);
    if (group) group.hidden = boxes(facet).every((held) => held.parentElement.hidden);
  }
}

// ---- results

// The passage with the best hits. Words behind a HIDDEN anchor are other names of those in the passage before it.
function passage({ anchors, content, weighted_locations }) {
  const ends = [...anchors.slice(1).map(({ location }) => location), content.split(" ").length];
  const parts = anchors.map(({ id, location }, at) => ({ id, from: location, to: ends[at], score: 0 }));
  for (const hit of weighted_locations) {
    const at = parts.findLastIndex((part) => part.from <= hit.location);
    const part = parts[parts[at]?.id === HIDDEN ? at - 1 : at];
    if (part) part.score += hit.balanced_score;
  }
  const shown = parts.filter((part) => part.id !== HIDDEN && part.to > part.from);
  const best = [...parts].sort((a, b) => b.score - a.score)[0];
  return best?.score && shown.includes(best) ? best : { ...shown[0], id: "" };
}

// The passage's words as nodes: hits marked, neighbouring hits as one, punctuation around them left out.
function excerpt({ content, locations }, { from, to }) {
  const all = content.split(" ");
  const hit = locations.find((at) => at >= from && at < to) ?? from;
  const start = to - from > WORDS ? Math.min(Math.max(from, hit - BEFORE), to - WORDS) : from;
  const stop = Math.min(to, start + WORDS);
  const line = node("p", { dir: "auto" }, start > from ? "… " : "");
  for (let at = start; at < stop; at++) {
    if (!locations.includes(at)) {
      line.append(all[at], " ");
      continue;
    }
    const run = [all[at]];
    while (at + 1 < stop && locations.includes(at + 1)) run.push(all[++at]);
    const [, before, core, after] = run.join(" ").match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su);
    line.append(before, node("mark", {}, core), after, " ");
  }
  if (stop < to) line.append("…");
  return line;
}

function item(data, matched, query) {
  const { title, dated, names = "" } = data.meta;
  const url = data.url.replace(/\/$/, `/${ending}`);
  const best = passage(data);
  const body = node("div", {}, node("h3", {}, node("a", { href: url, dir: "auto" }, title)), excerpt(data, best));
  const add = (...said) => body.append(node("p", { class: "src", dir: "auto" }, ...said));
  const terms = words(query).map(fold);
  const also = names.split(" · ").filter((name) => terms.some((term) => fold(name).includes(term)));
  if (matched?.includes("names") && also.length) add(fill(text.names, { names: also.join(" · ") }));
  const link = { href: `${url}#${best.id}`, "aria-label": `${text.sentence}: ${title}` };
  if (best.id) add(node("a", link, text.sentence));
  const [facet, [id]] = ["source", "kind"].map((name) => [name, data.filters[name] ?? []]).find(([, ids]) => ids.length);
  const aside = node("p", { class: "notes aside" }, node("b", {}, text[facet]?.[id] ?? id));
  if (dated) aside.append(node("br", {}), dated);
  return node("li", {}, body, aside);
}

let turn = 0; // answers that come late are dropped
let found = { results: [], query: "" };

async function show() {
  const mine = turn;
  const from = list.childElementCount;
  const next = found.results.slice(from, from + PAGE);
  const loaded = await Promise.all(next.map((result) => result.data()));
  if (mine !== turn || list.childElementCount !== from) return;
  list.append(...loaded.map((data, at) => item(data, next[at].matchedMetaFields, found.query)));
  more.hidden = from + PAGE >= found.results.length;
}

async function search() {
  const mine = ++turn;
  const now = asked();
  const quoted = now.query && fill(text.query, { q: now.query });
  document.title = [quoted, names[0]].filter(Boolean).join(" · ");
  if (heading) heading.textContent = quoted || names[1];
  const late = setTimeout(() => (status.textContent = text.searching), 400);
  try {
    const empty = !now.query && FACETS.every((facet) => !now.chosen[facet].length);
    const { results, counts } = empty ? { results: [] } : await ask(now);
    const counted = empty ? null : await count(now, counts);
    if (mine !== turn) return;
    found = { results, query: now.query };
    list.replaceChildren();
    showCounts(counted);
    await show();
    if (mine !== turn) return;
    const n = results.length;
    const said = n ? (text.results[plural.select(n)] ?? text.results.other) : text.none;
    status.textContent = empty ? "" : fill(said, { n: number.format(n), q: now.query });
  } catch (error) {
    console.error(error);
    if (mine === turn) status.textContent = text.failed;
  } finally {
    clearTimeout(late);
  }
}

// ---- hands and keys

let timer;
form.addEventListener("input", ({ target }) => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, target === field ? PAUSE : 0);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  history.pushState(null, "", address());
  search();
});

more.addEventListener("click", async () => {
  const at = list.childElementCount;
  await show();
  list.children[at]?.querySelector("a").focus();
});

addEventListener("popstate", () => {
  restore();
  search();
});

addEventListener("keydown", (event) => {
  const { key, target } = event;
  const stops = [field, ...list.querySelectorAll("h3 a")];
  const next = stops.includes(target) && stops[stops.indexOf(target) + ({ ArrowDown: 1, ArrowUp: -1 }[key] ?? NaN)];
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (next) next.focus();
  else if (key === "/" && !target.closest("input:not([type=checkbox]), textarea, select")) field.focus();
  else if (key === "Escape" && target === field) {
    field.value = "";
    form.dispatchEvent(new Event("input"));
  } else return;
  event.preventDefault();
});

for (const facet of FACETS) for (const [id, label] of Object.entries(text[facet] ?? {})) box(facet, id, label);
const years = await index.then(({ shards }) => shards.flatMap((shard) => shard.years), () => []);
for (const year of [...new Set(years)].sort().reverse()) box("year", year);
const typed = field.value; // before this script was ready
restore();
field.value = typed || field.value;
search();
