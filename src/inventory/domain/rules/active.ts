import type { Asking } from './offer.ts'
import { namesPlace, type Places } from './places.ts'
import type { PlaceScope, SkuScope } from './rule.ts'
import type { Kept } from './specificity.ts'
import { isInWeek, wallMinuteOf, type WallMinute } from './times.ts'

/** What rules ask of a SKU. */
export type RuleSku = {
  id: number
  category: string | null
  tags: readonly string[]
  decimals: number
}

/** What rules are asked about. */
export type RuleWorld = {
  /** Undefined where it is not loaded, which is a bug of who asks. */
  skuOf(skuId: number): RuleSku | undefined
  places: Places
  timeZoneOf(channelId: number): string
}

/** One who asks, at one moment, with the clocks on the walls of all places. */
export type Moment = Asking & {
  nowMs: number
  places: Places
  /** Of the channel. */
  timeZone: string
  wallOf(timeZone: string): WallMinute
}

export function momentOf(asking: Asking, world: RuleWorld): Moment {
  const walls = new Map<string, WallMinute>()
  return {
    ...asking,
    nowMs: asking.now.epochMilliseconds,
    places: world.places,
    timeZone: world.timeZoneOf(asking.channelId),
    wallOf(timeZone) {
      const wall = walls.get(timeZone) ?? wallMinuteOf(asking.now, timeZone)
      walls.set(timeZone, wall)
      return wall
    },
  }
}

/** A rule that counts at a moment: everywhere, at one place, or where its mask has a 1. */
export type Active = { kept: Kept; at: number | undefined; mask: Uint8Array | undefined }

/** Those of the rules that count for who asks, whatever the SKU: in the same order. */
export function activeOf(rules: readonly Kept[], moment: Moment): Active[] {
  const { channelId, method, nowMs } = moment
  const active: Active[] = []
  for (const kept of rules) {
    if (nowMs < kept.fromMs || nowMs >= kept.untilMs) continue
    const { scope } = kept.rule
    if (scope.channelId !== null && scope.channelId !== channelId) continue
    // Where the method is not known yet, what is about one method says nothing.
    if (scope.method !== null && scope.method !== method) continue
    const one = placed(kept, moment)
    if (one) active.push(one)
  }
  return active
}

function placed(kept: Kept, moment: Moment): Active | undefined {
  const { scope, times } = kept.rule
  const { places, wallOf, timeZone } = moment
  const countsIn = (zone: string) => !kept.weekly || isInWeek(times, wallOf(zone))
  if (!namesPlace(scope)) {
    return countsIn(timeZone) ? { kept, at: undefined, mask: undefined } : undefined
  }
  if (namesOnlyLocation(scope)) {
    const at = places.indexOf(scope.locationId!)
    const place = places.all[at]
    return place && countsIn(place.timeZone) ? { kept, at, mask: undefined } : undefined
  }
  const everywhere = places.maskOf(scope)!
  const mask = kept.weekly
    ? everywhere.map((one, i) => (one === 1 && countsIn(places.all[i]!.timeZone) ? 1 : 0))
    : everywhere
  return mask.includes(1) ? { kept, at: undefined, mask } : undefined
}

function namesOnlyLocation({ locationId, group, locationTag, locationKind }: PlaceScope): boolean {
  return locationId !== null && group === null && locationTag === null && locationKind === null
}

/** Whether a rule is about the SKU. */
export function isOfSku(
  { skuId, category, skuTag }: SkuScope,
  sku: Omit<RuleSku, 'decimals'>,
): boolean {
  return (
    (skuId === null || skuId === sku.id) &&
    (category === null || category === sku.category) &&
    (skuTag === null || sku.tags.includes(skuTag))
  )
}
