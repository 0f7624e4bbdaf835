import { frame, text } from "../parts.mjs";

export const data = {
  pagination: { data: "collections.lists", size: 1, alias: "list" },
  permalink: ({ list }) => list.url,
  eleventyExcludeFromCollections: true,
};

const near = ({ folder, key, number }, step) => `/${folder}/${key}/${number + step > 1 ? `page/${number + step}/` : ""}`;

export function render({ list, names }) {
  const title = (key) => names[list.folder]?.[key] ?? key;
  const rows = list.rows
    ? `<ol class="rows full">${list.rows.join("")}</ol>`
    : `<ul class="ends">${list.terms.map(([key, count]) => `<li><a href="/${list.folder}/${key}/">${text(title(key))}</a> <small>${count}</small></li>`).join("\n")}</ul>`;
  const before = list.number > 1 ? `<a href="${near(list, -1)}" rel="prev">${list.number - 1}</a>` : "";
  const after = list.number < list.count ? `<a href="${near(list, 1)}" rel="next">${list.number + 1}</a>` : "";
  const pager = list.count > 1 ? `<nav class="pager" aria-label="Pages">${before} ${list.number} ${after}</nav>` : "";
  const name = list.key ? title(list.key) : list.folder;
  const main = `<div class="title"><p class="kick">${list.folder}</p><div><h1>${text(name)}</h1><p class="facts">${list.total}</p></div></div>
<section class="part lead" id="articles" aria-labelledby="articles-h">
  <div class="side head"><h2 id="articles-h">Articles</h2></div>
  ${rows}
</section>
${pager}`;
  return frame(name, list.url, "", main);
}
