/**
 * Writes `schema.ts`, the Kysely types of our tables, from the catalogs of a migrated database. A column whose check
 * constraint lists its values becomes a union of them, so that the database and the code cannot drift apart unseen:
 * a test makes the file again and compares.
 */
import type pg from 'pg';

type ColumnRow = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly generated: boolean;
  readonly defaulted: boolean;
  readonly check: string | null;
};

const BASE_TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  sha256_hex: 'string',
  legal_date: 'string',
  signal_date: 'string',
  uuid: 'string',
  int4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'string',
  bytea: 'Buffer',
  _int4: 'number[]',
};

/** TypeScript source of the table types. Throws on a column type it has no rule for. */
export async function describeTables(pool: Pick<pg.Pool, 'query'>): Promise<string> {
  const { rows } = await pool.query<ColumnRow>(`
    select c.relname as "table", a.attname as "column", t.typname as type, not a.attnotnull as nullable,
           a.attidentity <> '' or col_description(c.oid, a.attnum) = 'set by trigger' as generated,
           a.atthasdef as defaulted,
           (select pg_get_constraintdef(k.oid) from pg_constraint k
             where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
               and pg_get_constraintdef(k.oid) like '%= ANY (ARRAY[%' limit 1) as check
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where c.relkind = 'r' and c.relname <> 'schema_migration'
     order by c.relname, a.attnum`);
  const tables = [...new Set(rows.map((row) => row.table))];
  const bodies = tables.map((table) => {
    const columns = rows
      .filter((row) => row.table === table)
      .map((row) => `  ${row.column}: ${columnType(row)};`);
    return `export type ${typeName(table)} = {\n${columns.join('\n')}\n};`;
  });
  const members = tables.map((table) => `  ${table}: ${typeName(table)};`);
  return [
    '// Made from the migrated database by `node scripts/dump-schema.ts`; do not edit.',
    "import type { ColumnType, Generated, GeneratedAlways } from 'kysely';",
    '',
    'type Json = ColumnType<unknown, string, string>;',
    'type DefaultedJson = ColumnType<unknown, string | undefined, string>;',
    '',
    bodies.join('\n\n'),
    '',
    `export type Database = {\n${members.join('\n')}\n};`,
    '',
  ].join('\n');
}

function columnType(row: ColumnRow): string {
  if (row.generated) return `GeneratedAlways<${BASE_TYPES[row.type]}${row.nullable ? ' | null' : ''}>`;
  if (row.type === 'json' && row.defaulted) return 'DefaultedJson';
  const values = row.check
    ?.match(/'((?:[^']|'')*)'::text/g)
    ?.map((literal) => literal.slice(0, -'::text'.length));
  const base = row.type === 'json' ? 'Json' : (values?.join(' | ') ?? BASE_TYPES[row.type]);
  if (base === undefined)
    throw new Error(`no TypeScript type for ${row.table}.${row.column} of type ${row.type}`);
  const type = row.nullable ? `${base} | null` : base;
  return row.defaulted ? `Generated<${type}>` : type;
}

function typeName(table: string): string {
  return `${table.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Table`;
}
