import { frame, row, text } from "../parts.mjs";

const part = (id, title, words, inner) => `<section class="part" id="${id}" aria-labelledby="${id}-h">
  <div class="side head"><h2 id="${id}-h">${title}</h2><p>${words}</p></div>
  ${inner}
</section>`;

const rows = (given, names) => `<ol class="rows full">${given.map((one) => row(one, names)).join("")}</ol>`;

function head(data, outlet) {
  const address = `https://archive.example${data.page.url}`;
  const crumbs = [["A generated archive", "https://archive.example/"], [data.title, address]];
  const graph = [
    { "@type": "Article", headline: data.title, url: address, inLanguage: "en", datePublished: data.day, author: { "@type": "Organization", name: outlet } },
    { "@type": "BreadcrumbList", itemListElement: crumbs.map(([name, item], at) => ({ "@type": "ListItem", position: at + 1, name, item })) },
  ];
  return `<meta name="description" content="${text(data.description)}">
<meta property="og:description" content="${text(data.description)}">
<meta property="og:type" content="article">
<meta property="article:published_time" content="${data.day}">
<meta property="article:modified_time" content="${data.day}">
<meta name="citation_title" content="${text(data.title)}">
<meta name="citation_language" content="en">
<meta name="citation_publication_date" content="${data.day}">
<meta name="citation_publisher" content="${text(outlet)}">
<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": graph })}</script>`;
}

export function render(data) {
  const { names, day, topics, story, related } = data;
  const id = data.outlets[0];
  const outlet = names.outlets[id];
  const named = data.entities.map((one) => `<li><a href="/entities/${one}/"><bdi>${text(names.entities[one])}</bdi></a></li>`);
  const main = `<article>
<div class="title">
  <p class="kick">Report</p>
  <div>
    <h1 class="headline" dir="auto">${text(data.title)}</h1>
    <p class="facts"><span><a href="/outlets/${id}/"><bdi>${text(outlet)}</bdi></a></span> <span>published <a href="/days/${day}/"><time datetime="${day}">${data.said}</time></a></span></p>
  </div>
</div>
<div class="part lead reading">
  <div class="side"><h2>Text</h2><p>${data.words} words. The small numbers lead to a sentence, to be linked and cited.</p></div>
  <div class="text" lang="en" dir="ltr" data-pagefind-body>
    ${data.content}
  </div>
  <aside class="about ui" aria-label="About this report">
    <h3>Date</h3>
    <p><time datetime="${day}">${data.said}</time>. Given with the document: <bdi>${day}</bdi></p>
    <h3>Source</h3>
    <p><a href="/outlets/${id}/"><bdi>${text(outlet)}</bdi></a></p>
    ${topics.map((topic) => `<h3>Topic</h3><p><a href="/topics/${topic}/">${text(names.topics[topic])}</a></p>`).join("")}
  </aside>
</div>
</article>
${part("who", "Names in it", "", `<div class="body trio"><ul class="ends">${named.join("")}</ul></div>`)}
${story.length ? part("story", "Same story", "Likeness of text shows dependence, never independence.", rows(story, names)) : ""}
${related.length ? part("related", "Related", "Reports on neighbouring events.", rows(related, names)) : ""}`;
  return frame(data.title, data.page.url, head(data, outlet), main);
}
