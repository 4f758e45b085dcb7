/** How commands tell of refusals: one line for people, the same facts in `--json`. */
import type { Command, CommanderError } from 'commander';
import { AppError, describeError, isAppError } from '#domain/errors.ts';
import { EXIT_BY_ERROR } from './exit-codes.ts';

/** Any thrown value as a refusal; a defect keeps its message and is `internal`. */
export function toRefusal(error: unknown): AppError {
  if (isAppError(error)) return error;
  const message = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
  return new AppError('internal', `unexpected error: ${message}`, {
    cause: error,
    remedy: 'Nothing was stored by this step. If it happens again, report it with the command you ran.',
  });
}

/** What the parser of arguments found wrong, as a refusal that names the command to ask for help. */
export function usageRefusal(command: Command, error: CommanderError): AppError {
  const path: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) path.unshift(at.name());
  const name = path.join(' ');
  if (error.code === 'commander.help') {
    return new AppError('invalid-input', 'No command was given.', {
      remedy: `Run \`npx ${name} --help\` for the commands and their options.`,
    });
  }
  const said = error.message
    .replace(/^error: /, '')
    .trim()
    .replace(/\s+/g, ' ');
  const end = /[.?!)]$/.test(said) ? '' : '.';
  return new AppError('invalid-input', `${said.charAt(0).toUpperCase()}${said.slice(1)}${end}`, {
    remedy: `Run \`npx ${name} --help\` for how it is used.`,
  });
}

/** The line on standard error. */
export function refusalLine(error: AppError): string {
  return `regatlas: ${describeError(error)}`;
}

/** The refusal in a JSON document. */
export function presentRefusal(error: AppError): object {
  return { code: error.code, message: error.message, place: error.place, remedy: error.remedy ?? null };
}

/** Exit code of a refusal. */
export function exitCodeOf(error: AppError): number {
  return EXIT_BY_ERROR[error.code];
}
