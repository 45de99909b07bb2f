/** Methods by which money comes in, in the order of a bank statement. */
export const methodWords: Readonly<Record<string, string>> = {
  card: "Card",
  echeck: "eCheck",
  terminal: "Terminal",
  cash: "Cash",
  check: "Check",
};
