/** The fields of a form with many, whatever a sender really sent: first words by name, all words of a name, and files. */
import type { Context } from 'hono';
import { AppError } from '#domain/errors.ts';

const FORM_TYPES = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/** See the module comment. `texts` keeps the order in which they were sent. */
export type Fields = {
  readonly texts: ReadonlyMap<string, string>;
  readonly text: (name: string) => string;
  readonly all: (name: string) => readonly string[];
  readonly file: (name: string) => File | undefined;
};

/** Reads the form. Throws `invalid-input` for anything that is none. */
export async function readFields(request: Context): Promise<Fields> {
  if (!FORM_TYPES.test(request.req.header('Content-Type') ?? '')) throw notAForm();
  const form = await request.req.formData().catch((error: unknown) => {
    // How the platform says that the parts do not follow from the header.
    throw error instanceof TypeError ? notAForm() : error;
  });
  const texts = new Map<string, string>();
  for (const [name, value] of form) if (typeof value === 'string' && !texts.has(name)) texts.set(name, value);
  return {
    texts,
    text: (name) => texts.get(name) ?? '',
    all: (name) => form.getAll(name).filter((value) => typeof value === 'string'),
    file: (name) => {
      const value = form.get(name);
      return value instanceof File && value.size > 0 ? value : undefined;
    },
  };
}

function notAForm(): AppError {
  return new AppError(
    'invalid-input',
    'This address takes the fields of a form, and this was something else.',
    { remedy: 'Use the form on its page.' },
  );
}
