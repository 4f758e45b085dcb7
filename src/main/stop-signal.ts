/** How the process is asked to stop: Ctrl-C, a service manager, or the terminal closing. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborted by the first such signal. From the first call on that signal ends nothing by itself; a second one ends the
 * process at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    for (const signal of SIGNALS) process.off(signal, stop);
    controller.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  return controller.signal;
}

/** Resolves at the first signal; see {@link stopSignal}. */
export function untilStopped(): Promise<void> {
  const signal = stopSignal();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });
}
