/**
 * Shapes of the status scale, from a circle (most open) to a square (most closed), so that a status is told apart
 * without its colour. The evidence state is the texture: filled, hatched or outlined. Paths are made once at load.
 */
import type { EvidenceState } from '#domain/confidence.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';

/** Step of the shared scale: `0` most open … `4` most closed; `none` has no place on it; `unknown` is not known. */
export type StatusRank = '0' | '1' | '2' | '3' | '4' | 'none' | 'unknown';

/** How a shape is filled. */
export type Texture = 'solid' | 'hatched' | 'outlined';

/** Texture of each evidence state. */
export const TEXTURES: Readonly<Record<EvidenceState, Texture>> = {
  verified: 'solid',
  unverified: 'hatched',
  imported: 'outlined',
  unknown: 'outlined',
};

/** Where a status lies on its topic's scale, in five steps however many the topic has. */
export function statusRank(topic: Topic, status: string): StatusRank {
  if (status === UNKNOWN_STATUS) return 'unknown';
  const orders = topic.statuses.map((value) => value.order).filter((order) => order !== null);
  const order = topic.statuses.find((value) => value.value === status)?.order ?? null;
  if (order === null) return 'none';
  const most = Math.max(...orders);
  const step = most === 0 ? 0 : Math.round((order / most) * 4);
  return (['0', '1', '2', '3', '4'] as const)[step] ?? 'none';
}

type Point = readonly [number, number];

const SIZE = 24;
const HATCH_STEP = 5;

function polygon(corners: number, turn: number, radius: number): Point[] {
  return Array.from({ length: corners }, (_, index): Point => {
    const angle = ((index / corners) * 360 + turn) * (Math.PI / 180);
    return [SIZE / 2 + radius * Math.cos(angle), SIZE / 2 + radius * Math.sin(angle)];
  });
}

const TRIANGLE_UP: Point[] = [
  [12, 3],
  [22, 20.5],
  [2, 20.5],
];

const OUTLINES: Readonly<Record<StatusRank, readonly Point[]>> = {
  '0': polygon(36, 0, 10),
  '1': TRIANGLE_UP,
  '2': polygon(4, 0, 11),
  '3': TRIANGLE_UP.map(([x, y]): Point => [x, SIZE - y]),
  '4': polygon(4, 45, 12.7),
  none: polygon(6, 0, 10.5),
  unknown: polygon(36, 0, 10),
};

const round = (n: number) => Math.round(n * 10) / 10;

function outlinePath(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

/** Lines x + y = c clipped to a convex outline. */
function hatchPath(points: readonly Point[]): string {
  let path = '';
  for (let c = HATCH_STEP / 2; c < SIZE * 2; c += HATCH_STEP) {
    const cuts: Point[] = [];
    points.forEach(([x1, y1], index) => {
      const [x2, y2] = points[(index + 1) % points.length] ?? [x1, y1];
      const d1 = x1 + y1 - c;
      const d2 = x2 + y2 - c;
      if (d1 < 0 === d2 < 0) return;
      const t = d1 / (d1 - d2);
      cuts.push([x1 + t * (x2 - x1), y1 + t * (y2 - y1)]);
    });
    const [from, to] = cuts;
    if (from === undefined || to === undefined) continue;
    path += `M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}`;
  }
  return path;
}

/** SVG paths of one shape, in a square of 24. */
export type ShapePaths = { readonly outline: string; readonly hatch: string };

/** Paths of every shape. */
export const SHAPES: Readonly<Record<StatusRank, ShapePaths>> = {
  '0': shape('0'),
  '1': shape('1'),
  '2': shape('2'),
  '3': shape('3'),
  '4': shape('4'),
  none: shape('none'),
  unknown: shape('unknown'),
};

function shape(rank: StatusRank): ShapePaths {
  return { outline: outlinePath(OUTLINES[rank]), hatch: hatchPath(OUTLINES[rank]) };
}
