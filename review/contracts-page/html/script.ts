/**
 * Hides fields without the search text, and unchanged fields if only changes are wanted. A match keeps its parents; its
 * descendants match too, because their paths contain its text.
 */
export const SCRIPT = `
const form = document.getElementById("filter");
const find = document.getElementById("find");
const only = document.getElementById("only");
const found = document.getElementById("found");
form.hidden = false;

function filter() {
  const wanted = find.value.trim().toLowerCase();
  const isFiltered = wanted !== "" || only?.checked;
  let count = 0;
  for (const section of document.querySelectorAll(".collection")) {
    const items = [...section.querySelectorAll("[data-find]")];
    for (const item of items) item.hidden = isFiltered;
    const matches = items.filter((item) =>
      item.dataset.find.toLowerCase().includes(wanted) && (!only?.checked || item.closest("[data-change]")));
    for (const match of matches) {
      for (let item = match; item !== null; item = item.parentElement.closest("[data-find]")) item.hidden = false;
    }
    count += matches.length;
    section.hidden = isFiltered && matches.length === 0;
    document.querySelector('nav a[href="#' + section.id + '"]').parentElement.hidden = section.hidden;
    for (const list of section.querySelectorAll(".dropped")) list.hidden = isFiltered && !list.querySelector("li:not([hidden])[data-find]");
    for (const part of section.querySelectorAll("h3, .facts, details, .not-shown")) part.hidden = isFiltered;
  }
  for (const panel of document.querySelectorAll(".panel, .words")) panel.hidden = isFiltered;
  found.textContent = !isFiltered ? "" : count === 1 ? "1 field" : count + " fields";
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details")) each.open = true; });
`;
