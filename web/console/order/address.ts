import type { Group } from './types.ts'

export type Address = NonNullable<Group['shipTo']>

/** Where the postal code stands; elsewhere it is before the town: `69001 Lyon`. */
const AFTER_REGION = new Set(['US', 'CA', 'AU', 'BR', 'IN', 'MX', 'CO', 'TW', 'NZ', 'SG', 'TH'])
const OWN_ROW = new Set(['GB', 'IE', 'IM', 'JE', 'GG', 'ZA', 'NG', 'KE', 'UA', 'RU', 'KZ'])
/** Countries whose addresses say no region (or where the code says it already). */
const NO_REGION = new Set(['DE', 'FR', 'AT', 'CH', 'NL', 'BE', 'LU', 'DK', 'SE', 'NO', 'FI', 'PL'])

/** The rows of an address as they would stand on a label, in the way of its country. */
export function addressRows(address: Address, language: string, contactName?: string | null) {
  const { name, company, line1, line2, country } = address
  const rows = [name === contactName ? undefined : name, company, line1, line2]
  return [...rows, ...townRows(address), countryName(country, language)].filter(isSaid)
}

function townRows({ city, region, postalCode, country }: Address): (string | undefined)[] {
  if (country === 'JP') return [joined([postalCode && `〒${postalCode}`, region, city], ' ')]
  if (AFTER_REGION.has(country)) {
    return [joined([city, joined([region, postalCode], ' ')], ', ')]
  }
  if (OWN_ROW.has(country)) return [city, region, postalCode]
  const town = joined([postalCode, city], ' ')
  if (NO_REGION.has(country)) return [town]
  if (country === 'IT' || country === 'ES') {
    return [joined([town, region && `(${region})`], ' ')]
  }
  return [town, region]
}

function joined(parts: readonly (string | undefined)[], by: string): string {
  return parts.filter(isSaid).join(by)
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

/** Town and country: what matters for where it comes from. */
export function placeLine({ city, country }: Address, language: string, comma = ', '): string {
  const name = countryName(country, language)
  return city === undefined || city === '' ? name : `${city}${comma}${name}`
}

/** The name of a country by its ISO code; the code where there is none. */
export function countryName(code: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
