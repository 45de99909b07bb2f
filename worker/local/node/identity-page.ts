/** Somebody the local provider signs in. */
export interface DemoPerson {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly tenantId: string;
  /** Who they are at work, for whoever has to choose. */
  readonly about: string;
}

const NAMES: Readonly<Record<string, string>> = { google: "Google", microsoft: "Microsoft" };

/** Where one chooses whom to be; no script, and colours of the system. */
export function peoplePage(client: string, people: readonly DemoPerson[]): string {
  const buttons = people.map(
    ({ subject, name, email, about }) =>
      `<button name="subject" value="${escaped(subject)}"><b>${escaped(name)}</b><span>${escaped(email)}</span><span>${escaped(about)}</span></button>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local sign-in</title>
<style>${STYLES}</style>
</head>
<body>
<main>
<h1>Who signs in?</h1>
<p>This page stands in for ${NAMES[client] ?? "a provider"} on this machine. In production people see their own.</p>
<form method="post">${buttons.join("")}<button name="subject" value="" class="cancel">Cancel</button></form>
</main>
</body>
</html>
`;
}

const STYLES = `
:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-width: 26rem; margin: 12vh auto 4rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
form { display: grid; gap: .5rem; }
button { display: grid; gap: .1rem; padding: .7rem .9rem; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 8px; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
button:hover { background: color-mix(in srgb, CanvasText 7%, Canvas); }
button span { font-size: .9rem; opacity: .75; }
.cancel { justify-self: start; border-color: transparent; padding-inline: .4rem; }
`;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
