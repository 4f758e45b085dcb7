/**
 * A model that anybody can work out with a pencil: a weighted sum of features, and small questions ("best sentence
 * below 0.53?") that each add or take a little. The figures are read from a file that a script wrote.
 */

/** What one feature adds: `weight × (value − mean) / spread`. */
export type LinearTerm = { readonly mean: number; readonly spread: number; readonly weight: number };

/** A question about one feature; an answer is the figure to add or another question. */
export type Question = {
  readonly feature: string;
  readonly below: number;
  readonly yes: Answer;
  readonly no: Answer;
};

/** See {@link Question}. */
export type Answer = number | Question;

/** The figures of a model. Its output is the chance, 0 to 1, that the answer is yes. */
export type AdditiveModel = {
  readonly intercept: number;
  readonly linear: Readonly<Record<string, LinearTerm>>;
  readonly questions: readonly Answer[];
};

/** Chance for a vector whose entries are named by `names`. Features the model does not know add nothing. */
export type Scorer = (values: readonly number[]) => number;

/** Makes ready to score vectors of features in this order. Throws when the model asks for a feature that is not there. */
export function createScorer(model: AdditiveModel, names: readonly string[]): Scorer {
  const places = new Map(names.map((name, at) => [name, at]));
  const placeOf = (name: string): number => {
    const at = places.get(name);
    if (at === undefined) throw new Error(`the model asks for a feature that is not counted: ${name}`);
    return at;
  };
  const terms = Object.entries(model.linear).map(([name, term]) => ({ at: placeOf(name), ...term }));
  const ask = model.questions.map((question) => compile(question, placeOf));
  return (values) => {
    let sum = model.intercept;
    for (const { at, mean, spread, weight } of terms) sum += (weight * ((values[at] ?? 0) - mean)) / spread;
    for (const answer of ask) sum += answer(values);
    return 1 / (1 + Math.exp(-sum));
  };
}

function compile(answer: Answer, placeOf: (name: string) => number): (values: readonly number[]) => number {
  if (typeof answer === 'number') return () => answer;
  const at = placeOf(answer.feature);
  const { below } = answer;
  const yes = compile(answer.yes, placeOf);
  const no = compile(answer.no, placeOf);
  return (values) => ((values[at] ?? 0) < below ? yes(values) : no(values));
}
