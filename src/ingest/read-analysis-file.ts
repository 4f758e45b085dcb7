/** Any file that `import` takes, read into the versions it brings. Which kind it is, the file itself says. */
import type { AnalysisContent, VersionOrigin } from '#domain/analysis.ts';
import type { ExportedLineage, ExportedReview } from '#domain/analysis-export.ts';
import { AppError } from '#domain/errors.ts';
import type { Finding } from '#domain/finding.ts';
import { dropControls } from '#domain/text.ts';
import { FIRST_STAGE } from '#domain/workflow.ts';
import type { NewReview } from '#store/reviews.ts';
import { addGrounding, decodeGrounding, type FileBytes } from './grounding-beside.ts';
import { decodeFile } from './read-file-text.ts';
import { type ReadPage, readPageText } from './read-page-text.ts';
import { assertKnownTerms, parseExport } from './read-regatlas-json.ts';
import { readReport } from './read-report.ts';
import { recogniseFile } from './recognise-file.ts';
import type { Reference } from './reference.ts';

/** An analysis as a file holds it, its versions oldest first. */
export type ReadAnalysis = {
  /** The number the file claims; null when it claims none. */
  readonly number: number | null;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly versions: readonly {
    readonly content: AnalysisContent;
    readonly findings: readonly Finding[];
    /** Null: the importer decides. */
    readonly origin: VersionOrigin | null;
    /** As an export tells it, versions by their number there; left out where nothing is told. */
    readonly lineage?: ExportedLineage;
  }[];
  /** Reviews of an export, each with the position of its version. */
  readonly reviews: readonly { readonly versionIndex: number; readonly review: ReadReview }[];
};

/** A review as a file has it, with what was said after it. Nobody here vouches for any of the names. */
export type ReadReview = Omit<NewReview, 'versionId'> & Pick<ExportedReview, 'comments' | 'outcome'>;

/** Reads the file; `beside` is the provider's grounding of a report. Throws an AppError naming place and remedy. */
export function readAnalysisFile(
  input: FileBytes & { readonly beside?: FileBytes },
  reference: Reference,
): ReadAnalysis {
  const { file, bytes, beside } = input;
  // The size was looked at before the file was read.
  const text = decodeFile(bytes, file, Number.POSITIVE_INFINITY);
  const options = { file, gazetteer: reference.gazetteer, topics: reference.topics };
  const visible = dropControls(text);
  const notices = controlsNotice(visible.dropped);
  switch (recogniseFile(text, file)) {
    case 'page-text': {
      const page = readPageText(visible.text, options);
      return ofPage(
        notices,
        beside === undefined
          ? page
          : { ...page, content: addGrounding(page.content, decodeGrounding(beside)) },
      );
    }
    case 'report': {
      const grounding = beside === undefined ? [] : [decodeGrounding(beside)];
      return ofPage(notices, readReport(visible.text, { ...options, grounding }));
    }
    case 'regatlas-json': {
      const parsed = parseExport(text, file);
      assertKnownTerms(parsed, options);
      return ofExport(parsed);
    }
    case 'provider-json':
      throw new AppError(
        'invalid-input',
        'This is the answer of a provider without the report it belongs to.',
        {
          place: { file },
          remedy: 'Import the report x.md, with this file beside it under the name x.grounding.json.',
        },
      );
  }
}

function ofPage(notices: readonly Finding[], page: ReadPage): ReadAnalysis {
  const { content, declaredId } = page;
  const findings = [...notices, ...page.findings];
  return {
    number: declaredId,
    jurisdiction: content.jurisdiction,
    topic: content.topic,
    versions: [{ content, findings, origin: null }],
    reviews: [],
  };
}

function ofExport(parsed: ReturnType<typeof parseExport>): ReadAnalysis {
  const versions = [...parsed.versions].sort((a, b) => a.number - b.number);
  return {
    ...parsed.analysis,
    versions: versions.map((version) => ({
      content: version.content,
      findings: [...version.importFindings, ...stageNotice(version.stage)],
      origin: version.origin,
      ...(version.lineage === undefined ? {} : { lineage: version.lineage }),
    })),
    reviews: parsed.reviews.map(({ version, ...review }) => ({
      versionIndex: versions.findIndex((one) => one.number === version),
      review: readReview(review),
    })),
  };
}

/** Wherever it was taken and whoever vouched for it there: here it is what the file says. */
function readReview({
  origin: _origin,
  role: _role,
  evidence: _evidence,
  restsOn = [],
  ...review
}: Omit<ExportedReview, 'version'>): ReadReview {
  const { severity, proposedText, target, comments, outcome, ...said } = review;
  return {
    ...said,
    ...(target === undefined ? {} : { target }),
    ...(comments === undefined ? {} : { comments }),
    ...(outcome === undefined ? {} : { outcome }),
    origin: 'imported',
    evidence: restsOn,
    severity: review.kind === 'Challenge' ? (severity ?? null) : null,
    proposedText: review.kind === 'Refinement' ? (proposedText ?? null) : null,
  };
}

// A gate passed elsewhere is not passed here; the reader of the page should know that it was.
function stageNotice(stage: string): Finding[] {
  if (stage === FIRST_STAGE) return [];
  return [
    {
      code: 'STAGE_NOT_TAKEN_OVER',
      severity: 'info',
      message: `Where it was exported this version was ${stage}; here it starts as a ${FIRST_STAGE}.`,
      place: null,
      line: null,
      excerpt: null,
    },
  ];
}

function controlsNotice(dropped: number): Finding[] {
  if (dropped === 0) return [];
  const what =
    dropped === 1 ? '1 control character that cannot' : `${dropped} control characters that cannot`;
  return [
    {
      code: 'CONTROL_CHARACTERS_REMOVED',
      severity: 'info',
      message: `The file held ${what} be seen; the text is kept without.`,
      place: null,
      line: null,
      excerpt: null,
    },
  ];
}
