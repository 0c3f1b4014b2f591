/**
 * Where orders go, coarsely: the country and the first two signs of the postal code, which is a
 * département, a Leitzone or the like. Without a postal code it is the country alone.
 */
export function zoneOf(country: string | null, postalCode: string | null): string {
  const sign = (postalCode ?? '').replaceAll(/[^\da-z]/gi, '').slice(0, 2)
  return [country ?? '', sign.toUpperCase()].filter((part) => part !== '').join(' ')
}
