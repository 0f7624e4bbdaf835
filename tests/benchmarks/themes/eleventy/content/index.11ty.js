import { frame, row } from "../parts.mjs";

export const data = { permalink: "/", eleventyExcludeFromCollections: true };

export function render({ collections, names }) {
  const latest = collections.article.slice(-200).reverse();
  const rows = latest.map(({ data, url }) => row({ ...data, url, outlet: data.outlets[0] }, names));
  return frame("A generated archive", "/", "", `<div class="title"><div><h1>A generated archive</h1></div></div><ol class="rows full">${rows.join("")}</ol>`);
}
