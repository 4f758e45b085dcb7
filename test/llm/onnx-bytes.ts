/**
 * A writer for the few parts of the ONNX format (Protocol Buffers) that a tiny classifier needs, so that the test makes
 * its own model and knows every weight in it.
 */

type Field = readonly [number: number, value: number | string | Uint8Array];

const FLOAT = 1;
const INT64 = 7;

/** One node of the graph: operation, inputs, outputs, and attributes that are whole numbers or lists of them. */
type Node = {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
};

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

function message(fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
  });
  return Buffer.concat(parts);
}

function attribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number')
    return message([
      [1, name],
      [3, value],
      [20, 2],
    ]);
  return message([[1, name], ...value.map((one): Field => [8, one]), [20, 7]]);
}

function node({ op, inputs, outputs, attributes = {} }: Node): Uint8Array {
  return message([
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, op],
    ...Object.entries(attributes).map(([name, value]): Field => [5, attribute(name, value)]),
  ]);
}

function floats(name: string, rows: readonly (readonly number[])[]): Uint8Array {
  const dims = rows.length === 1 ? [rows[0]?.length ?? 0] : [rows.length, rows[0]?.length ?? 0];
  const data = Buffer.from(Float32Array.from(rows.flat()).buffer);
  return message([...dims.map((dim): Field => [1, dim]), [2, FLOAT], [8, name], [9, data]]);
}

function valueInfo(name: string, type: number, dims: readonly (number | string)[]): Uint8Array {
  const shape = message(
    dims.map((dim): Field => [1, message([typeof dim === 'number' ? [1, dim] : [2, dim]])]),
  );
  return message([
    [1, name],
    [
      2,
      message([
        [
          1,
          message([
            [1, type],
            [2, shape],
          ]),
        ],
      ]),
    ],
  ]);
}

/**
 * A classifier over bags of words: the rows of `embedding` (one for each token) are summed over the tokens that the mask
 * leaves in, and `linear` (three by three) and `bias` make three logits of the sum.
 */
export function bagOfWordsClassifier(weights: {
  readonly embedding: readonly (readonly number[])[];
  readonly linear: readonly (readonly number[])[];
  readonly bias: readonly number[];
}): Uint8Array {
  const nodes: Node[] = [
    { op: 'Gather', inputs: ['embedding', 'input_ids'], outputs: ['words'] },
    { op: 'Cast', inputs: ['attention_mask'], outputs: ['mask'], attributes: { to: FLOAT } },
    { op: 'Unsqueeze', inputs: ['mask'], outputs: ['column'], attributes: { axes: [2] } },
    { op: 'Mul', inputs: ['words', 'column'], outputs: ['kept'] },
    { op: 'ReduceSum', inputs: ['kept'], outputs: ['sum'], attributes: { axes: [1], keepdims: 0 } },
    { op: 'MatMul', inputs: ['sum', 'linear'], outputs: ['product'] },
    { op: 'Add', inputs: ['product', 'bias'], outputs: ['logits'] },
  ];
  const graph = message([
    ...nodes.map((one): Field => [1, node(one)]),
    [2, 'bag-of-words'],
    [5, floats('embedding', weights.embedding)],
    [5, floats('linear', weights.linear)],
    [5, floats('bias', [weights.bias])],
    [11, valueInfo('input_ids', INT64, ['batch', 'length'])],
    [11, valueInfo('attention_mask', INT64, ['batch', 'length'])],
    [12, valueInfo('logits', FLOAT, ['batch', weights.bias.length])],
  ]);
  return message([
    [1, 6],
    [7, graph],
    [
      8,
      message([
        [1, ''],
        [2, 11],
      ]),
    ],
  ]);
}
