// Pieces of pages: what escapes text, a row of a list, the frame of a page.
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const text = (words) => String(words).replace(/[&<>"]/g, (sign) => SIGNS[sign]);

export function row(one, names) {
  const topics = (one.topics ?? []).map((topic) => ` Topic: <a href="/topics/${topic}/"><bdi>${text(names.topics[topic])}</bdi></a>.`);
  return `<li class="key">
  <p class="when"><time datetime="${one.day}">${one.said}</time></p>
  <div class="what"><h3><a href="${one.url}" dir="auto">${text(one.title)}</a></h3>
    <p class="src"><a href="/outlets/${one.outlet}/"><bdi>${text(names.outlets[one.outlet])}</bdi></a>.${topics.join("")}</p></div>
  <details class="notes"><summary>How it is dated</summary><p>Given with the document: <bdi>${one.day}</bdi></p></details>
</li>`;
}

export const frame = (title, url, head, main) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} · A generated archive</title>
<meta name="color-scheme" content="light dark">
<link rel="canonical" href="https://archive.example${url}">
<link rel="stylesheet" href="/assets/style.css">
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg">
<meta property="og:site_name" content="A generated archive">
<meta property="og:title" content="${text(title)}">
<meta property="og:url" content="https://archive.example${url}">
<meta name="twitter:card" content="summary">
${head}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="page">
  <div class="mast">
    <p class="name"><a href="/">A generated archive</a></p>
    <nav aria-label="Archive"><ul>
      <li><a href="/topics/">Topics</a></li>
      <li><a href="/days/">Days</a></li>
      <li><a href="/entities/">People and places</a></li>
      <li><a href="/search/">Search</a></li>
    </ul></nav>
  </div>
  <nav class="crumb" aria-label="Breadcrumb"><ol>
    <li><a href="/"><bdi>A generated archive</bdi></a></li>
    <li><span aria-current="page"><bdi>${text(title)}</bdi></span></li>
  </ol></nav>
</header>
<main id="main" class="page" tabindex="-1">
${main}
</main>
<footer class="page"><div class="foot">
  <ul>
    <li><a href="/outlets/">Sources</a></li>
    <li><a href="/years/">Years</a></li>
  </ul>
  <p>The reports belong to their publishers. The explainers, the dates and the links between them are this archive’s own, and can be checked.</p>
</div></footer>
</body>
</html>
`;
