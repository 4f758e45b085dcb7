/** What letters with notices are made with, in a server as in a worker. */
import type { LetterDeps } from '#notify/queue-letters.ts';
import type { Settings } from './config.ts';
import type { OpenApp } from './open-app.ts';

/** `secret` and `publicUrl` must be those of the web servers: the links in a letter lead there. */
export function letterDeps(
  app: OpenApp,
  settings: Settings,
  site: Pick<LetterDeps, 'secret' | 'publicUrl'>,
): LetterDeps {
  return {
    ...site,
    clock: app.deps.clock,
    digestHour: settings.REGATLAS_DIGEST_HOUR,
    queueMessage: app.queueMessage,
  };
}
