import type { Json } from '../app.ts'

/** Of each measure: both sides, the difference with its bounds, and what the guard says. */
const FIGURES: Record<string, [number, number, number, number, string]> = {
  cost: [63_120, 61_480, -420, 3700, 'open'],
  parcels: [1.08, 1.11, -0.07, 0.01, 'kept'],
  unfilled: [0.004, 0.0041, -0.006, 0.0058, 'kept'],
  refused: [0, 0, 0, 0, 'off'],
  late: [0.061, 0.034, 0.021, 0.033, 'broken'],
  declined: [0.012, 0.014, -0.013, 0.009, 'kept'],
  time: [1.42, 1.31, -0.2, 0.42, 'kept'],
}

const figuresOf = ({ figures }: Json): Json[] =>
  figures.map((figure: Json) => {
    const [canary, control, low, high, state] = FIGURES[figure.measure]!
    return {
      ...figure,
      canary: { n: 1204, mean: canary },
      control: { n: 10_877, mean: control },
      difference: canary - control,
      low,
      high,
      state,
      ...(state === 'off' && { most: null }),
    }
  })

/** As it is while it runs: one guard is not sure yet, none is broken. */
export function runningCanary({ items: [one] }: Json): Json {
  const figures = figuresOf(one).map((figure) => {
    return figure.state === 'broken' ? { ...figure, low: -0.006, state: 'open' } : figure
  })
  const open = { state: 'running', cause: null, endedAt: null, endedBy: null }
  return { items: [{ ...one, ...open, figures, can: ['promote', 'return'] }], next: null }
}

/** As it is once a guard was broken. */
export function returnedCanary({ items: [one] }: Json): Json {
  const figures = figuresOf(one)
  const late = figures.find(({ state }) => state === 'broken')!
  const { guard, most, canary, control, low, high } = late
  const why = { guard, most, canary, control, low, high, error: null }
  const end = { state: 'returned', cause: 'guard', why }
  return { items: [{ ...one, ...end, figures }], next: null }
}
