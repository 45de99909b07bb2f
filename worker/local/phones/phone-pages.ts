import { escapeHtml, plainPage } from "../../edge/plain-page.ts";
import {
  CALLBACK_FAULTS,
  type Faults,
  type SimulatedText,
  TEXT_FAULTS,
} from "../../providers/sms/simulator/world.ts";

export function accountsPage(accounts: readonly string[]): Response {
  return plainPage({
    status: 200,
    title: "Local phones",
    text: ["The phones of the people whom schools text. Choose a school."],
    links: accounts.map((account) => ({ href: `/local/phones/${account}`, label: account })),
  });
}

/** The phones that were texted or wrote lately, a form to write from any other, and what the network does next. */
export function networkPage(accountId: string, texts: readonly SimulatedText[], faults: Faults): Response {
  const home = `/local/phones/${accountId}`;
  const numbers = [...new Set(texts.map(phoneOf))];
  const rows = numbers.map((number) => {
    const last = texts.find((text) => phoneOf(text) === number);
    return `<tr><td><a href="${home}/${encodeURIComponent(number)}">${escapeHtml(number)}</a></td>
<td>${last?.direction === "in" ? "wrote" : "got"}: ${escapeHtml(last?.body.slice(0, 60) ?? "")}</td></tr>`;
  });
  const now = [
    faults.texts && `The next ${faults.texts.left} texts: ${faults.texts.fault}.`,
    faults.callbacks && `The next ${faults.callbacks.left} callbacks: ${faults.callbacks.fault}.`,
  ].filter((text) => text !== null);
  return plainPage({
    status: 200,
    title: "Local phones",
    text: now.length > 0 ? now : ["The network carries texts as it should."],
    html: `<form method="post" action="${home}/text">
<label>From <input name="from" type="tel" pattern="\\+[1-9][0-9]{6,14}" title="As +13125550123" value="+13125550123" required></label>
<label>Text <input name="body" required></label><button>Send to the school</button></form>
<form method="post" action="${home}/faults">
<label>The next texts <select name="texts">${options(TEXT_FAULTS, faults.texts?.fault)}</select></label>
<label>The next callbacks <select name="callbacks">${options(CALLBACK_FAULTS, faults.callbacks?.fault)}</select></label>
<label>How many <input name="left" type="number" min="1" max="1000" value="1"></label><button>Set</button></form>
<form method="post" action="${home}/release"><button>Deliver what was delayed</button></form>
<table><thead><tr><th>Phone</th><th>Last text</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    links: [{ href: "/local/phones", label: "All schools" }],
  });
}

/** One phone, as its owner holds it: the texts, the newest last, and an answer. */
export function phonePage(accountId: string, number: string, texts: readonly SimulatedText[]): Response {
  const own = texts.filter((text) => phoneOf(text) === number).toReversed();
  const lines = own.map((text) => {
    const who = text.direction === "in" ? "Me" : "School";
    const pictures = text.mediaUrls.length > 0 ? ` [${text.mediaUrls.length} picture]` : "";
    return `<li><strong>${who}</strong>: ${escapeHtml(text.body)}${pictures} <small>${escapeHtml(text.status)}</small></li>`;
  });
  return plainPage({
    status: 200,
    title: `The phone ${number}`,
    text: own.length === 0 ? ["Nothing was texted yet."] : [],
    html: `<ul>${lines.join("")}</ul>
<form method="post" action="/local/phones/${accountId}/text">
<input type="hidden" name="from" value="${escapeHtml(number)}">
<label>Answer <input name="body" autofocus></label>
<label><input type="checkbox" name="picture" value="1"> with a picture</label>
<button>Send</button></form>`,
    links: [{ href: `/local/phones/${accountId}`, label: "All phones" }],
  });
}

const phoneOf = ({ direction, from, to }: SimulatedText) => (direction === "in" ? from : to);

function options(faults: readonly string[], chosen: string | undefined): string {
  const all = faults.map(
    (fault) => `<option value="${fault}"${fault === chosen ? " selected" : ""}>${fault}</option>`,
  );
  return `<option value="">as it should</option>${all.join("")}`;
}
