import { microgramsOf } from '../../lib/weight.ts'
import { isLarge, type Lane } from './card.ts'
import type { Goods } from './goods.ts'
import { isWithin, type LiveService } from './service.ts'

/** Cards that came together have the same lanes: one list, so that each is looked through once. */
export function withSharedLanes(services: readonly LiveService[]): LiveService[] {
  const lists = new Map<string, readonly Lane[]>()
  return services.map((one) => {
    const text = JSON.stringify(one.card.lanes)
    const lanes = lists.get(text) ?? one.card.lanes
    lists.set(text, lanes)
    return { ...one, card: { ...one.card, lanes } }
  })
}

/** All that prices go by but zone and weight: also what sizes are only told by what they mean. */
export function keyOf(
  able: readonly LiveService[],
  { home, goods }: { home: boolean; goods: readonly Goods[] },
  heaviest: number | undefined,
): string {
  const meant = goods.map(({ size }) =>
    able
      .map((one) => {
        const paid = one.card.surcharges.map(({ when }) => size && when && isLarge(size, when))
        return `${isWithin(one, size)}${paid.join('')}`
      })
      .join(),
  )
  const key = `${home} ${able.map(({ code }) => code).join()} ${meant.join(' ')}`
  return heaviest === undefined ? key : `${key} ${heavyFor(able, heaviest)}`
}

/** Which surcharges by weight may be paid at all. */
function heavyFor(able: readonly LiveService[], heaviest: number): string {
  const limits = able.flatMap(({ card }) => card.surcharges.map(({ when }) => when?.overG ?? 0))
  return limits.map((grams) => heaviest > microgramsOf(grams)).join()
}
