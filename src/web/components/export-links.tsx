/** In which forms a version and its verification can be taken along. */

/** Address and name of each form, and what it is good for. `base` is the address of exactly this version. */
export function ExportLinks({ base, number }: { base: string; number: number }) {
  return (
    <details class="export">
      <summary class="button">Export</summary>
      <ul class="export-list">
        <li>
          <a href={`/analyses/${number}.json`} download={`regatlas-${number}.json`}>
            Export JSON
          </a>
          <span class="row-sub">
            the analysis with all versions, reports and reviews; can be imported again
          </span>
        </li>
        <li>
          <a href={`${base}/report.json`}>Verification report</a>
          <span class="row-sub">of this version; can be made again from the stored copies alone</span>
        </li>
        <li>
          <a href={`${base}/annotations.json`}>W3C annotations</a>
          <span class="row-sub">
            verdicts on the words of the page and of the sources, for annotation tools
          </span>
        </li>
        <li>
          <a href={`${base}/claim-review.json`}>schema.org ClaimReview</a>
          <span class="row-sub">what stored sources bear or contradict, for search engines</span>
        </li>
      </ul>
    </details>
  );
}
