import { guardKinds, type GuardName, type SideMean } from '../../domain/canary/guards.ts'
import type { CanaryWhy } from '../../store/canaries.ts'
import type { End } from './end.ts'

const names: Record<GuardName, string> = {
  costPercent: 'an order cost',
  parcelsPercent: 'an order had parcels',
  unfilledPoints: 'of what was ordered was not served',
  refusedPoints: 'of orders were refused',
  latePoints: 'of parcels were late',
  declinedPoints: 'of orders were declined by a location',
  timeMs: 'deciding took',
}

/** Why a canary has returned by itself, with the numbers. */
export function toldOf(version: number, { cause, why }: Pick<End, 'cause' | 'why'>): string {
  const head = `Routing rules ${version} were returned from their canary`
  if (cause === 'until') return `${head}: its time was over, and nobody had promoted it`
  if (!why || 'error' in why) return `${head}: an error came up when they decided`
  return `${head}: ${names[why.guard]} ${numbersOf(why)}`
}

function numbersOf({ guard, canary, control, most }: Extract<CanaryWhy, { guard: unknown }>) {
  const { by, measure } = guardKinds[guard]
  const shown = ({ mean }: SideMean) => {
    if (by === 'points') return `${((mean ?? 0) * 100).toFixed(2)} %`
    if (by === 'ms') return `${(mean ?? 0).toFixed(1)} ms`
    return ((mean ?? 0) / (measure === 'cost' ? 10_000 : 1)).toFixed(2)
  }
  const unit = { percent: ' %', points: ' points', ms: ' ms' }[by]
  return `${shown(canary)} instead of ${shown(control)} (at most ${most}${unit} more)`
}
