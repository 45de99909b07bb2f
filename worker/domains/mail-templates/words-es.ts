import type { MailKey } from "./catalogue.ts";
import type { TemplateWords } from "./schemas.ts";

const OPEN = "[Abrir el portal de familias]({{portal.link}})";
const HELLO = "Hola, {{guardian.firstName}}:";
// Lines of their own: where nothing is known of them, nothing else is left out.
const WHEN = "Cuándo: {{class.when}}\nDónde: {{class.location}}";
const WHERE = "Dónde: {{class.location}}";
const SCHOOL = "{{school.name}}";
const mail = (subject: string, ...paragraphs: readonly string[]): TemplateWords => ({
  subject,
  body: paragraphs.join("\n\n"),
});

/** The built-in words in Spanish. */
export const SPANISH: Readonly<Record<MailKey, TemplateWords>> = {
  enrollment_confirmed: mail(
    "Tu reserva en {{school.name}}",
    HELLO,
    "Esto queda reservado:",
    "- {{order.lines}}",
    "Pagado hoy: {{order.total}}",
    OPEN,
    SCHOOL,
  ),
  place_expired: mail(
    "Tu plaza ya no está guardada",
    HELLO,
    "El pago no se realizó y ha pasado el tiempo para otro intento. Estas plazas vuelven a estar abiertas para otras familias:",
    "- {{order.lines}}",
    "Siguen en tu carrito. Si queda sitio, puedes tomarlas y pagar.",
    "[Abrir el carrito]({{portal.link}})",
    SCHOOL,
  ),
  waitlist_joined: mail(
    "{{student.firstName}} está en la lista de espera de {{class.name}}",
    HELLO,
    "{{student.firstName}} ocupa el puesto {{waitlist.position}} en la lista de espera de {{class.name}}. Te escribiremos en cuanto haya una plaza.",
    WHEN,
    OPEN,
    SCHOOL,
  ),
  waitlist_offer: mail(
    "Una plaza en {{class.name}} para {{student.firstName}}",
    HELLO,
    "Hay una plaza para {{student.firstName}} en {{class.name}}. Es tu turno en la lista de espera, así que te la guardamos hasta {{offer.until}}.",
    WHEN,
    "[Aceptar la plaza o dejarla libre]({{portal.link}})",
    "Si ya no os conviene, dínoslo también, para que la siguiente familia no tenga que esperar.",
    SCHOOL,
  ),
  absence_noted: mail(
    "Ausencia anotada: {{student.firstName}}, {{meeting.when}}",
    HELLO,
    "Gracias por avisarnos de que {{student.firstName}} no puede venir a {{class.name}}: {{meeting.when}}.",
    "{{makeup.note}}",
    OPEN,
    SCHOOL,
  ),
  makeup_booked: mail(
    "Recuperación para {{student.firstName}}: {{meeting.when}}",
    HELLO,
    "{{student.firstName}} recupera la clase perdida en {{class.name}}: {{meeting.when}}.",
    WHERE,
    OPEN,
    SCHOOL,
  ),
  drop_confirmed: mail(
    "{{student.firstName}} deja {{class.name}}",
    HELLO,
    "Como pediste, {{student.firstName}} deja {{class.name}}. El último día es {{drop.lastOn}}.",
    "Esperamos veros de nuevo.",
    SCHOOL,
  ),
  transfer_confirmed: mail(
    "{{student.firstName}} pasa a {{class.name}}",
    HELLO,
    "{{student.firstName}} pasa a {{class.name}} a partir de: {{enrollment.startsOn}}.",
    WHEN,
    OPEN,
    SCHOOL,
  ),
  request_received: mail(
    "Hemos recibido tu solicitud",
    HELLO,
    "Nos pediste: {{request.summary}}",
    "Te responderemos en cuanto podamos. Hasta entonces no cambia nada.",
    OPEN,
    SCHOOL,
  ),
  request_approved: mail(
    "Aprobada: {{request.summary}}",
    HELLO,
    "Tu solicitud está aprobada: {{request.summary}}",
    "{{decision.text}}",
    OPEN,
    SCHOOL,
  ),
  request_denied: mail(
    "Sobre tu solicitud: {{request.summary}}",
    HELLO,
    "Lo sentimos, esto no es posible: {{request.summary}}",
    "{{decision.text}}",
    "Llámanos o responde a este correo si quieres hablarlo.",
    SCHOOL,
  ),
  receipt: mail(
    "{{receipt.title}} de {{school.name}}",
    HELLO,
    "Gracias por tu pago de {{payment.amount}}.",
    "Pagado con {{payment.method}}, {{payment.date}}",
    "Adjuntamos el documento: {{receipt.title}}.",
    SCHOOL,
  ),
  autopay_on: mail(
    "El pago automático está activado",
    HELLO,
    "A partir de ahora cobramos lo pendiente de {{payment.method}}. Puedes desactivarlo cuando quieras en Mi cuenta, Pagos.",
    OPEN,
    SCHOOL,
  ),
  autopay_off: mail(
    "El pago automático está desactivado",
    HELLO,
    "Ya no cobramos lo pendiente de {{payment.method}}. Paga en el portal de familias o en recepción.",
    OPEN,
    SCHOOL,
  ),
  welcome: mail(
    "Te damos la bienvenida a {{school.name}}",
    HELLO,
    "Tu cuenta está lista. En el portal de familias encuentras clases, reservas, pagas y ves lo que viene.",
    OPEN,
    SCHOOL,
  ),
  sign_in_code: mail(
    "{{code.digits}} es tu código para {{school.name}}",
    "Tu código es {{code.digits}}",
    "Vale {{code.minutes}} minutos y funciona una vez. Si no lo pediste tú, puedes borrar este correo; nadie ha entrado.",
    SCHOOL,
  ),
  password_reset: mail(
    "Elige una contraseña para {{school.name}}",
    HELLO,
    "[Elegir una contraseña]({{action.link}})",
    "El enlace funciona una vez, durante {{action.hours}} horas. Si no lo pediste tú, no ha cambiado nada y puedes borrar este correo.",
    SCHOOL,
  ),
  account_known: mail(
    "Ya tienes una cuenta en {{school.name}}",
    HELLO,
    "Alguien, seguramente tú, quiso crear una cuenta con esta dirección. Ya tienes una, así que no hay nada que crear.",
    "[Elegir una contraseña y entrar]({{action.link}})",
    "El enlace funciona una vez, durante {{action.hours}} horas. Si no fuiste tú, no ha cambiado nada.",
    SCHOOL,
  ),
  invite: mail(
    "{{invite.from}} te invita a la familia {{family.name}}",
    "Hola:",
    "{{invite.from}} quiere que te unas a la familia {{family.name}} en {{school.name}}. Podrás {{invite.role}}.",
    "[Aceptar la invitación]({{action.link}})",
    "El enlace funciona una vez, durante {{action.hours}} horas.",
    SCHOOL,
  ),
  erase_received: mail(
    "Tu petición de borrado",
    HELLO,
    "Nos pediste borrar los datos de la familia {{family.name}}. Nuestro equipo se ocupa y te escribirá. Las facturas y los pagos deben conservarse el tiempo que marca la ley.",
    "Si no fuiste tú, llámanos, por favor.",
    SCHOOL,
  ),
  data_erased: mail(
    "Tus datos están borrados",
    HELLO,
    "Hemos borrado lo que teníamos de la familia {{family.name}}: nombres, contactos, datos médicos, notas, mensajes, archivos y el acceso al portal. Las facturas y los pagos se conservan sin vuestros nombres el tiempo que marca la ley.",
    "Este es el último correo que recibes de nuestra parte.",
    SCHOOL,
  ),
};
