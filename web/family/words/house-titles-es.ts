/** What the house calls a payment, a credit or a charge where staff typed nothing; their own words stay as they are. */
export const HOUSE_TITLES_ES: Readonly<Record<string, string>> = {
  "Cash payment": "Pago en efectivo",
  Check: "Cheque",
  "Card terminal payment": "Pago con tarjeta en la escuela",
  Payment: "Pago",
  "House credit": "Abono de la escuela",
  Coupon: "Cupón",
  "Gift credit": "Abono de regalo",
  Credit: "Abono",
  "Registration fees": "Matrículas",
};
