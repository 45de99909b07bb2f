/** What the Worker may ask of an account's Messenger Center. */
export interface MessengerCenter extends Rpc.DurableObjectBranded {
  poke(): Promise<void>;
  endSockets(personId: string): Promise<void>;
  fetch(request: Request): Promise<Response>;
}
