import { wordsOf } from "./language.ts";

export const notificationWords = wordsOf({
  en: {
    title: "Notifications",
    lead: "What you are told of, and how. It is for you alone; other guardians choose for themselves.",
    topics: {
      bookings: "Bookings, makeups and absences",
      requests: "Answers to what you asked for",
      schedule: "Cancelled and moved classes",
      news: "News of the school",
      money: "Receipts and what is due",
    },
    channels: { email: "E-mail", sms: "Text message", push: "On this device" },
    always: "Always sent",
    later:
      "Where your device and texts are off, you are told by mail. News you do not want are not sent at all.",
    device: {
      title: "This device",
      on: "Notices come to this device.",
      off: "Notices do not come to this device.",
      refused: "Your browser blocks notices of this page. Allow them in its settings, then come back.",
      unsupported: "This browser cannot show notices of this page.",
      switchOn: "Switch notices on",
      switchOff: "Switch notices off",
    },
    saved: "Saved",
    failed: "That could not be saved",
    loading: "your choices",
  },
  es: {
    title: "Avisos",
    lead: "De qué te avisamos y cómo. Es solo para ti; los demás tutores eligen por su cuenta.",
    topics: {
      bookings: "Reservas, recuperaciones y ausencias",
      requests: "Respuestas a lo que pediste",
      schedule: "Clases canceladas o cambiadas",
      news: "Noticias de la escuela",
      money: "Recibos y pagos pendientes",
    },
    channels: { email: "Correo", sms: "Mensaje de texto", push: "En este dispositivo" },
    always: "Se envía siempre",
    later:
      "Sin avisos en el dispositivo ni mensajes de texto, te escribimos un correo. Lo que no quieras recibir no se envía.",
    device: {
      title: "Este dispositivo",
      on: "Los avisos llegan a este dispositivo.",
      off: "Los avisos no llegan a este dispositivo.",
      refused: "Tu navegador bloquea los avisos de esta página. Permítelos en su configuración y vuelve.",
      unsupported: "Este navegador no puede mostrar avisos de esta página.",
      switchOn: "Activar avisos",
      switchOff: "Desactivar avisos",
    },
    saved: "Guardado",
    failed: "No se ha podido guardar",
    loading: "tus avisos",
  },
});
