export const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; list-style: none; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.75rem 0.25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); overflow-wrap: anywhere; }
tbody th { font-weight: normal; width: 40%; }
td ul { margin: 0; padding-left: 1.2rem; }
.dropped { opacity: 0.65; }
.absent { border-left: 4px solid; padding-left: 0.75rem; }
[hidden] { display: none; }
`;
