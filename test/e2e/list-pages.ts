/** Every kind of page, at an address where it has much to show. */
import { ANALYSES, CONTRADICTED, hasSeeds } from './fill-site.ts';

/** Name for the report, path, and the status it answers with. */
export type PageCase = { readonly name: string; readonly path: string; readonly status: number };

const PATHS: readonly (readonly [name: string, path: string, status?: number])[] = [
  ['home', '/'],
  ['list of analyses', '/analyses'],
  ['list of analyses without a match', '/analyses?text=nothing-has-these-words'],
  ['analysis', `/analyses/${ANALYSES.example}`],
  ['imported analysis', `/analyses/${ANALYSES.bermuda}`],
  ['analysis with long names', `/analyses/${ANALYSES.longNames}`],
  ['analysis with hostile text', `/analyses/${ANALYSES.hostile}`],
  ...(hasSeeds ? [['analysis of the first seed', `/analyses/${ANALYSES.seed}`] as const] : []),
  ['report', `/analyses/${ANALYSES.example}/report`],
  ['sentences of a report', `/analyses/${ANALYSES.example}/report?view=sentences`],
  ['sentences by what they cite', `/analyses/${ANALYSES.example}/report?view=sentences&cites=not-bearing`],
  ['report of an imported analysis', `/analyses/${ANALYSES.bermuda}/report`],
  ['report without a match', `/analyses/${ANALYSES.bermuda}/report?severity=none-such`],
  ['report on hostile text', `/analyses/${ANALYSES.hostile}/report?view=sentences`],
  ...(hasSeeds ? [['report on the first seed', `/analyses/${ANALYSES.seed}/report`] as const] : []),
  ['challenged analysis', `/analyses/${CONTRADICTED}`],
  ['older version', `/analyses/${ANALYSES.example}/versions/1`],
  ['versions', `/analyses/${ANALYSES.example}/versions`],
  ['comparison', `/analyses/${ANALYSES.example}/compare/1/2`],
  ['comparison of a version with itself', `/analyses/${ANALYSES.bermuda}/compare/1/1`],
  ['sources', '/sources'],
  ['cited source', '/sources/1'],
  ['hostile source', '/sources/3'],
  ['search', '/search'],
  ['search with results', '/search?text=trading+crypto-assets+banned'],
  ['search with remarks and no result', '/search?text=nothing-has-these-words&after=yesterday'],
  ['signals', '/signals'],
  ['signals without a match', '/signals?relation=supersedes&modality=denied'],
  ['source with signals', `/sources/${hasSeeds ? 6 : 5}`],
  ['jurisdictions', '/jurisdictions'],
  ['jurisdiction', '/jurisdictions/KP'],
  ['jurisdiction with a long name', '/jurisdictions/GB'],
  ['jurisdiction without pages', '/jurisdictions/NO'],
  ['topics', '/topics'],
  ['topic', '/topics/Retail_Trading_Status'],
  ['methodology', '/methodology'],
  ['sign in', '/sign-in?then=/analyses'],
  ['sign up', '/sign-up'],
  ['new password', '/reset'],
  ['link that was used', '/set-up?token=used', 404],
  ['not found', '/nowhere', 404],
];

/** See the module comment. */
export const PAGES: readonly PageCase[] = PATHS.map(([name, path, status = 200]) => ({ name, path, status }));

/** Pages for analysts, on a site with the part `runs`. */
export const RUN_PAGES: readonly PageCase[] = (
  [
    ['ledger of runs', '/runs'],
    ['ledger of runs without a match', '/runs?state=Failed'],
    ['form for a run', '/runs/new?jurisdiction=GB&topic=CBDC_Status'],
    ['run that ended in a draft', '/runs/1'],
    ['run without enough evidence', '/runs/2'],
    ['batches', '/batches'],
    ['form for a batch', '/batches/new'],
    ['batch', '/batches/1'],
    ['runs of a batch without a match', '/batches/1?state=Failed'],
  ] as const
).map(([name, path]) => ({ name, path, status: 200 }));
