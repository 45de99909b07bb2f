export interface PlainPage {
  readonly status: number;
  readonly title: string;
  /** Paragraphs, as text. */
  readonly text: readonly string[];
  /** HTML of our own making below the paragraphs; whoever makes it escapes what is in it. */
  readonly html?: string;
  readonly links?: readonly { readonly href: string; readonly label: string }[];
}

/** A page that needs no script: what is not there, what is wrong, and the local tools. */
export function plainPage({ status, title, text, html = "", links = [] }: PlainPage): Response {
  const paragraphs = text.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("");
  const list = links.map(
    ({ href, label }) => `<li><a href="${escapeHtml(href)}">${escapeHtml(label)}</a></li>`,
  );
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Chalkline</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<p class="mark" aria-hidden="true">Chalkline</p>
<h1>${escapeHtml(title)}</h1>
${paragraphs}
${html}
${list.length > 0 ? `<ul>${list.join("")}</ul>` : ""}
</main>
</body>
</html>
`;
  return new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    "&": "amp",
    "<": "lt",
    ">": "gt",
    '"': "quot",
    "'": "#39",
  };
  return text.replace(/[&<>"']/g, (character) => `&${names[character]};`);
}

export function plainStyles(): Response {
  return new Response(STYLES, { headers: { "content-type": "text/css; charset=utf-8" } });
}

const STYLES = `
:root { color-scheme: light dark; --ink: #1d2733; --ink-2: #4b5a6b; --paper: #f7f8fa; --sheet: #fff; --line: #d5dbe2; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --ink-2: #aab6c3; --paper: #12171d; --sheet: #1a2129; --line: #35404c; --link: #7db8f5; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 12vh 1.25rem 4rem; }
.mark { margin: 0 0 2rem; font-weight: 700; letter-spacing: -0.01em; color: var(--ink-2); }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 0.75rem; color: var(--ink-2); overflow-wrap: anywhere; }
a { color: var(--link); }
ul { padding-left: 1.25rem; }
table { width: 100%; border-collapse: collapse; background: var(--sheet); border: 1px solid var(--line); }
th, td { padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
pre { padding: 1rem; border: 1px solid var(--line); background: var(--sheet); color: var(--ink); white-space: pre-wrap; overflow-wrap: anywhere; }
form { margin: 1rem 0; display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; }
label { display: grid; gap: 0.25rem; color: var(--ink-2); font-size: 0.9rem; }
input, select, button { font: inherit; min-height: 2.5rem; padding: 0.25rem 0.75rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--line); border-radius: 6px; }
button { cursor: pointer; font-weight: 600; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
`;
