/**
 * Jurisdictions: the "where" of an analysis. Codes are ISO 3166-1 alpha-2 for countries and territories,
 * ISO 3166-2 for subdivisions, and `EU` and the like for supranational ones. Names are data, not code:
 * `data/jurisdictions/jurisdictions.yaml` is loaded at start and handed in.
 */
import * as z from 'zod';

/** What kind of legal order a jurisdiction is. */
export const JURISDICTION_KINDS = ['country', 'territory', 'subdivision', 'supranational'] as const;

/** One jurisdiction with every English name by which a text may call it. */
export const jurisdictionSchema = z.strictObject({
  /** ISO 3166-1 alpha-2 (`KP`), ISO 3166-2 (`US-NY`) or an accepted supranational code (`EU`). */
  code: z.string().regex(/^[A-Z]{2,5}(-[A-Z0-9]{1,3})?$/),
  /** ISO 3166-1 alpha-3; null where there is none. */
  alpha3: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable(),
  kind: z.enum(JURISDICTION_KINDS),
  /** The name as ISO 3166-1 prints it: `Korea (the Democratic People's Republic of)`. */
  officialName: z.string().min(1),
  /** The name a newspaper would print: `North Korea`. */
  everydayName: z.string().min(1),
  /** Other names and abbreviations in use: `DPRK`. */
  aliases: z.array(z.string().min(1)),
  /** Adjectives and words for the people: `North Korean`. */
  demonyms: z.array(z.string().min(1)),
  /** Cities that stand for the government in news prose: `Pyongyang`. */
  capitals: z.array(z.string().min(1)),
  /** Parts with laws of their own, where they are no jurisdictions here: what is said of them is not said of it. */
  parts: z.array(z.string().min(1)).optional(),
  /** Bodies, laws and currencies by which a text speaks of it without its name: `BaFin`. Left out for none. */
  standsFor: z.array(z.string().min(1)).optional(),
  /** How it is called in its own languages, by BCP 47 primary tag: `de: Deutschland`. Left out where nobody has written it down. */
  localNames: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string().min(1)).optional(),
  /** Codes of the jurisdictions in which its rules apply; of supranational ones only. */
  members: z.array(z.string()).optional(),
});

/** See {@link jurisdictionSchema}. */
export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
