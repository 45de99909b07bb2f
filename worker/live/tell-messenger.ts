import type { Services } from "../services.ts";

/** Tells an account's Messenger Center that something happened; what, it reads by itself. */
export async function tellMessenger(services: Pick<Services, "env">, accountId: string): Promise<void> {
  await services.env.MESSENGER_CENTER.getByName(accountId).poke();
}
