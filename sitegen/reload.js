// Reloads the page when the site was built anew, and shows on it what keeps the site from being built.
// Only `sitegen serve` sends this file. It builds nodes and never HTML, so that the site's own strict policy holds.
const version = document.currentScript.dataset.version;
const LOOK = {
  position: "fixed", inset: "auto 0 0 0", zIndex: "2147483647", maxHeight: "60vh", overflow: "auto", margin: "0",
  padding: "1rem 1.5rem", background: "#2b0d0d", color: "#fff", borderTop: "4px solid #ff6b5e",
  font: "14px/1.5 ui-monospace, monospace", textAlign: "start",
};

function node(name, text, look = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.assign(made.style, look);
  return made;
}

function show(problems) {
  document.querySelector("#sitegen-problems")?.remove();
  const box = node("section", "", LOOK);
  box.id = "sitegen-problems";
  box.setAttribute("role", "alert");
  box.lang = "en";
  box.dir = "ltr";
  const close = node("button", "Close", { float: "inline-end", font: "inherit" });
  close.addEventListener("click", () => box.remove());
  box.append(close, node("p", "Not built. This is the last good site.", { margin: "0 0 .5rem", fontWeight: "bold" }));
  for (const problem of problems) {
    box.append(node("p", problem, { margin: "0 0 .25rem", whiteSpace: "pre-wrap", overflowWrap: "anywhere" }));
  }
  document.body.append(box);
}

const asked = new URLSearchParams({ version, page: decodeURI(location.pathname) });
const events = new EventSource(`/__reload?${asked}`);
events.addEventListener("reload", () => location.reload());
events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
addEventListener("pagehide", () => events.close());
