const START = "/enterprise/";

/** Only pages of this portal: an address from outside must not send anybody elsewhere after signing in. */
export function safeReturn(asked: string | null): string {
  if (asked === null || asked.length > 1_000) return START;
  if (!/^\/enterprise(\/(?!\/)|\?|$)/.test(asked) || /[\\\s]/.test(asked)) return START;
  const isSignIn = /^\/enterprise\/(sign-in|join)\b/.test(asked);
  return isSignIn ? START : asked;
}
