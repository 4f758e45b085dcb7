/** The fields of a form that was sent, whatever a sender really sent. */
import type { Context } from 'hono';
import { AppError } from '#domain/errors.ts';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/** Gives the words of one field; empty when it is missing, a file, or there more than once. */
export type FormFields = (name: string) => string;

/** Reads the form. Throws `invalid-input` for anything that is none. */
export async function readForm(request: Context): Promise<FormFields> {
  if (!FORM_TYPES.test(request.req.header('Content-Type') ?? '')) throw notAForm();
  const form = await request.req.parseBody().catch((error: unknown) => {
    // How the platform says that the parts do not follow from the header.
    throw error instanceof TypeError ? notAForm() : error;
  });
  return (name) => {
    const value = Object.hasOwn(form, name) ? form[name] : undefined;
    return typeof value === 'string' ? value : '';
  };
}

function notAForm(): AppError {
  return new AppError(
    'invalid-input',
    'This address takes the fields of a form, and this was something else.',
    {
      remedy: 'Use the form on its page.',
    },
  );
}
