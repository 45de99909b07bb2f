import type { SharedWords } from "../../shared/words.ts";

/** What the design system says, for families: in English it is theirs too, but for whom to ask. */
export const sharedFamilyWords: Readonly<Record<"en" | "es", SharedWords>> = {
  en: {
    close: "Close",
    dismiss: "Dismiss",
    undo: "Undo",
    tryAgain: "Try again",
    copy: "Copy",
    copied: "Copied",
    notifications: "Notifications",
    loading: (what) => `Loading ${what}`,
    request: "Request",
    pageStopped: "This page stopped working",
    adviceReload: "Load the page again; what was saved is safe.",
    adviceOffline: "Check the connection, then try again.",
    adviceForbidden: "Ask an owner of the family account, or the school.",
    adviceMissing: "Go back, and open it from its list.",
    adviceRepeat: "Try again. If it happens twice, send the school the number below.",
  },
  es: {
    close: "Cerrar",
    dismiss: "Descartar",
    undo: "Deshacer",
    tryAgain: "Intentar de nuevo",
    copy: "Copiar",
    copied: "Copiado",
    notifications: "Avisos",
    loading: (what) => `Cargando: ${what}`,
    request: "Solicitud",
    pageStopped: "Esta página dejó de funcionar",
    adviceReload: "Vuelve a cargar la página; lo guardado está a salvo.",
    adviceOffline: "Comprueba la conexión e inténtalo de nuevo.",
    adviceForbidden: "Pregunta a quien administra la cuenta de la familia o a la escuela.",
    adviceMissing: "Puede que se haya eliminado o que el enlace esté incompleto.",
    adviceRepeat: "Inténtalo de nuevo. Si vuelve a ocurrir, envía a la escuela el número de abajo.",
  },
};
