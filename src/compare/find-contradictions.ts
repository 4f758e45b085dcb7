/**
 * What two versions of one page cannot both be right about: another status on the same ground and date, or a law, licence
 * or regulator that one version denies and the other has. A later act and a repeal explain a change and are told as
 * what they are (product invariant 9); that nothing was found denies nothing (invariant 2). Pure.
 */
import type { AnalysisContent, LandmarkLaw } from '#domain/analysis.ts';
import type { Place } from '#domain/finding.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { compareStatuses } from '#grounding/signals/compare-statuses.ts';
import { contentStems } from '#grounding/support-profile.ts';
import {
  type Acts,
  type Explanation,
  explainByActs,
  explainByLaterAct,
  isLater,
  laterAct,
  readActs,
  repeal,
} from './acts-between.ts';
import { type Existence, type ExistenceKind, readExistence } from './existence.ts';
import { type KeyedSentence, listPageSentences } from './page-sentences.ts';

/** What one version says; `place` is null for a status and for entries of the table of laws. */
export type Said = { readonly words: string; readonly place: Place | null };

/** `reason` is a sentence that says why both cannot be right. */
export type Contradiction = {
  readonly kind: 'status' | ExistenceKind;
  readonly before: Said;
  readonly after: Said;
  readonly reason: string;
};

/** See the module comment. */
export type ContradictionReport = {
  readonly contradictions: readonly Contradiction[];
  readonly explanations: readonly Explanation[];
};

/** `recordedOn` (`YYYY-MM-DD`) is the day the earlier version was recorded, for a page that gives no date of its own. */
export type ContradictionContext = {
  readonly topic: Topic | null;
  readonly gazetteer: Gazetteer;
  readonly recordedOn: string | null;
};

/** Share of a denial's subject that the other side must have for both to be about one thing. */
const SAME_SUBJECT = 0.75;
const MOST_FOUND = 20;
const SILENT_PARTS = new Set(['report-excerpts', 'report-links', 'report-disclaimer', 'law-notes']);

/** See the module comment. */
export function findContradictions(
  before: AnalysisContent,
  after: AnalysisContent,
  context: ContradictionContext,
): ContradictionReport {
  const acts = readActs(before, after, context.recordedOn);
  const found = [
    statusConflict(before, after, context.topic, acts),
    ...existenceConflicts(before, after, context, acts),
  ];
  const told = new Map(found.flatMap((one) => ('sentence' in one ? [[one.sentence, one] as const] : [])));
  return {
    contradictions: found.flatMap((one) => ('reason' in one ? [one] : [])).slice(0, MOST_FOUND),
    explanations: [...told.values()].slice(0, MOST_FOUND),
  };
}

type Outcome = Contradiction | Explanation | { readonly none: true };
const NONE: Outcome = { none: true };

function statusConflict(
  before: AnalysisContent,
  after: AnalysisContent,
  topic: Topic | null,
  acts: Acts,
): Outcome {
  const [old, now] = [before.status, after.status];
  if (old === now || topic === null || [old, now].includes(UNKNOWN_STATUS)) return NONE;
  if (compareStatuses(topic, old, now) !== 'apart') return NONE;
  const explained = explainByActs(acts);
  if (explained !== null) return explained;
  if (isLater(after.statusSince, before.statusSince ?? acts.day))
    return {
      kind: 'later-date',
      sentence: `The later status holds since ${after.statusSince} and does not speak of the time before.`,
    };
  if (before.ground !== after.ground || before.statusSince !== after.statusSince) return NONE;
  const label = (value: string) => topic.statuses.find((each) => each.value === value)?.label ?? value;
  const ground =
    before.ground === null
      ? 'with no ground stated'
      : `on the same ground (${before.ground.replaceAll('-', ' ')})`;
  return {
    kind: 'status',
    before: { words: label(old), place: null },
    after: { words: label(now), place: null },
    reason: `Both speak of the same time, ${ground}, and nothing in the table of laws came between them.`,
  };
}

type Stated = Existence & { readonly sentence: KeyedSentence };

function existenceConflicts(
  before: AnalysisContent,
  after: AnalysisContent,
  { gazetteer, topic }: ContradictionContext,
  acts: Acts,
): Outcome[] {
  const [own, theirs] = [listPageSentences(before), listPageSentences(after)];
  const [ownKeys, theirKeys] = [new Set(own.map(({ key }) => key)), new Set(theirs.map(({ key }) => key))];
  const read = (sentences: readonly KeyedSentence[]) =>
    sentences
      .filter(({ part }) => !SILENT_PARTS.has(part))
      .flatMap((sentence) =>
        readExistence(sentence.words, gazetteer, before.jurisdiction).map(
          (one): Stated => ({ ...one, sentence }),
        ),
      );
  const [old, now] = [read(own), read(theirs)];
  const about = topicStems(topic);
  const newer = now.filter(({ isDenied, sentence }) => !isDenied && !ownKeys.has(sentence.key));
  const older = old.filter(({ isDenied, sentence }) => !isDenied && !theirKeys.has(sentence.key));
  return [
    ...denials(old).map((denial) => judgeEarlierDenial(denial, newer, about, acts)),
    ...denials(now).map((denial) => judgeLaterDenial(denial, older, about, acts)),
  ];
}

/** One for each kind and wording: a page repeats itself. */
function denials(stated: readonly Stated[]): Stated[] {
  const seen = new Map(
    stated.filter(({ isDenied }) => isDenied).map((one) => [`${one.kind} ${one.sentence.key}`, one]),
  );
  return [...seen.values()].slice(0, MOST_FOUND);
}

function judgeEarlierDenial(
  denial: Stated,
  affirmed: readonly Stated[],
  about: ReadonlySet<string>,
  acts: Acts,
): Outcome {
  const listed = denial.kind === 'law' ? acts.added.filter((law) => isAboutLaw(denial, law, about)) : [];
  const there = affirmed.find((one) => isSameThing(denial, one));
  if (listed.length === 0 && there === undefined) return NONE;
  if (denial.isSearch) return nothingFound(denial);
  const old = listed.filter((law) => !acts.later.has(law));
  const [newest] = listed;
  if (newest !== undefined && old.length === 0)
    return laterAct(newest, acts.later.get(newest) ?? '', acts.day);
  // A repeal ends what was there; it does not bring what was not.
  const explained = there === undefined || old.length > 0 ? null : explainByLaterAct(acts);
  if (explained !== null) return explained;
  const after = old.length > 0 ? lawsWords(old) : saidIn(there);
  return conflict(
    denial,
    saidIn(denial),
    after,
    'The earlier version says that there is none; the later one has it, and nothing shows that it came later.',
  );
}

function judgeLaterDenial(
  denial: Stated,
  affirmed: readonly Stated[],
  about: ReadonlySet<string>,
  acts: Acts,
): Outcome {
  const listed =
    denial.kind === 'law'
      ? acts.removed.filter((law) => law.repealedOn === null && isAboutLaw(denial, law, about))
      : [];
  const there = affirmed.find((one) => isSameThing(denial, one));
  if (listed.length === 0 && there === undefined) return NONE;
  const [ended] = acts.repealed;
  if (ended !== undefined) return repeal(ended);
  if (denial.isSearch) return nothingFound(denial);
  const before = listed.length > 0 ? lawsWords(listed) : saidIn(there);
  return conflict(
    denial,
    before,
    saidIn(denial),
    'The earlier version has it; the later one says that there is none, and nothing shows that it was repealed.',
  );
}

function conflict({ kind }: Stated, before: Said, after: Said, reason: string): Contradiction {
  return { kind, before, after, reason };
}

function nothingFound({ sentence }: Stated): Explanation {
  return {
    kind: 'nothing-found',
    sentence: `“${sentence.words}” tells of a search without a result, which is no statement that there is nothing.`,
  };
}

function saidIn(stated: Stated | undefined): Said {
  return { words: stated?.sentence.text ?? '', place: stated?.sentence.place ?? null };
}

function lawsWords(laws: readonly LandmarkLaw[]): Said {
  const names = laws.map(({ name }) => name).join('; ');
  return {
    words: `${laws.length === 1 ? 'One law is' : `${laws.length} laws are`} listed: ${names}`,
    place: null,
  };
}

function isSameThing(denial: Stated, other: Stated): boolean {
  return denial.kind === other.kind && isCovered(denial.subject, other.subject);
}

/** The page's laws are about its topic; a denial about something narrower is answered by a law that names it. */
function isAboutLaw({ subject }: Stated, law: LandmarkLaw, about: ReadonlySet<string>): boolean {
  return isCovered(subject, new Set([...about, ...contentStems(`${law.name} ${law.note ?? ''}`)]));
}

function isCovered(subject: ReadonlySet<string>, by: ReadonlySet<string>): boolean {
  return subject.intersection(by).size >= subject.size * SAME_SUBJECT;
}

function topicStems(topic: Topic | null): Set<string> {
  if (topic === null) return new Set();
  const { title, question, searchCues } = topic;
  return new Set(contentStems([title, question, ...searchCues].join(' . ')));
}
