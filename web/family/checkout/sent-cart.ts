const KEY = "chalkline:sent-cart";

/** The cart that was sent off last in this tab, so that a reload finds what became of it even when no answer came. */
export const sentCart = {
  note(cartId: string): void {
    sessionStorage.setItem(KEY, cartId);
  },
  read: (): string | null => sessionStorage.getItem(KEY),
  forget: (): void => sessionStorage.removeItem(KEY),
};
