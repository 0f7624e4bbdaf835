// What Eleventy renders: a page an article, lists of each entity, topic, outlet, day, month and year in pages of 200, the
// lists of those, a home page with the latest 200. Templates are JavaScript functions, the fastest that it has; rows of lists
// are made once an article and kept.
import { row } from "./parts.mjs";

const PAGE = 200;

function cut(groups, folder) {
  const pages = [];
  for (const [key, items] of groups) {
    const count = Math.ceil(items.length / PAGE);
    for (let number = 0; number < count; number++)
      pages.push({
        folder,
        key,
        number: number + 1,
        count,
        total: items.length,
        rows: items.slice(number * PAGE, (number + 1) * PAGE),
        url: `/${folder}/${key}/${number ? `page/${number + 1}/` : ""}`,
      });
  }
  return pages;
}

export default function (config) {
  config.addCollection("lists", (api) => {
    const articles = api.getFilteredByTag("article").reverse();
    const folders = { entities: new Map(), topics: new Map(), outlets: new Map(), days: new Map(), months: new Map(), years: new Map() };
    for (const { data, url } of articles) {
      const made = row({ ...data, url, outlet: data.outlets[0] }, data.names);
      const keys = { ...data, days: [data.day], months: [data.day.slice(0, 7)], years: [data.day.slice(0, 4)] };
      for (const [folder, groups] of Object.entries(folders))
        for (const key of keys[folder]) groups.has(key) ? groups.get(key).push(made) : groups.set(key, [made]);
    }
    const lists = Object.entries(folders).flatMap(([folder, groups]) => cut(groups, folder));
    const terms = Object.entries(folders).map(([folder, groups]) => ({
      folder,
      key: "",
      number: 1,
      count: 1,
      total: groups.size,
      terms: [...groups].map(([key, items]) => [key, items.length]).sort(),
      url: `/${folder}/`,
    }));
    return [...lists, ...terms];
  });
  return { dir: { input: "content", output: "public", includes: "../theme", layouts: "../theme", data: "../data" }, markdownTemplateEngine: false };
}
