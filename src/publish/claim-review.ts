/**
 * The verification report as schema.org `ClaimReview` (https://schema.org/ClaimReview), one for each sentence that
 * stored sources bear, bear in part or contradict. What no source speaks of has no rating, because "not found" must
 * never be read as "false". The rating says how far stored sources bear the sentence, not whether it is true.
 */
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { contentUrn, type PublishedPage, pageName, snapshotUrn } from './published-page.ts';

type Rated = 'supported' | 'partially-supported' | 'contradicted';
type Json = Readonly<Record<string, unknown>>;

/** Position on the scale from 1 (contradicted) to 3 (supported), its name and what it says. */
const RATINGS: Readonly<Record<Rated, { value: number; name: string; meaning: string }>> = {
  supported: { value: 3, name: 'Supported', meaning: 'A stored source says so.' },
  'partially-supported': {
    value: 2,
    name: 'Partly supported',
    meaning: 'A stored source says part of it.',
  },
  contradicted: { value: 1, name: 'Contradicted', meaning: 'A stored source says otherwise.' },
};
const SCALE = 'This rates how far stored sources bear the sentence, not whether it is true.';

/** A JSON-LD graph of all reviews; empty when nothing on the page has such a verdict. */
export function presentClaimReviews(page: PublishedPage): Json {
  const { report } = page;
  return {
    '@context': 'https://schema.org',
    '@graph': report.sentences.flatMap((check, index) => {
      const rating = ratingOf(check);
      return rating === null ? [] : [review(page, check, index, rating)];
    }),
  };
}

function ratingOf({ verdict }: SentenceCheck): (typeof RATINGS)[Rated] | null {
  switch (verdict) {
    case 'supported':
    case 'partially-supported':
    case 'contradicted':
      return RATINGS[verdict];
    case 'not-addressed':
    case 'not-checkable':
    case null:
      return null;
  }
}

function review(
  page: PublishedPage,
  check: SentenceCheck,
  index: number,
  { value, name, meaning }: (typeof RATINGS)[Rated],
): Json {
  const { report, verifiedAt, analysis, version } = page;
  const { unit, block, start, end } = check.place;
  const urn = contentUrn(report.contentHash);
  return {
    '@type': 'ClaimReview',
    '@id': `${urn}:claim-review:${index}`,
    claimReviewed: check.text,
    ...(verifiedAt === null ? {} : { datePublished: verifiedAt }),
    author: {
      '@type': 'Organization',
      name: 'Regatlas',
      description: `Made by the rules ${report.engine}, without a person’s judgement.`,
    },
    reviewRating: {
      '@type': 'Rating',
      ratingValue: value,
      bestRating: RATINGS.supported.value,
      worstRating: RATINGS.contradicted.value,
      alternateName: name,
      ratingExplanation: [meaning, ...check.reasons, SCALE].join(' '),
    },
    itemReviewed: {
      '@type': 'Claim',
      text: check.text,
      appearance: {
        '@type': 'CreativeWork',
        '@id': urn,
        name: pageName(page),
        ...(analysis === null ? {} : { url: `/analyses/${analysis}/versions/${version}` }),
        position: `unit=${unit}&block=${block}&start=${start}&end=${end}`,
      },
    },
    isBasedOn: check.passages.flatMap((passage) => basis(report, passage)),
  };
}

function basis({ sources }: VerificationReport, passage: SentenceCheck['passages'][number]): Json[] {
  const source = sources[passage.source];
  if (source === undefined) return [];
  return [
    {
      '@type': 'CreativeWork',
      '@id': snapshotUrn(source.sha256),
      ...(source.title === null ? {} : { name: source.title }),
      ...(source.url === null ? {} : { url: source.url }),
      ...(source.publisher === null
        ? {}
        : { publisher: { '@type': 'Organization', name: source.publisher } }),
      ...(source.publishedOn === null ? {} : { datePublished: source.publishedOn }),
      text: passage.quote.exact,
    },
  ];
}
