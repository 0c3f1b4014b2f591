import type { Card } from './use-carriers.ts'

type Prices = Pick<Card, 'bands' | 'zones'>

/** What a parcel at the top of a band costs by another card: there it may be in another band. */
export function priceAt(card: Prices, zone: string, grams: number): number | null {
  const prices = card.zones.find(({ code }) => code === zone)?.prices
  const band = card.bands.findIndex((most) => grams <= most)
  return prices?.[band] ?? null
}

export type ZoneChange =
  | { zone: string; kind: 'new' | 'gone' }
  | { zone: string; kind: 'changed'; percent: number; dearer: number; cheaper: number }

/** What became dearer since the card before, zone by zone; zones that stay are left out. */
export function zoneChanges(before: Prices, now: Prices): ZoneChange[] {
  const known = (card: Prices, zone: string) => card.zones.some(({ code }) => code === zone)
  const changes = now.zones.flatMap(({ code: zone, prices }): ZoneChange[] => {
    if (!known(before, zone)) return [{ zone, kind: 'new' }]
    const pairs = prices.flatMap((price, band) => {
      const was = priceAt(before, zone, now.bands[band]!)
      return price === null || was === null ? [] : [[was, price] as const]
    })
    const dearer = pairs.filter(([was, is]) => is > was).length
    const cheaper = pairs.filter(([was, is]) => is < was).length
    if (dearer + cheaper === 0) return []
    const paid = pairs.filter(([was]) => was > 0)
    const sum = paid.reduce((so, [was, is]) => so + is / was - 1, 0)
    return [
      { zone, kind: 'changed', percent: (sum / Math.max(1, paid.length)) * 100, dearer, cheaper },
    ]
  })
  const gone = before.zones.filter(({ code }) => !known(now, code))
  return [...changes, ...gone.map(({ code: zone }): ZoneChange => ({ zone, kind: 'gone' }))]
}

export type SurchargeChange = { code: string; zone: string; was: number | null; is: number | null }

/** Amounts of surcharges that differ; null: there it is not paid. */
export function surchargeChanges(
  before: Pick<Card, 'surcharges'>,
  now: Pick<Card, 'surcharges'>,
): SurchargeChange[] {
  const [old, fresh] = [amountsOf(before), amountsOf(now)]
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key) ?? null, fresh.get(key) ?? null]
    const [code = '', zone = ''] = key.split('\n')
    return was === is ? [] : [{ code, zone, was, is }]
  })
}

function amountsOf({ surcharges }: Pick<Card, 'surcharges'>): Map<string, number> {
  return new Map(
    surcharges.flatMap(({ code, amounts }) => {
      return amounts.map(({ zone, amount }) => [`${code}\n${zone}`, amount] as const)
    }),
  )
}
