import { numberOf } from './draft.ts'

export const FILES = ['rates', 'zones', 'surcharges'] as const
export type FileName = (typeof FILES)[number]

/** What the lists call their columns. */
export const COLUMNS: Record<FileName, string> = {
  rates: 'service, zone, weight_kg, rate_eur',
  zones: 'zone, max_km, from_country, to_country, from_postal, to_postal, transit_days',
  surcharges: 'code, applies_to, condition, zones, amount_eur, per',
}

export type Chosen = { name: string; text: string; isTooLarge: boolean }

/** What is chosen for an import; days go by the clock of the person. */
export type ImportDraft = Record<FileName, Chosen | undefined> & {
  service: string
  currency: string
  fuel: string
  from: string
  until: string
}

export type ImportField = keyof ImportDraft
export type ImportFault = 'needed' | 'tooLarge' | 'currencyFault' | 'fuelFault' | 'dateFault'

/** As the API takes it, in characters. */
const MOST = 5_000_000

export async function chosenOf(file: File): Promise<Chosen> {
  const text = file.size > MOST * 4 ? '' : await file.text()
  return { name: file.name, text, isTooLarge: file.size > MOST * 4 || text.length > MOST }
}

/** The currency that a list of rates names in its head: `rate_usd`. */
export function currencyIn(text: string): string | undefined {
  const head = text.slice(0, text.indexOf('\n') + 1 || text.length)
  return /\brate_([a-z]{3})\b/i.exec(head)?.[1]?.toUpperCase()
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

export function importFaults(draft: ImportDraft): Partial<Record<ImportField, ImportFault>> {
  const faults: Partial<Record<ImportField, ImportFault>> = {}
  for (const name of FILES) {
    if (draft[name]?.isTooLarge) faults[name] = 'tooLarge'
    else if (name !== 'surcharges' && !draft[name]) faults[name] = 'needed'
  }
  if (!/^[A-Z]{3}$/.test(draft.currency.trim().toUpperCase())) faults.currency = 'currencyFault'
  const fuel = numberOf(draft.fuel)
  if (!(fuel >= 0 && fuel <= 200)) faults.fuel = 'fuelFault'
  if (!DAY.test(draft.from)) faults.from = 'dateFault'
  if (draft.until !== '' && !DAY.test(draft.until)) faults.until = 'dateFault'
  return faults
}

/** What is sent but for the carrier; `momentAt` knows when a day begins where the person is. */
export function importBody(draft: ImportDraft, momentAt: (day: string) => string) {
  const { rates, zones, surcharges, service, currency, fuel, from, until } = draft
  return {
    currency: currency.trim().toUpperCase(),
    validFrom: momentAt(from),
    validUntil: until === '' ? null : momentAt(until),
    fuelPercent: numberOf(fuel),
    rates: rates!.text,
    zones: zones!.text,
    ...(surcharges && { surcharges: surcharges.text }),
    ...(service !== '' && { service }),
  }
}
