interface Running {
  /** Resolves when it ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Runs what `begin` starts until Ctrl-C, or until one of it ends; then stops all of it. */
export async function untilStopped(begin: () => Promise<readonly Running[]>): Promise<void> {
  const asked = new Promise<"asked">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve("asked"));
  });
  let running: readonly Running[] = [];
  try {
    const started = begin();
    const first = await Promise.race([asked, started]);
    running = await started;
    const reason =
      first === "asked" ? first : await Promise.race([asked, ...running.map(({ ended }) => ended)]);
    if (reason !== "asked") process.stderr.write("Chalkline ended by itself; .local/worker.log says why.\n");
    process.exitCode = reason === "asked" ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await Promise.all(running.map((part) => part.stop()));
  }
  process.exit();
}
