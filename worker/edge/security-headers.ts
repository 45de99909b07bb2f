const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "manifest-src 'self'",
  "worker-src 'self'",
].join("; ");

/** Where the processor's own script runs (`payment-fields-page.ts`). */
export const PAYMENT_FIELDS_PATH = "/payment-fields";

/**
 * What the processor asks for its script and fields, and nothing of ours: this page can ask this Worker for nothing. Its
 * windows (banks that confirm who somebody is) need their opener, so it gives up being parted from them; from the office
 * that opened it the browser parts it all the same.
 */
const PAYMENT_FIELDS_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self' https://js.stripe.com https://*.js.stripe.com",
    "connect-src https://api.stripe.com",
    "frame-src https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin-allow-popups",
};

/** The schedule that any site may frame: it knows nobody, runs nothing and sends nothing. */
const EMBED_PATH = /^\/portal\/[^/]+\/schedule-embed$/;
const EMBED_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "style-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors *",
  ].join("; "),
  "cross-origin-resource-policy": "cross-origin",
};

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

/** Every answer of the Worker carries these; whatever did not say that it may be stored must not be. */
export function secured(response: Response, requestId: string, pathname: string): Response {
  const answer = new Response(response.body, response);
  const isEmbed = EMBED_PATH.test(pathname) && answer.ok;
  const own = pathname === PAYMENT_FIELDS_PATH ? PAYMENT_FIELDS_HEADERS : isEmbed ? EMBED_HEADERS : {};
  for (const [name, value] of Object.entries({ ...HEADERS, ...own })) answer.headers.set(name, value);
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  answer.headers.set("x-request-id", requestId);
  return answer;
}
