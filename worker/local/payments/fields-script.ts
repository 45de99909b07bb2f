/** Tells the window that opened the page what came of it, and closes; without one it walks back. */
export function fieldsScript(): Response {
  return new Response(SCRIPT, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}

const SCRIPT = `"use strict";
const result = document.getElementById("fields-result");
if (result) {
  const { id, token, origin, back } = result.dataset;
  if (window.opener) {
    window.opener.postMessage({ source: "chalkline-fields", id, token: token === "" ? null : token }, origin);
    window.close();
  } else {
    window.location.replace(back);
  }
}
`;
