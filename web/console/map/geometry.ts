/** Numbers of the map: no picture, no network. x and y grow to the right and down. */
export type Point = readonly [x: number, y: number]
export type Size = { width: number; height: number }
/** Where the drawing stands on the screen: `screen = drawing * k + [x, y]`. */
export type View = { k: number; x: number; y: number }
export type Box = { from: Point; to: Point }

/** How far one can go into and out of what fits the locations. */
const ZOOM = { least: 0.6, most: 40 }
/** Pixels around what is fitted, for circles and buttons. */
const PADDING = 56

export function boxOf(points: readonly Point[]): Box {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return { from: [Math.min(...xs), Math.min(...ys)], to: [Math.max(...xs), Math.max(...ys)] }
}

/**
 * The stretch of longitudes with all points in it, west to east, over the date line if that is
 * shorter: it ends where the widest empty stretch begins.
 */
export function spanOfLongitudes(longitudes: readonly number[]): { west: number; span: number } {
  const sorted = longitudes.toSorted((a, b) => a - b)
  const first = sorted[0]!
  const gaps = sorted.map((lon, i) => {
    const next = sorted[i + 1]
    return next === undefined
      ? { after: first, gap: first + 360 - lon }
      : { after: next, gap: next - lon }
  })
  const widest = gaps.reduce((a, b) => (b.gap > a.gap ? b : a))
  return { west: widest.after, span: 360 - widest.gap }
}

/** The view that shows a box as large as it fits. */
export function fit({ from, to }: Box, { width, height }: Size): View {
  const padding = Math.min(PADDING, width / 6, height / 6)
  const across = Math.max(to[0] - from[0], 1e-9)
  const down = Math.max(to[1] - from[1], 1e-9)
  const k = Math.min((width - 2 * padding) / across, (height - 2 * padding) / down)
  return {
    k,
    x: width / 2 - (k * (from[0] + to[0])) / 2,
    y: height / 2 - (k * (from[1] + to[1])) / 2,
  }
}

export const onScreen = ({ k, x, y }: View, point: Point): Point => [
  point[0] * k + x,
  point[1] * k + y,
]

/** Zooms so that what is at a spot of the screen stays there; `home` is the view that fits all. */
export function zoom(view: View, by: number, at: Point, home: View): View {
  const k = Math.min(Math.max(view.k * by, home.k * ZOOM.least), home.k * ZOOM.most)
  const ratio = k / view.k
  return { k, x: at[0] - (at[0] - view.x) * ratio, y: at[1] - (at[1] - view.y) * ratio }
}

/** Moves the view, but never so far that nothing of the box is left in its middle half. */
export function pan(view: View, by: Point, { from, to }: Box, { width, height }: Size): View {
  const keep = (at: number, low: number, high: number, side: number) => {
    return Math.min(Math.max(at, side * 0.25 - high * view.k), side * 0.75 - low * view.k)
  }
  return {
    k: view.k,
    x: keep(view.x + by[0], from[0], to[0], width),
    y: keep(view.y + by[1], from[1], to[1], height),
  }
}

/** The area of a circle goes by the units; what has none is still seen. */
export function radiusOf(units: number, most: number, growth = 1): number {
  const share = most > 0 ? Math.sqrt(Math.max(units, 0) / most) : 0
  return (RADIUS.least + (RADIUS.most - RADIUS.least) * share) * growth
}
const RADIUS = { least: 5, most: 16 }

/** Circles grow a little with the map, so that close up they are easy to hit. */
export function growthAt(view: View, home: View): number {
  return Math.min(Math.max((view.k / home.k) ** 0.3, 0.85), 1.9)
}

/** The circle at a spot of the screen: the nearest whose rim is within reach. */
export function nearest(
  circles: readonly { at: Point; r: number }[],
  [x, y]: Point,
  reach = 8,
): number | undefined {
  let best: number | undefined
  let least = Infinity
  for (const [index, { at, r }] of circles.entries()) {
    const away = Math.hypot(at[0] - x, at[1] - y)
    if (away > r + reach || away >= least) continue
    best = index
    least = away
  }
  return best
}

export type Direction = 'left' | 'right' | 'up' | 'down'
const AXES: Record<Direction, Point> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
/** Sideways counts this much more than ahead. */
const ASIDE = 2

/**
 * Where an arrow leads: the point that lies best in its direction, a good quarter of a turn wide;
 * undefined at the edge.
 */
export function stepTo(
  points: readonly Point[],
  from: number,
  direction: Direction,
): number | undefined {
  const start = points[from]
  if (!start) return undefined
  const [dx, dy] = AXES[direction]
  let best: number | undefined
  let least = Infinity
  for (const [index, [x, y]] of points.entries()) {
    const [vx, vy] = [x - start[0], y - start[1]]
    const ahead = vx * dx + vy * dy
    const aside = Math.abs(vx * dy) + Math.abs(vy * dx)
    if (index === from || ahead <= 0 || aside > ahead * 1.2) continue
    const cost = ahead + ASIDE * aside
    if (cost >= least) continue
    best = index
    least = cost
  }
  return best
}
