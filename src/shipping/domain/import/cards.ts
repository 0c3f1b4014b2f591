import { gapsOf, type Card, type Gap, type Lane, type Surcharge } from '../card.ts'
import { decideCard } from '../fault.ts'
import { readSurcharges, type BadRow, type SurchargeRow } from './surcharges.ts'
import { gramsOf, kilometresOf, priceOf, rowsOf, type Fault, type Row } from './table.ts'

/** The files of an import as text, and what they do not say themselves. */
export type CardFiles = {
  rates: string
  zones: string
  surcharges?: string | undefined
  currency: string
  fuelPercent: number
  /** Of rates that name no service. */
  service?: string | undefined
}

/** Cards by service, each with where it lacks prices; what was wrong; who got no card for that. */
export type ReadCards = {
  cards: { service: string; card: Card; gaps: Gap[] }[]
  faults: Fault[]
  refused: string[]
}

/**
 * Reads cards from published lists. Every bad line is told. A card is taken whole or not at all: a
 * bad line costs the cards that it belongs to, one that names no service costs all.
 */
export function readCards(files: CardFiles): ReadCards {
  const rates = readRates(files)
  const zones = readZones(files.zones)
  const surcharges = files.surcharges === undefined ? nothing : readSurcharges(files.surcharges)
  const bad: BadRow[] = [
    ...rates.faults,
    ...zones.faults.map((fault) => ({ ...fault, appliesTo: () => true })),
    ...surcharges.faults,
  ]
  const cards: ReadCards['cards'] = []
  const refused: string[] = []
  for (const [service, prices] of rates.services) {
    const card = cardOf(files, { service, prices, zones, surcharges: surcharges.rows })
    const fault = decideCard(card)
    if (fault) {
      const detail = `The card of ${service} is not whole: ${fault.detail}`
      bad.push({ file: 'zones', line: 1, detail, appliesTo: (other) => other === service })
    }
    if (bad.some(({ appliesTo }) => appliesTo(service))) refused.push(service)
    else cards.push({ service, card, gaps: gapsOf(card) })
  }
  const faults = bad.map(({ file, line, detail }) => ({ file, line, detail }))
  return { cards, faults, refused }
}

const nothing = { rows: [] as SurchargeRow[], faults: [] as BadRow[] }

/** Prices by zone and weight in grams. */
type Prices = Map<string, Map<number, number>>

function readRates({ rates, currency, service: only }: CardFiles) {
  const columns = {
    needed: [/^zone$/, /^weight_(g|kg|lb|oz)$/, /^rate_[a-z]{3}$/],
    known: [/^service$/],
  }
  const { rows, names, faults: unread } = rowsOf('rates', rates, columns)
  const faults: BadRow[] = unread.map((fault) => ({ ...fault, appliesTo: () => true }))
  const services = new Map<string, Prices>()
  const at = (prefix: string) => names.find((name) => name.startsWith(prefix)) ?? ''
  const [weightColumn, rateColumn] = [at('weight_'), at('rate_')]
  if (rows.length > 0 && rateColumn !== `rate_${currency.toLowerCase()}`) {
    const detail = `The rates are in ${rateColumn.slice(5).toUpperCase()}, not in ${currency}.`
    faults.push({ file: 'rates', line: 1, detail, appliesTo: () => true })
  }
  for (const { line, cells } of rows) {
    const service = cells['service'] || only
    const bad = (detail: string) => {
      const appliesTo = (other: string) => service === undefined || other === service
      faults.push({ file: 'rates', line, detail, appliesTo })
    }
    if (service === undefined) {
      bad('It names no service: add a column service, or say of which service the file is.')
      continue
    }
    const prices = services.get(service) ?? new Map<string, Map<number, number>>()
    services.set(service, prices)
    const zone = cells['zone']!
    const grams = gramsOf(cells[weightColumn]!, weightColumn.slice('weight_'.length))
    const price = priceOf(cells[rateColumn]!)
    if (zone === '') bad('It names no zone.')
    else if (grams === undefined) bad('The weight is no plain number above 0.')
    else if (price === undefined) bad('The rate is no plain number with at most 4 decimals.')
    else {
      const row = prices.get(zone) ?? new Map<number, number>()
      prices.set(zone, row)
      if (row.has(grams)) bad(`Zone ${zone} has this weight twice.`)
      else row.set(grams, price)
    }
  }
  return { services, faults }
}

type Zones = { lanes: Lane[]; transit: Map<string, number>; faults: Fault[] }

function readZones(text: string): Zones {
  const columns = {
    needed: [/^zone$/],
    known: [/^(min|max)_(miles|km)$/, /^(from|to)_(country|postal)$/, /^transit_days$/],
  }
  const { rows, names, faults } = rowsOf('zones', text, columns)
  const lanes: Lane[] = []
  const transit = new Map<string, number>()
  for (const row of rows) {
    const lane = laneOf(row, names)
    const days = row.cells['transit_days'] ?? ''
    if (typeof lane === 'string') faults.push({ file: 'zones', line: row.line, detail: lane })
    else if (!/^\d{0,2}$/.test(days)) {
      faults.push({ file: 'zones', line: row.line, detail: 'transit_days is no number of days.' })
    } else {
      lanes.push(lane)
      if (days !== '') transit.set(lane.zone, Number(days))
    }
  }
  return { lanes, transit, faults }
}

/** Its lowest distance says nothing: the lane before ends there, and the first that fits counts. */
function laneOf({ cells }: Row, names: readonly string[]): Lane | string {
  const zone = cells['zone']!
  if (zone === '') return 'It names no zone.'
  const lane: Lane = { zone }
  const column = names.find((name) => name.startsWith('max_'))
  const most = column === undefined ? '' : cells[column]!
  if (column !== undefined && most !== '') {
    const maxKm = kilometresOf(most, column.slice('max_'.length))
    if (maxKm === undefined) return 'The distance is no plain number.'
    lane.maxKm = maxKm
  }
  for (const side of ['from', 'to'] as const) {
    const country = cells[`${side}_country`] ?? ''
    if (country !== '' && !/^[A-Z]{2}$/.test(country)) return `${country} is no country code.`
    if (country !== '') lane[side] = country
    const postal = cells[`${side}_postal`] ?? ''
    if (postal !== '') lane[`${side}Postal`] = postal
  }
  return lane
}

function cardOf(
  { currency, fuelPercent }: CardFiles,
  of: { service: string; prices: Prices; zones: Zones; surcharges: readonly SurchargeRow[] },
): Card {
  const { prices, zones, service } = of
  const bands = [...new Set([...prices.values()].flatMap((row) => [...row.keys()]))]
  bands.sort((a, b) => a - b)
  const rows = of.surcharges.filter(({ appliesTo }) => appliesTo(service))
  const divisor = rows.map(({ says }) => says).find((says) => says.kind === 'divisor')
  return {
    currency,
    lanes: zones.lanes.filter(({ zone }) => prices.has(zone)),
    bands,
    zones: [...prices].map(([code, row]) => ({
      code,
      prices: bands.map((grams) => row.get(grams) ?? null),
      perKgBeyond: null,
      transitDays: zones.transit.get(code) ?? null,
    })),
    cm3PerKg: divisor?.cm3PerKg ?? null,
    surcharges: surchargesOf(rows, [...prices.keys()]),
    fuelPercent,
  }
}

/** Rows that differ in the zones and the amount only are one surcharge. */
function surchargesOf(rows: readonly SurchargeRow[], zones: readonly string[]): Surcharge[] {
  const all = new Map<string, Surcharge>()
  for (const { says, inZone } of rows) {
    if (says.kind === 'divisor' || says.kind === 'rounding') continue
    const { amount, ...same } = says
    const key = JSON.stringify(same)
    const before = all.get(key)?.amounts ?? []
    const own = zones.filter(inZone).map((zone) => ({ zone, amount }))
    const amounts = [...before.filter(({ zone }) => !inZone(zone)), ...own]
    all.set(key, { ...same, amounts })
  }
  return [...all.values()]
}
