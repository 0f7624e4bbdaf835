// The search page's own interface on Pagefind: as you type, with filters, dates, keys, and the query in the address.
//
// Load it as <script type="module">. Without it the form is an ordinary GET form. It needs no Trusted Types policy: it
// builds nodes, never HTML, and Pagefind runs without its worker. What it expects on the page:
//   form#search[data-pagefind][data-root]   addresses of the index's folder and of the site's root, relative to the page
//   input[name=q] in it
//   fieldset[data-filter=topic|source|year|kind] in it, each with a legend; filled with <label><input> name <span>count
//   select[name=sort] or radio buttons, values "relevance" and "date" (optional)
//   [data-query]     says the query as a heading (optional)
//   #status[role=status]   #results, an <ol>   #more, a hidden <button type="button">
//   <script type="application/json" id="search-text">, all words that a reader sees:
//     {"topic": {id: name}, "source": {id: name}, "kind": {id: name},
//      "results": {plural category: "{n} results"}, "none": "… {q} …", "searching": "…", "failed": "…",
//      "query": "“{q}”", "sentence": "Go to the sentence", "names": "Also: {names}"}

const PAGE = 20; // results shown at once
const PAUSE = 150; // milliseconds without a key before a search
const WORDS = 44; // longest excerpt
const BEFORE = 12; // words kept in front of the first hit where a sentence is longer than that
const HIDDEN = "~"; // see HIDDEN in search.py
const FACETS = ["topic", "source", "year", "kind"];

const form = document.querySelector("#search");
const field = form.elements.q;
const list = document.querySelector("#results");
const status = document.querySelector("#status");
const more = document.querySelector("#more");
const heading = document.querySelector("[data-query]");
const text = JSON.parse(document.querySelector("#search-text").textContent);
const language = document.documentElement.lang || "en";
const plural = new Intl.PluralRules(language);
const number = new Intl.NumberFormat(language);
const original = [document.title, heading?.textContent];

const folder = new URL(form.dataset.pagefind, document.baseURI).href;
const root = new URL(form.dataset.root || ".", document.baseURI).pathname;

// ---- small words

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const fold = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

function node(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// ---- the index: shards, opened when they are first searched

let index; // promise of shards.json
const opened = new Map();
let first; // the shard that loads the WebAssembly; were two to do so at once, one would lose its memory to the other

async function open(name) {
  if (!opened.has(name)) opened.set(name, start(name, first));
  first ??= opened.get(name);
  return opened.get(name);
}

async function start(name, before) {
  const { code } = await index;
  const pagefind = await import(`${folder}${code}/pagefind.js`);
  await before;
  const instance = pagefind.createInstance({
    basePath: `${folder}${name}/`,
    baseUrl: root,
    noWorker: true,
    ranking: { metaWeights: { title: 5, names: 5, dated: 0.3 } },
  });
  await instance.filters(); // ready, and able to count
  return { search: instance.search, known: new Map() };
}

// Pagefind takes the longest word that begins a term where no word begins with the term: "Aleppo" finds every "al-".
// Such a shard holds nothing for the reader.
async function knows(shard, term) {
  if ((await shard.search(`"${term}"`)).results.length) return true;
  const [best] = (await shard.search(term)).results;
  if (!best) return false;
  const data = await best.data();
  const words = data.content.split(" ");
  const start = fold(term).slice(0, Math.max(3, fold(term).length - 3));
  return [...data.locations.map((at) => words[at]), ...Object.values(data.meta)].some((word) => fold(word).includes(start));
}

async function answer(name, query, filters, order) {
  const shard = await open(name);
  const terms = /^\s*".*"\s*$/.test(query) ? [] : query.split(/\s+/).filter(fold);
  for (const term of terms) {
    if (!shard.known.has(term)) shard.known.set(term, knows(shard, term));
    if (!(await shard.known.get(term))) return { results: [], filters: {} };
  }
  return shard.search(query || null, { filters, sort: order === "date" ? { day: "desc" } : {} });
}

// Shards come latest first and do not overlap in time, so that answers in date order only need to be put in a row.
async function ask({ query, chosen, order }) {
  const filters = {};
  for (const facet of FACETS) if (chosen[facet].length) filters[facet] = { any: chosen[facet] };
  const shards = (await index).shards.filter(
    ({ years }) => !filters.year || years.some((year) => chosen.year.includes(year)),
  );
  if (shards.length) await open(shards[0].name);
  const answers = await Promise.all(shards.map(({ name }) => answer(name, query, filters, order)));
  const results = answers.flatMap((one) => one.results);
  if (order !== "date") results.sort((a, b) => b.score - a.score);
  return { results, counts: answers.map((one) => one.filters) };
}

// A facet counts what each of its values would find beside the other facets' choices.
async function counts(asked, own) {
  const counted = {};
  for (const facet of FACETS) {
    const without = { ...asked.chosen, [facet]: [] };
    const from = asked.chosen[facet].length ? (await ask({ ...asked, chosen: without })).counts : own;
    counted[facet] = {};
    for (const shard of from)
      for (const [value, count] of Object.entries(shard[facet] ?? {}))
        counted[facet][value] = (counted[facet][value] ?? 0) + count;
  }
  return counted;
}

// ---- the form and the address

const facet = (name) => form.querySelector(`fieldset[data-filter="${name}"]`);
const boxes = (name) => [...(facet(name)?.querySelectorAll("input") ?? [])];

function choice(name, value, label) {
  const box = node("input", { type: "checkbox", name, value });
  facet(name)?.append(node("label", {}, box, label, " ", node("span", {})));
  return box;
}

function asked() {
  const data = new FormData(form);
  const chosen = Object.fromEntries(FACETS.map((name) => [name, data.getAll(name)]));
  return { query: field.value.trim(), chosen, order: data.get("sort") ?? "relevance" };
}

function address() {
  const kept = [...new FormData(form)].filter(([name, value]) => value.trim() && !(name === "sort" && value === "relevance"));
  const search = new URLSearchParams(kept.map(([name, value]) => [name, value.trim()])).toString();
  return location.pathname + (search && `?${search}`);
}

function restore() {
  const wanted = new URLSearchParams(location.search);
  field.value = wanted.get("q") ?? "";
  for (const name of FACETS) {
    const values = wanted.getAll(name);
    for (const value of values) if (!boxes(name).some((box) => box.value === value)) choice(name, value, value);
    for (const box of boxes(name)) box.checked = values.includes(box.value);
  }
  const order = wanted.get("sort") ?? "relevance";
  for (const control of form.querySelectorAll("[name=sort]"))
    if (control.type === "radio") control.checked = control.value === order;
    else control.value = order;
}

function showCounts(counted) {
  for (const name of FACETS) {
    const made = new Set(boxes(name).map((box) => box.value));
    for (const value of Object.keys(counted[name] ?? {})) if (!made.has(value)) choice(name, value, value);
    for (const box of boxes(name)) {
      const count = counted[name]?.[box.value] ?? 0;
      box.parentElement.querySelector("span").textContent = number.format(count);
      box.parentElement.hidden = !count && !box.checked;
    }
  }
}

// ---- results

// The passage with the best hits. Words behind a HIDDEN anchor are other names for those in the passage before it.
function passage(data) {
  const end = data.content ? data.content.split(" ").length : 0;
  const parts = data.anchors.map(({ id, location }, at) => ({
    id,
    from: location,
    to: data.anchors[at + 1]?.location ?? end,
    score: 0,
  }));
  for (const hit of data.weighted_locations) {
    let at = parts.findLastIndex((part) => part.from <= hit.location);
    if (parts[at]?.id === HIDDEN) at -= 1;
    if (parts[at]) parts[at].score += hit.balanced_score;
  }
  const shown = parts.filter((part) => part.id !== HIDDEN && part.to > part.from);
  const best = parts.reduce((a, b) => (b.score > a.score ? b : a), { score: 0, id: "" });
  return shown.includes(best) ? best : { ...(shown[0] ?? { from: 0, to: 0 }), id: "" };
}

// The passage's words as nodes: hits marked, neighbouring hits as one, punctuation around them left out.
function excerpt(data, { from, to }) {
  const words = data.content.split(" ");
  const hits = new Set(data.locations);
  const hit = data.locations.find((at) => at >= from && at < to) ?? from;
  const start = to - from > WORDS ? Math.min(Math.max(from, hit - BEFORE), to - WORDS) : from;
  const stop = Math.min(to, start + WORDS);
  const line = node("p", { dir: "auto" });
  if (start > from) line.append("… ");
  for (let at = start; at < stop; at++) {
    const run = [words[at]];
    if (hits.has(at)) while (at + 1 < stop && hits.has(at + 1)) run.push(words[++at]);
    const [, before, core, after] = run.join(" ").match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}\p{M}]*)$/su);
    line.append(...(hits.has(at) && core ? [before, node("mark", {}, core), after] : [run[0]]), " ");
  }
  if (stop < to) line.append("…");
  return line;
}

function item(data, matched) {
  const best = passage(data);
  const { kind = [], source = [] } = data.filters;
  const what = text.source?.[source[0]] ?? source[0] ?? text.kind?.[kind[0]] ?? kind[0] ?? "";
  const body = node("div", {}, node("h2", {}, node("a", { href: data.url, dir: "auto" }, data.meta.title)), excerpt(data, best));
  const also = matched?.includes("names") && fill(text.names, { names: data.meta.names });
  if (also) body.append(node("p", { class: "src", dir: "auto" }, also));
  if (best.id) {
    const link = node("a", { href: `${data.url}#${best.id}` }, text.sentence);
    link.setAttribute("aria-label", `${text.sentence}: ${data.meta.title}`);
    body.append(node("p", { class: "src" }, link));
  }
  const aside = node("p", { class: "notes aside" }, node("b", {}, what));
  if (data.meta.dated) aside.append(node("br", {}), data.meta.dated);
  return node("li", {}, body, aside);
}

let turn = 0; // answers that come late are dropped
let found = [];

async function show() {
  const mine = turn;
  const from = list.childElementCount;
  const next = found.slice(from, from + PAGE);
  const loaded = await Promise.all(next.map((result) => result.data()));
  if (mine !== turn || list.childElementCount !== from) return;
  list.append(...loaded.map((data, at) => item(data, next[at].matchedMetaFields)));
  more.hidden = from + PAGE >= found.length;
}

async function search() {
  const mine = ++turn;
  const now = asked();
  const quoted = now.query && fill(text.query, { q: now.query });
  document.title = [quoted, original[0]].filter(Boolean).join(" · ");
  if (heading) heading.textContent = quoted || original[1];
  if (!now.query && !FACETS.some((name) => now.chosen[name].length)) return clear();
  const late = setTimeout(() => (status.textContent = text.searching), 400);
  try {
    const { results, counts: own } = await ask(now);
    const counted = await counts(now, own);
    if (mine !== turn) return;
    found = results;
    list.replaceChildren();
    await show();
    if (mine !== turn) return;
    showCounts(counted);
    const words = found.length ? (text.results[plural.select(found.length)] ?? text.results.other) : text.none;
    status.textContent = fill(words, { n: number.format(found.length), q: now.query });
  } catch (error) {
    console.error(error);
    if (mine === turn) status.textContent = text.failed;
  } finally {
    clearTimeout(late);
  }
}

function clear() {
  found = [];
  list.replaceChildren();
  more.hidden = true;
  status.textContent = "";
  for (const name of FACETS)
    for (const box of boxes(name)) {
      box.parentElement.hidden = false;
      box.parentElement.querySelector("span").textContent = "";
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
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [field, ...list.querySelectorAll("h2 a")];
  const at = stops.indexOf(target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step && at >= 0 && stops[at + step]) stops[at + step].focus();
  else if (key === "/" && !target.closest("input, textarea, select, [contenteditable]")) field.focus();
  else if (key === "Escape" && form.contains(target)) {
    field.value = "";
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else return;
  event.preventDefault();
});

index = fetch(`${folder}shards.json`).then((response) => {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
});
for (const name of FACETS) for (const [value, label] of Object.entries(text[name] ?? {})) choice(name, value, label);
restore();
index
  .then(({ shards }) => [...new Set(shards.flatMap(({ years }) => years))].sort().reverse())
  .catch(() => [])
  .then((years) => {
    const wanted = boxes("year").filter((box) => box.checked).map((box) => box.value);
    for (const box of boxes("year")) box.parentElement.remove();
    for (const year of new Set([...years, ...wanted])) choice("year", year, year).checked = wanted.includes(year);
    search();
  });
