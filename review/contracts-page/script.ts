/** Hides the rows, and the collections, in which the text that is looked for does not occur. */
export const SCRIPT = `
const find = document.getElementById("find");
const found = document.getElementById("found");
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  let count = 0;
  for (const section of document.querySelectorAll("section")) {
    let any = false;
    for (const row of section.querySelectorAll("tbody tr")) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) { any = true; count++; }
    }
    section.hidden = !any;
  }
  found.textContent = wanted === "" ? "" : count === 1 ? "1 column" : count + " columns";
});
`;
