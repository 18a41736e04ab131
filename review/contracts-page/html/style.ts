/** Dark only on a screen, because paper is white. */
const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #f7f6f2; --card: #ffffff; --ink: #1d2126; --soft: #565d67; --line: #dedbd2; --link: #0b5a6b;
  --more: #6b3a00; --more-back: #fdeccd; --less: #3f4650; --less-back: #e6e8ec; --other: #20477e; --other-back: #e1ebf9;
  --check: #8d1f3f; --check-back: #fce6ea; --mark: #b45f06;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #131619; --card: #1b1f24; --ink: #e8e9eb; --soft: #a6adb8; --line: #343a42; --link: #84cfe0;
    --more: #ffd594; --more-back: #453110; --less: #cdd2d9; --less-back: #343a42; --other: #b3d1ff; --other-back: #1e3558;
    --check: #ffb8c6; --check-back: #4c1c2a; --mark: #f0a33c;
  }
}
@media print { :root { color-scheme: light; --paper: #ffffff; } }`;

const PAGE = `
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; scroll-padding-top: 1rem; }
body { overflow-wrap: break-word; max-width: 76rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, p, ul, dl, dd { margin: 0; }
ul { padding: 0; list-style: none; }
h1 { font-size: clamp(1.8rem, 5vw, 2.6rem); line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 1.3rem; line-height: 1.3; }
h3 { margin: 0.7rem 0 0.5rem; font-size: 0.8rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--soft); }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.92em; overflow-wrap: anywhere; unicode-bidi: isolate; }
a { color: var(--link); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; border-radius: 2px; }
[hidden] { display: none !important; }
.lead { max-width: 44rem; margin-top: 0.6rem; }
.provenance, .facts { color: var(--soft); font-size: 0.9rem; }
.provenance { margin-top: 0.6rem; }
.verdict { margin-top: 1.5rem; padding: 0.8rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 0.4rem solid var(--line); border-radius: 0.4rem; }
.verdict.more { border-left-color: var(--mark); }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1rem; }
.figure { flex: 1 1 9rem; max-width: 16rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: 0.8rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.4rem; }
.figure dd { font-size: 2rem; line-height: 1.2; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
.figure dt { font-size: 0.9rem; line-height: 1.35; }
.figure small { display: block; color: var(--soft); font-size: 0.8rem; }
.figure.more { background: var(--more-back); color: var(--more); border-color: var(--mark); }
.figure.check { background: var(--check-back); color: var(--check); border-color: var(--check); }
.columns { margin-top: 2rem; }
.collection, .panel, .words { margin-bottom: 1.25rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

const CONTENTS = `
nav { margin-bottom: 1.25rem; font-size: 0.95rem; }
nav form { margin-bottom: 1rem; }
nav label { display: block; margin-bottom: 0.25rem; font-size: 0.9rem; }
nav label.only { margin: 0.6rem 0 0; }
nav input[type="search"] { width: 100%; padding: 0.5rem 0.6rem; font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: 0.4rem; }
nav input[type="checkbox"] { accent-color: var(--link); width: 1rem; height: 1rem; vertical-align: -0.15em; }
#found { margin-top: 0.4rem; color: var(--soft); font-size: 0.9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.4rem; }
nav li a { display: flex; flex-wrap: wrap; gap: 0 0.5rem; align-items: baseline; padding: 0.3rem 0.6rem; text-decoration: none; background: var(--card); border: 1px solid var(--line); border-radius: 0.4rem; }
nav li a:hover { border-color: var(--link); }
nav .count { margin-left: auto; color: var(--soft); font-size: 0.85rem; }
@media screen and (min-width: 62rem) {
  .columns { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; align-items: start; }
  nav { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); padding: 0.25rem; overflow: auto; }
  nav ul { display: block; }
  nav li a { border-color: transparent; background: none; }
}
`;

const FIELDS = `
.collection h2 { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: center; font-size: 1.4rem; }
.collection h2 code { font-weight: 600; }
.side, .sides { margin-top: 0.8rem; }
.side { max-width: 44rem; }
.sides { display: grid; gap: 0 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); }
@media (min-width: 62rem) { .sides { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); } }
.purpose { max-width: 46rem; margin-top: 0.4rem; font-size: 1.05rem; }
.purpose.none { color: var(--soft); font-style: italic; }
.facts { margin-top: 0.4rem; }
.fields > .field { border-top: 1px solid var(--line); padding: 0.3rem 0; }
.fields > .field:last-child { border-bottom: 1px solid var(--line); }
.row { display: flex; flex-wrap: wrap; gap: 0.1rem 0.6rem; align-items: baseline; }
.row .form { margin-left: auto; color: var(--soft); font-size: 0.9rem; }
.row .class { color: var(--soft); font-size: 0.9rem; font-style: italic; }
.row strong.form { color: var(--ink); font-weight: 600; }
.below { margin: 0.15rem 0 0.15rem 0.4rem; padding-left: 1rem; border-left: 1px solid var(--line); }
.below .field { padding: 0.1rem 0; }
.gone .row > code { color: var(--soft); text-decoration: line-through; }
.badge { padding: 0.05rem 0.45rem; font: 600 0.78rem/1.5 system-ui, sans-serif; white-space: nowrap; border-radius: 1rem; }
.badge.more { color: var(--more); background: var(--more-back); }
.badge.less { color: var(--less); background: var(--less-back); }
.badge.other { color: var(--other); background: var(--other-back); }
.badge.check { color: var(--check); background: var(--check-back); }
.note { color: var(--soft); font-size: 0.9rem; }
p.note.check { color: var(--check); }
.dropped { color: var(--soft); }
ul.dropped { display: flex; flex-wrap: wrap; gap: 0.1rem 1.1rem; }
@media (min-width: 44rem) { ul.dropped.few { display: block; } }
ul.dropped.few li { padding: 0.1rem 0; }
div.dropped { display: flex; flex-wrap: wrap; gap: 0.1rem 0.6rem; align-items: baseline; margin: 0.15rem 0 0.15rem 0.4rem; padding-left: 1rem; font-size: 0.95rem; border-left: 1px dashed var(--soft); }
div.dropped .label { font-size: 0.85rem; }
div.dropped ul { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
.not-shown { font-size: 0.9rem; }
div.dropped .not-shown [aria-hidden] { display: none; }
details { margin-top: 1rem; }
summary { width: fit-content; color: var(--link); cursor: pointer; }
.places { margin-top: 0.4rem; }
.panel li { margin-top: 0.4rem; }
.panel > .facts { margin-top: 0.8rem; }
.changes ul { padding-left: 1rem; }
.changes ul.inline { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; }
.changes ul.inline li { margin: 0; }
.words dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0.8rem 2rem; margin-top: 0.8rem; }
.words dt { font-weight: 600; }
.words dd { color: var(--soft); font-size: 0.95rem; }
`;

const PRINT = `
@media print {
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  summary { color: var(--ink); }
  .collection, .panel, .words, .figure { border-color: var(--soft); }
  .field, .figure, .words div { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .badge { border: 1px solid; }
}
`;

export const STYLE = COLOURS + PAGE + CONTENTS + FIELDS + PRINT;
