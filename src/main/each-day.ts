/** What a long-running process does once on each day, and when it starts. Days are UTC. */
import type { Clock } from '#domain/ports.ts';

const LOOK_EVERY_MS = 10 * 60_000;

/** Calls `run` with the day now and on every new one; a day that fails is tried again. Stops when disposed of. */
export function eachDay(
  clock: Clock,
  run: (day: string) => Promise<unknown>,
  onError: (error: unknown) => void,
): Disposable {
  let done = '';
  const look = async () => {
    const day = clock().toISOString().slice(0, 10);
    if (day === done) return;
    await run(day);
    done = day;
  };
  const tick = () => void look().catch(onError);
  const timer = setInterval(tick, LOOK_EVERY_MS);
  timer.unref();
  tick();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
