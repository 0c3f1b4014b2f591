import type { Address } from '../../lib/use-address.ts'

/** What of the address is the view: not what is open in it. */
export function queryOf(address: Address): string {
  const kept = Object.entries(address).filter((part): part is [string, string] => {
    return part[0] !== 'open' && part[1] !== undefined && part[1] !== ''
  })
  return new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : 1))).toString()
}

/** How the address changes to the one of a saved view: what is not in it goes. */
export function changeTo(query: string, address: Address): Address {
  const gone = Object.keys(address).map((name): [string, undefined] => [name, undefined])
  return { ...Object.fromEntries(gone), ...Object.fromEntries(new URLSearchParams(query)) }
}
