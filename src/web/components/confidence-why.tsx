/** The confidence explained: every factor with its weight and figure, and the caps. The summary stands beside it. */
import type { Confidence } from '#domain/confidence.ts';
import { percent } from '../amounts.ts';

/** Opens without JavaScript. */
export function ConfidenceWhy({ confidence }: { confidence: Confidence }) {
  return (
    <details class="why" id="why">
      <summary>Why?</summary>
      <div class="why-body">
        {confidence.factors.length > 0 && (
          <Factors confidence={confidence} caption="What the figure is made of" />
        )}
        {confidence.factors.some((factor) => factor.weight === 0) && (
          <p>What does not apply leaves its weight to the others.</p>
        )}
        {confidence.caps.length > 0 && (
          <>
            <p class="why-title">Limits that applied</p>
            <ul>
              {confidence.caps.map((cap) => (
                <li>{cap}</li>
              ))}
            </ul>
          </>
        )}
        <p>
          <a href="/methodology#confidence">How confidence is computed</a>
        </p>
      </div>
    </details>
  );
}

/** Every factor with what it reached and its weight. */
export function Factors({ confidence, caption }: { confidence: Confidence; caption: string }) {
  return (
    <table class="factors">
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">What was looked at</th>
          <th scope="col" class="num">
            Reached
          </th>
          <th scope="col" class="num">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {confidence.factors.map((factor) => (
          <tr>
            <td>{factor.sentence}</td>
            <td class="num">
              {factor.weight === 0
                ? 'does not apply'
                : factor.value === null
                  ? 'not known'
                  : percent(factor.value)}
            </td>
            <td class="num">{percent(factor.weight)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
