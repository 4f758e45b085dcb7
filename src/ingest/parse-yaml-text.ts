/**
 * YAML of the reference data, checked against a schema. A fault is told with the line it stands on, because these
 * files are edited by hand.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';

/** A step into a YAML value: a key, or the 0-based index of an item. */
export type YamlPath = readonly PropertyKey[];

/** A parsed YAML text. `lineOf` is the 1-based line of a value, or of the nearest thing around it that is there. */
export type YamlText = { readonly value: unknown; readonly lineOf: (path: YamlPath) => number };

/** Parses one YAML document. Throws `invalid-input` with the line; the caller adds the file. */
export function parseYamlText(text: string): YamlText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = error.message.replace(/\.$/, '');
    throw new AppError('invalid-input', `This is not valid YAML: ${reason}.`, {
      place: { line: lineCounter.linePos(error.pos[0]).line },
      remedy: 'Correct the line.',
      cause: error,
    });
  }
  return { value: document.toJS(), lineOf };

  function lineOf(path: YamlPath): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  }
}

/**
 * The part of `yaml` at `path`, as `schema` describes it. Throws `invalid-input` that begins with `name` and gives
 * the field and its line; of several faults the first is told.
 */
export function checkYamlPart<T>(yaml: YamlText, path: YamlPath, schema: z.ZodType<T>, name: string): T {
  const part = path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown>)[step],
    yaml.value,
  );
  const checked = schema.safeParse(part);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const steps = issue?.path ?? [];
  const reason = (issue?.message ?? 'it does not fit').replace(/\.$/, '');
  throw yamlFault(yaml, [...path, ...steps], `${name} cannot be read: ${reason}.`, steps);
}

/** The refusal of what stands at `path`; `field` are the steps shown as the field, none when empty. */
export function yamlFault(yaml: YamlText, path: YamlPath, message: string, field: YamlPath = []): AppError {
  return new AppError('invalid-input', message, {
    place: { line: yaml.lineOf(path), ...(field.length === 0 ? {} : { field: field.map(String).join('.') }) },
    remedy: 'Correct the entry; the header of the file and docs/glossary.md say what belongs there.',
  });
}
