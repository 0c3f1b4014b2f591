import type { Card, Surcharge, Zone } from './card.ts'

type Fault = { field: string; detail: string }

/** What is wrong with a card, and what to do; its schema has been checked. */
export function decideCard({ bands, zones, lanes, surcharges }: Card): Fault | undefined {
  const at = bands.findIndex((grams, band) => band > 0 && grams <= bands[band - 1]!)
  if (at >= 0) {
    const found = `${bands[at]} comes after ${bands[at - 1]}`
    const detail = `Give the highest weights of the bands in ascending order: ${found}.`
    return { field: `/bands/${at}`, detail }
  }
  const codes = zones.map(({ code }) => code)
  const twice = codes.findIndex((code, i) => codes.indexOf(code) !== i)
  if (twice >= 0) {
    const detail = `Zone ${codes[twice]} is named twice: give each once.`
    return { field: `/zones/${twice}/code`, detail }
  }
  for (const [i, zone] of zones.entries()) {
    const fault = faultOfZone(zone, bands.length)
    if (fault) return { ...fault, field: `/zones/${i}/${fault.field}` }
  }
  const lane = lanes.findIndex(({ zone }) => !codes.includes(zone))
  if (lane >= 0) {
    const detail = `No prices are given for zone ${lanes[lane]!.zone}.`
    return { field: `/lanes/${lane}/zone`, detail }
  }
  const unled = codes.findIndex((code) => !lanes.some(({ zone }) => zone === code))
  if (unled >= 0) {
    const detail = `No lane leads to zone ${codes[unled]}: give one, or leave the zone out.`
    return { field: `/zones/${unled}/code`, detail }
  }
  return faultOfSurcharges(surcharges, codes)
}

function faultOfZone({ code, prices, perKgBeyond }: Zone, bands: number): Fault | undefined {
  if (prices.length !== bands) {
    const detail = `Give one price or null for each of the ${bands} bands.`
    return { field: 'prices', detail }
  }
  if (prices.every((price) => price === null)) {
    const detail = `Zone ${code} has no price at all: give one, or leave the zone out.`
    return { field: 'prices', detail }
  }
  if (perKgBeyond === null || prices.at(-1) !== null) return undefined
  const detail = 'What is added beyond the last band needs the price of the last band.'
  return { field: 'perKgBeyond', detail }
}

function faultOfSurcharges(
  surcharges: readonly Surcharge[],
  zones: readonly string[],
): Fault | undefined {
  for (const [i, { kind, amounts, when }] of surcharges.entries()) {
    const odd = amounts.find(({ zone }) => !zones.includes(zone))
    if (odd !== undefined) {
      const detail = `No prices are given for zone ${odd.zone}.`
      return { field: `/surcharges/${i}/amounts`, detail }
    }
    const isHandling = kind === 'handling'
    if (isHandling === (when !== undefined && Object.keys(when).length > 0)) continue
    const detail = isHandling
      ? 'Say by which weight or size it is paid.'
      : 'It is paid by every parcel to a home: leave the condition out.'
    return { field: `/surcharges/${i}/when`, detail }
  }
  return undefined
}
