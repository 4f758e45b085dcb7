/**
 * What of a brief a model is given: the passages in the order of the brief, with what is known of their sources, as far
 * as the model can read them at once. What does not fit is left out from the end, where the lowest-ranked stand; what
 * speaks to models instead of readers is left out wherever it stands.
 */
import type { BriefPassage } from '#domain/brief.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { AnalystTools, Material } from '../analyst.ts';
import { addressesModels } from './addresses-models.ts';
import type { GivenPassages } from './read-statements.ts';

/** The part of every question that is the same; and the passages by id, to read answers by. */
export type GivenMaterial = {
  readonly document: Readonly<Record<string, unknown>>;
  readonly passages: GivenPassages;
};

/** Room that is left for instructions, the part's own task and what is to be mended, in tokens. */
const OTHER_WORDS = 6_000;
/** More makes each of several questions dear and no answer better. */
const MOST_TOKENS = 60_000;

/** Chooses the passages, and logs when some are left out. */
export async function giveMaterial(
  material: Material,
  model: LanguageModel,
  log: AnalystTools['log'],
): Promise<GivenMaterial> {
  const all = material.brief.passages;
  const passages = withoutHostile(material);
  if (passages.length < all.length) {
    const ids = all.filter((one) => !passages.includes(one)).map(({ id }) => id);
    await log(
      `Kept from the model, since they speak to models and not to readers, or stand beside what does: ${ids.join(', ')}.`,
      'warning',
    );
  }
  const fits = (many: number) => tokensOf(material, model, passages.slice(0, many)) <= mostTokens(model);
  let [count, tooMany] = [0, passages.length + 1];
  while (tooMany - count > 1) {
    const middle = Math.floor((count + tooMany) / 2);
    if (fits(middle)) count = middle;
    else tooMany = middle;
  }
  const left = passages.length - count;
  if (left > 0) {
    await log(
      `${left} of ${passages.length} passages are left out of the questions: ${model.id} is given no more at once.`,
      'warning',
    );
  }
  const given = passages.slice(0, count);
  return { document: documentOf(material, given), passages: new Map(given.map((one) => [one.id, one])) };
}

/**
 * Passages but for those that speak to models. Of a primary source only they go, since anybody may have put a remark
 * beside an act; of others the whole document, which somebody wrote to deceive.
 */
function withoutHostile({ brief }: Material): readonly BriefPassage[] {
  const hostile = brief.passages.filter(({ text }) => addressesModels(text));
  const refs = new Set(hostile.map(({ ref }) => ref));
  const primary = new Set(
    brief.sources.filter(({ tier }) => PRIMARY_TIERS.includes(tier)).map(({ ref }) => ref),
  );
  return brief.passages.filter(
    (one) => !hostile.includes(one) && (primary.has(one.ref) || !refs.has(one.ref)),
  );
}

function mostTokens(model: LanguageModel): number {
  const answer = model.reserve({ system: '', prompt: '', schemaName: '', schema: null }).tokens;
  return Math.min(MOST_TOKENS, model.contextTokens - answer - OTHER_WORDS);
}

function tokensOf(material: Material, model: LanguageModel, passages: readonly BriefPassage[]): number {
  const prompt = JSON.stringify(documentOf(material, passages));
  const empty = { system: '', schemaName: '', schema: null };
  return model.reserve({ ...empty, prompt }).tokens - model.reserve({ ...empty, prompt: '' }).tokens;
}

function documentOf(
  { jurisdiction, topic, brief }: Material,
  passages: readonly BriefPassage[],
): GivenMaterial['document'] {
  const sources = new Map(brief.sources.map((source) => [source.ref, source]));
  return {
    jurisdiction: {
      code: jurisdiction.code,
      name: jurisdiction.everydayName,
      officialName: jurisdiction.officialName,
    },
    topic: { key: topic.key, title: topic.title, question: topic.question, guidance: topic.guidance },
    passages: passages.map(({ id, ref, text }) => {
      const { title = null, publisher = null, tier = 'unknown', publishedOn = null } = sources.get(ref) ?? {};
      const names = { title: safeName(title), publisher: safeName(publisher) };
      return { id, source: { ...names, kind: tier, publishedOn }, text };
    }),
  };
}

/** Titles are words of the document as well. */
function safeName(name: string | null): string | null {
  return name === null || addressesModels(name) ? null : name;
}
