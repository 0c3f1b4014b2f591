import {
  cancelCauseOf,
  type CancelCause,
  type Cancelled,
  type Decision,
} from '../../routing/index.ts'
import type { ComingPart } from './coming.ts'

/** A line of an order; of a component the line that its bundle was sent as, and how many of it. */
export type Line = { no: number; bundle?: { no: number; ratio: number } | undefined }

/** Units that are cancelled, by line, and of lines why: what goes along with others has no row. */
export type Unserved = {
  units: ReadonlyMap<number, number>
  causes: readonly [line: number, cause: CancelCause, units: number][]
}

export const nothingUnserved: Unserved = { units: new Map(), causes: [] }

/** What a decision cancels of a delivery group: of what is promised of goods to come nothing. */
export function cancelledIn(
  { record: { cancelled = [] } }: Pick<Decision, 'record'>,
  promised: readonly ComingPart[],
): Cancelled[] {
  if (promised.length === 0) return cancelled
  const comes = new Map<number, number>()
  for (const { lineNo, quantity } of promised) {
    comes.set(lineNo, (comes.get(lineNo) ?? 0) + quantity)
  }
  return cancelled.flatMap(([lineNo, units, why]): Cancelled[] => {
    const kept = Math.min(units, comes.get(lineNo) ?? 0)
    comes.set(lineNo, (comes.get(lineNo) ?? 0) - kept)
    return units > kept ? [[lineNo, units - kept, why]] : []
  })
}

/** Whether something waits though a rule cancels: what stands in its way passes by itself. */
export function waitsToPass(
  { short, record: { cancelled } }: Pick<Decision, 'short' | 'record'>,
  promised: readonly ComingPart[],
  follows: (skuId: number) => boolean,
): boolean {
  if (!cancelled) return false
  return short.some(({ lineNo, skuId, wanted, available }) => {
    const gone = cancelled.filter(([no]) => no === lineNo)
    const comes = promised.filter((part) => part.lineNo === lineNo)
    const left =
      wanted -
      available -
      gone.reduce((sum, [, units]) => sum + units, 0) -
      comes.reduce((sum, { quantity }) => sum + quantity, 0)
    return left > 0 && !follows(skuId)
  })
}

/**
 * Which units of an order are cancelled because no place can serve them, by line: those, and where
 * they belong to a bundle as many whole bundles as lack any of them.
 */
export function decideUnserved(lines: readonly Line[], lost: readonly Cancelled[]): Unserved {
  const units = new Map<number, number>()
  const causes: Unserved['causes'][number][] = []
  const bundles = new Map<number, { count: number; cause: CancelCause }>()
  const lineOf = new Map(lines.map((line) => [line.no, line]))
  const lacking = Map.groupBy(lost, ([lineNo]) => lineNo)
  for (const [lineNo, own] of lacking) {
    const sum = own.reduce((all, [, some]) => all + some, 0)
    const { bundle } = lineOf.get(lineNo)!
    if (bundle) {
      const count = Math.ceil(sum / bundle.ratio)
      const most = bundles.get(bundle.no)
      if (count > (most?.count ?? 0)) {
        bundles.set(bundle.no, { count, cause: cancelCauseOf(own[0]![2]) })
      }
      continue
    }
    units.set(lineNo, sum)
    const byCause = Map.groupBy(own, ([, , why]) => cancelCauseOf(why))
    for (const [cause, some] of byCause) {
      causes.push([lineNo, cause, some.reduce((all, [, one]) => all + one, 0)])
    }
  }
  for (const { no, bundle } of lines) {
    const whole = bundle && bundles.get(bundle.no)
    if (!whole) continue
    units.set(no, whole.count * bundle.ratio)
    causes.push([no, whole.cause, whole.count * bundle.ratio])
  }
  return { units, causes }
}

/** Of what no place can serve, by line, that which is more than the units that waited before. */
export function beyondWaiting(
  lost: readonly Cancelled[],
  waitingOf: (lineNo: number) => number,
): Cancelled[] {
  return lost.flatMap(([no, units, why]): Cancelled[] => {
    const left = units - waitingOf(no)
    return left > 0 ? [[no, left, why]] : []
  })
}

/**
 * Of what no place can serve of an order that was taken that which may be cancelled: of a bundle
 * nothing where a part of those that would go has been given to a place (`open` is what has not),
 * since the rest of it may be on its way.
 */
export function decideCancellable(
  lines: readonly (Line & { open: number })[],
  lost: readonly Cancelled[],
): Cancelled[] {
  const { units } = decideUnserved(lines, lost)
  const given = new Set(
    lines.flatMap(({ no, bundle, open }) => {
      return bundle && (units.get(no) ?? 0) > open ? [bundle.no] : []
    }),
  )
  const bundleOf = new Map(lines.map(({ no, bundle }) => [no, bundle]))
  return lost.filter(([no]) => {
    const bundle = bundleOf.get(no)
    return !bundle || !given.has(bundle.no)
  })
}
