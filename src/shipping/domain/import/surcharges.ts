import type { Condition, Surcharge } from '../card.ts'
import { gramsOf, millimetresOf, priceOf, rowsOf, type Fault, type Row } from './table.ts'

/** A row of the file: of which services, in which zones, and what it says. */
export type SurchargeRow = {
  line: number
  appliesTo(service: string): boolean
  inZone(zone: string): boolean
  says:
    | { kind: 'divisor'; cm3PerKg: number }
    | { kind: 'rounding' }
    | (Omit<Surcharge, 'amounts'> & { amount: number })
}

/** Understood, in the words of the published lists; more than one may stand there, with `or`. */
const TERM =
  /^(longest side|length|second-longest|length\+girth|actual weight) > ([\d.]+) (mm|cm|in|g|kg|lb)$/
const DIVISOR = /^volume_(in3|cm3)\/([\d.]+)\b/
const SAYS =
  'volume_in3/139 (or volume_cm3/5000), residential address, actual weight > 50 lb (or kg), ' +
  'longest side (or length), second-longest, length+girth > 48 in (or cm, mm), joined by "or"'

/** The volume of a pound by the weight of a kg, and of a cubic inch. */
const CM3_IN_IN3 = 16.387064
const KG_IN_LB = 0.45359237

/** The rows of the file of surcharges; a row that names no service is of all. */
export function readSurcharges(text: string): { rows: SurchargeRow[]; faults: BadRow[] } {
  const columns = {
    needed: [/^code$/, /^condition$/, /^amount_[a-z]{3}$/],
    known: [/^applies_to$/, /^zones$/, /^per$/, /^min_billable_(g|kg|lb)$/],
  }
  const { rows: read, names, faults } = rowsOf('surcharges', text, columns)
  const bad: BadRow[] = faults.map((fault) => ({ ...fault, appliesTo: () => true }))
  const rows: SurchargeRow[] = []
  for (const row of read) {
    const appliesTo = patternOf(row.cells['applies_to'] ?? 'ALL')
    const says = saysOf(row, names)
    if (typeof says === 'string') {
      bad.push({ file: 'surcharges', line: row.line, detail: says, appliesTo })
    } else {
      rows.push({ line: row.line, appliesTo, inZone: zonesOf(row.cells['zones'] ?? ''), says })
    }
  }
  return { rows, faults: bad }
}

/** A row that costs the cards of these services. */
export type BadRow = Fault & { appliesTo(service: string): boolean }

/** `ALL`, or codes with `*` in them and `|` between them. */
function patternOf(text: string): (service: string) => boolean {
  if (text === 'ALL' || text === '') return () => true
  const all = text.split('|').map((one) => {
    const parts = one.split('*').map((part) => part.replaceAll(/[^\w]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`)
  })
  return (service) => all.some((one) => one.test(service))
}

/** `2-8`, `2`, `2|5-8`, a name; nothing is all. */
function zonesOf(text: string): (zone: string) => boolean {
  if (text === '') return () => true
  const all = text.split('|').map((one) => one.trim())
  return (zone) =>
    all.some((one) => {
      const [, from, to] = /^(\d+)-(\d+)$/.exec(one) ?? []
      if (from === undefined || to === undefined) return one === zone
      return /^\d+$/.test(zone) && Number(from) <= Number(zone) && Number(zone) <= Number(to)
    })
}

function saysOf({ cells }: Row, names: readonly string[]): SurchargeRow['says'] | string {
  const condition = cells['condition']!
  const [, volume, divisor] = DIVISOR.exec(condition) ?? []
  if (volume !== undefined && Number(divisor) > 0) {
    const each = Number(divisor)
    return {
      kind: 'divisor',
      cm3PerKg: volume === 'in3' ? (each * CM3_IN_IN3) / KG_IN_LB : each,
    }
  }
  // A parcel pays the band that its weight falls in: each is rounded up anyway.
  if (/^any fraction of a (pound|kilogram) is rounded up/.test(condition)) {
    return { kind: 'rounding' }
  }
  if ((cells['per'] ?? 'package') !== 'package') return 'It is not for each package.'
  const amount = priceOf(cells[names.find((name) => name.startsWith('amount_'))!]!)
  if (amount === undefined) return 'The amount is no plain number with at most 4 decimals.'
  const code = cells['code']!
  if (!/^[A-Za-z0-9][\w.:/+-]{0,63}$/.test(code)) return 'The code is none.'
  const least = leastOf(cells, names)
  if (typeof least === 'string') return least
  if (condition.startsWith('residential address')) {
    return { code, kind: 'residential', amount, ...least }
  }
  const when = conditionOf(condition)
  if (!when) return `The condition is not understood. Understood are: ${SAYS}.`
  return { code, kind: 'handling', amount, when, ...least }
}

function leastOf(cells: Row['cells'], names: readonly string[]): { leastG?: number } | string {
  const column = names.find((name) => name.startsWith('min_billable_'))
  const text = column === undefined ? '' : cells[column]!
  if (column === undefined || text === '') return {}
  const leastG = gramsOf(text, column.slice('min_billable_'.length))
  return leastG === undefined ? 'The least weight is no plain number.' : { leastG }
}

function conditionOf(text: string): Condition | undefined {
  const when: Condition = {}
  for (const term of text.split(' or ')) {
    const [, what, number, unit] = TERM.exec(term.trim()) ?? []
    if (what === undefined) return undefined
    const isWeight = what === 'actual weight'
    const limit = isWeight ? gramsOf(number!, unit!) : millimetresOf(number!, unit!)
    if (limit === undefined) return undefined
    if (isWeight) when.overG = limit
    else if (what === 'second-longest') when.secondOverMm = limit
    else if (what === 'length+girth') when.girthOverMm = limit
    else when.longestOverMm = limit
  }
  return when
}
