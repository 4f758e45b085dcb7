/**
 * The list of jurisdictions from its YAML text. Codes are unique, and a name belongs to one entry only: a name that
 * two share would let an import land on the wrong page. Demonyms and capitals may be shared.
 */
import { type Jurisdiction, jurisdictionSchema } from '#domain/jurisdiction.ts';
import { foldName } from '#grounding/jurisdiction-names.ts';
import { checkYamlPart, parseYamlText, type YamlPath, type YamlText, yamlFault } from './parse-yaml-text.ts';

/**
 * All entries in the file's order. Throws `invalid-input` naming the entry and its line when one does not fit the
 * schema or repeats a code, an alpha-3 code or a name of another (case, diacritics and articles aside).
 */
export function parseJurisdictions(yamlText: string): Jurisdiction[] {
  const yaml = parseYamlText(yamlText);
  if (!Array.isArray(yaml.value) || yaml.value.length === 0) {
    throw yamlFault(yaml, [], 'The list of jurisdictions is not a list of entries.');
  }
  const list = yaml.value.map((entry: unknown, index) =>
    checkYamlPart(yaml, [index], jurisdictionSchema, nameOfEntry(entry, index)),
  );
  refuseRepeats(yaml, list);
  refuseStrayMembers(yaml, list);
  return list;
}

/** A union whose members nobody knows would bind nobody, and only unions have members. */
function refuseStrayMembers(yaml: YamlText, list: readonly Jurisdiction[]): void {
  const codes = new Set(list.map(({ code }) => code));
  list.forEach((jurisdiction, index) => {
    const { kind, members = [] } = jurisdiction;
    const path = [index, 'members'];
    if (members.length > 0 && kind !== 'supranational') {
      throw yamlFault(
        yaml,
        path,
        `${nameOfEntry(jurisdiction, index)} has members and is not supranational.`,
      );
    }
    members.forEach((code, position) => {
      if (codes.has(code)) return;
      const message = `${nameOfEntry(jurisdiction, index)} has the member ${code}, which is no entry.`;
      throw yamlFault(yaml, [...path, position], message);
    });
  });
}

/** `Entry 12 (KP)`: by number always, by code where it has one. */
function nameOfEntry(entry: unknown, index: number): string {
  const code = typeof entry === 'object' && entry !== null && 'code' in entry ? entry.code : undefined;
  return `Entry ${index + 1}${typeof code === 'string' ? ` (${code})` : ''}`;
}

function refuseRepeats(yaml: YamlText, list: readonly Jurisdiction[]): void {
  const owners = new Map<string, string>();
  list.forEach((jurisdiction, index) => {
    for (const { key, shown, path } of identities(jurisdiction)) {
      const owner = owners.get(key);
      if (owner !== undefined && owner !== jurisdiction.code) {
        const message = `${nameOfEntry(jurisdiction, index)} repeats ${shown} of ${owner}.`;
        throw yamlFault(yaml, [index, ...path], message);
      }
      if (owner !== undefined && path[0] === 'code') {
        throw yamlFault(yaml, [index, ...path], `${nameOfEntry(jurisdiction, index)} is there twice.`);
      }
      owners.set(key, jurisdiction.code);
    }
  });
}

type Identity = { readonly key: string; readonly shown: string; readonly path: YamlPath };

/** What no two entries may share. The code goes first, so that a repeated entry is told as such. */
function identities(jurisdiction: Jurisdiction): Identity[] {
  const { code, alpha3, officialName, everydayName, aliases, standsFor = [], parts = [] } = jurisdiction;
  const name = (words: string, path: YamlPath): Identity => ({
    key: `name ${foldName(words)}`,
    shown: `the name “${words}”`,
    path,
  });
  return [
    { key: `code ${code}`, shown: `the code ${code}`, path: ['code'] },
    ...(alpha3 === null
      ? []
      : [{ key: `alpha3 ${alpha3}`, shown: `the alpha-3 code ${alpha3}`, path: ['alpha3'] }]),
    name(officialName, ['officialName']),
    name(everydayName, ['everydayName']),
    ...aliases.map((alias, index) => name(alias, ['aliases', index])),
    // A regulator or a region of two countries would put a document's statement on the wrong page.
    ...standsFor.map((words, index) => ({
      ...{ key: `stand-in ${words}`, shown: `“${words}” (standsFor)`, path: ['standsFor', index] },
    })),
    ...parts.map((words, index) => ({
      key: `part ${words}`,
      shown: `“${words}” (parts)`,
      path: ['parts', index],
    })),
  ];
}
