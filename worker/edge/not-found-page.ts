import { plainPage } from "./plain-page.ts";

/** Addresses that no room answers, and those whose rooms do not exist yet. */
export function notFoundPage(request: Request): Response {
  const { host, pathname } = new URL(request.url);
  if (pathname === "/") {
    return plainPage({
      status: 404,
      title: "Which school?",
      text: [
        `Every school has its own address here: ${host}/a/ followed by the short name of the school.`,
        "It is in the mail that invited you. A colleague who is logged in can read it from their address bar.",
      ],
    });
  }
  return plainPage({
    status: 404,
    title: "There is no page at this address",
    text: [
      `Nothing was found at ${host}${pathname}.`,
      "Check the address for a typing error. A page that you had saved may have moved: start from your school's first page.",
    ],
  });
}
