import { HELLO_EN, HELLO_ES, mail, OPEN_EN, OPEN_ES, SCHOOL } from "./mail-frame.ts";

/** What a checkout is written of, in English. */
export const CHECKOUT_EN = {
  enrollment_confirmed: mail(
    "You are booked at {{school.name}}",
    HELLO_EN,
    "This is booked:",
    "- {{order.lines}}",
    "Paid today: {{order.total}}",
    OPEN_EN,
    SCHOOL,
  ),
  checkout_received: mail(
    "We have what you asked for",
    HELLO_EN,
    "We have what you sent. None of this is booked yet:",
    "- {{order.lines}}",
    "You hear from us as soon as it is decided, or a place is free.",
    OPEN_EN,
    SCHOOL,
  ),
  place_expired: mail(
    "Your place is not kept any more",
    HELLO_EN,
    "The payment did not go through, and the time for another try is over. These places are open to others again:",
    "- {{order.lines}}",
    "They are still in your cart. Where there is a place left, you can take it and pay.",
    "[Open the cart]({{portal.link}})",
    SCHOOL,
  ),
};

/** The same in Spanish. */
export const CHECKOUT_ES = {
  enrollment_confirmed: mail(
    "Tu reserva en {{school.name}}",
    HELLO_ES,
    "Esto queda reservado:",
    "- {{order.lines}}",
    "Pagado hoy: {{order.total}}",
    OPEN_ES,
    SCHOOL,
  ),
  checkout_received: mail(
    "Hemos recibido tu solicitud",
    HELLO_ES,
    "Hemos recibido lo que enviaste. Nada de esto está reservado todavía:",
    "- {{order.lines}}",
    "Te escribimos en cuanto se decida o haya una plaza libre.",
    OPEN_ES,
    SCHOOL,
  ),
  place_expired: mail(
    "Tu plaza ya no está guardada",
    HELLO_ES,
    "El pago no se realizó y ha pasado el tiempo para otro intento. Estas plazas vuelven a estar abiertas para otras familias:",
    "- {{order.lines}}",
    "Siguen en tu carrito. Si queda sitio, puedes tomarlas y pagar.",
    "[Abrir el carrito]({{portal.link}})",
    SCHOOL,
  ),
};
