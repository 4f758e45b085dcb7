/** The parts of a page that a model drafts after the status, one question for each. */
import type { LandmarkLaw, SectionKey } from '#domain/analysis.ts';
import type { DraftedPage } from '#domain/drafted-page.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { AnalystTools, Material } from '../analyst.ts';
import { type Asked, askModel } from './ask-model.ts';
import {
  LAWS_SYSTEM,
  OUTLINE_SYSTEM,
  SECTION_SYSTEM,
  SECTION_TASKS,
  SECTIONS_PROMPT_VERSION,
} from './draft-sections.prompt.ts';
import {
  LAWS_SCHEMA,
  LAWS_SCHEMA_NAME,
  lawsSchema,
  OUTLINE_SCHEMA,
  OUTLINE_SCHEMA_NAME,
  outlineSchema,
  type SaidLaw,
  SECTION_SCHEMA,
  SECTION_SCHEMA_NAME,
  sectionSchema,
} from './draft-sections.schema.ts';
import type { GivenMaterial } from './given-material.ts';
import { proseOf } from './prose-of.ts';
import {
  type GivenPassages,
  RejectedAnswer,
  readDateOf,
  readPassages,
  readStatement,
  readWordsOf,
} from './read-statements.ts';

/** A section with what its question gave beside it. */
export type DraftedSection = Pick<DraftedPage['sections'][number], 'statements'> & Pick<DraftedPage, 'laws'>;

/** What a question needs beside its own words. */
export type Drafting = {
  readonly material: Material;
  readonly given: GivenMaterial;
  readonly model: LanguageModel;
  readonly tools: AnalystTools;
  /** The status as decided, so that the parts fit to it. */
  readonly status: string;
};

/** Asks for one section. */
export function draftSection(
  { given, model, tools, status }: Drafting,
  key: SectionKey,
): Promise<Asked<DraftedSection>> {
  const isOnLaws = key === 'landmark-laws';
  const question = {
    purpose: `draft ${key}`,
    promptVersion: SECTIONS_PROMPT_VERSION,
    system: isOnLaws ? LAWS_SYSTEM : SECTION_SYSTEM,
    document: { ...given.document, status, part: SECTION_TASKS[key] },
    schemaName: isOnLaws ? LAWS_SCHEMA_NAME : SECTION_SCHEMA_NAME,
    schema: isOnLaws ? LAWS_SCHEMA : SECTION_SCHEMA,
  };
  return askModel(model, tools, question, (object) => {
    const parsed = (isOnLaws ? lawsSchema : sectionSchema).safeParse(object);
    if (!parsed.success) throw new RejectedAnswer(NO_FORM);
    const statements = parsed.data.statements.map((one) => readStatement(one, given.passages));
    const said = 'laws' in parsed.data ? (parsed.data.laws as readonly SaidLaw[]) : [];
    const laws = said.map((law) => readLaw(law, given.passages));
    return { value: { statements, laws }, prose: proseOf(statements) };
  });
}

/** Asks for the points under the headings that the topic expects. */
export function draftOutline({
  material,
  given,
  model,
  tools,
  status,
}: Drafting): Promise<Asked<DraftedPage['headings']>> {
  const headings = material.topic.outlineHeadings;
  const question = {
    purpose: 'draft summary points',
    promptVersion: SECTIONS_PROMPT_VERSION,
    system: OUTLINE_SYSTEM,
    document: { ...given.document, status, headings },
    schemaName: OUTLINE_SCHEMA_NAME,
    schema: OUTLINE_SCHEMA,
  };
  return askModel(model, tools, question, (object) => {
    const parsed = outlineSchema.safeParse(object);
    if (!parsed.success) throw new RejectedAnswer(NO_FORM);
    const said = parsed.data.headings;
    if (said.some(({ heading }) => !headings.includes(heading))) {
      throw new RejectedAnswer('The answer has a heading that was not given.');
    }
    const read = headings.flatMap((heading) => {
      const statements = said
        .filter((one) => one.heading === heading)
        .flatMap((one) => one.statements.map((each) => readStatement(each, given.passages)));
      return statements.length === 0 ? [] : [{ heading, statements }];
    });
    return { value: read, prose: proseOf(read.flatMap(({ statements }) => statements)) };
  });
}

const NO_FORM = 'The answer does not have the form that was asked for.';

function readLaw(said: SaidLaw, given: GivenPassages): DraftedPage['laws'][number] {
  const cited = readPassages(said.passages, given);
  const words = (text: string, what: string) => readWordsOf(text, what, cited);
  const date = (text: string) => readDateOf(text, cited);
  const name = words(said.name, 'the name of a law');
  if (name === null) throw new RejectedAnswer('The answer holds a law without a name.');
  const law: LandmarkLaw = {
    name,
    number: words(said.number, 'the number of a law'),
    article: words(said.article, 'an article of a law'),
    issuer: words(said.issuer, 'an issuer of a law'),
    proposedOn: date(said.proposedOn),
    enactedOn: date(said.enactedOn),
    inForceOn: date(said.inForceOn),
    applicableOn: date(said.applicableOn),
    repealedOn: date(said.repealedOn),
    url: null,
    note: null,
  };
  return { law, passages: cited.map(({ id }) => id) };
}
