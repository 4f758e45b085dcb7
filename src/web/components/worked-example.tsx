/** The worked example of the methodology page: one sentence and one quotation, from text to verdict. Invented. */
import { Glyph } from './mark.tsx';

/** A source, three statements about it, and what becomes of each. */
export function WorkedExample() {
  return (
    <div class="worked">
      <p>Suppose a stored source, a decree of the fictional state of Ruritania, contains this sentence:</p>
      <blockquote>
        A resident may exchange digital tokens only through an office licensed by the Central Bank.
      </blockquote>
      <ul class="plain">
        <li>
          <Glyph mark="supported" /> A page quotes “only through an office licensed by the Central Bank”. The
          words are found one by one: <strong>word for word</strong>.
        </li>
        <li>
          <Glyph mark="contradicted" /> Another page quotes “A resident must exchange digital tokens only
          through an office…”. All words but one agree, and that one is <em>must</em> for <em>may</em>.
          However alike the texts are, the quotation is <strong>altered</strong>.
        </li>
        <li>
          <Glyph mark="cannot" /> A third page says that fines were raised last year and nothing is stored
          about fines: <strong>cannot be checked</strong>. That is not “false”, and not “true” either.
        </li>
      </ul>
    </div>
  );
}
