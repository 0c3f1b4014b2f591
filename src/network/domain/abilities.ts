export const locationKinds = [
  'store',
  'dark_store',
  'pop_up',
  'warehouse',
  'distribution_centre',
  'third_party',
  'supplier',
  'marketplace_warehouse',
  'locker',
  'pickup_point',
] as const

export type LocationKind = (typeof locationKinds)[number]

/** What a location can do. */
export type Abilities = {
  ships: boolean
  pickup: boolean
  receivesReturns: boolean
  sameDay: boolean
  curbside: boolean
  /** Parcels wait there for who collects them; it has no stock of its own. */
  holdsParcels: boolean
}

type Usual = readonly (keyof Abilities)[]

/** What places of a kind do, where nobody says otherwise. */
const usual: Record<LocationKind, Usual> = {
  store: ['ships', 'pickup', 'receivesReturns'],
  dark_store: ['ships', 'sameDay'],
  pop_up: ['pickup', 'receivesReturns'],
  warehouse: ['ships', 'receivesReturns'],
  distribution_centre: ['ships', 'receivesReturns'],
  third_party: ['ships', 'receivesReturns'],
  supplier: ['ships'],
  // For its own marketplace: which channels may sell from it says the rest.
  marketplace_warehouse: ['ships'],
  locker: ['pickup', 'holdsParcels'],
  pickup_point: ['pickup', 'receivesReturns', 'holdsParcels'],
}

/** What a new location can do: what is said, and what is usual for its kind. */
export function decideAbilities(
  kind: LocationKind,
  said: { [Name in keyof Abilities]?: boolean | undefined } = {},
): Abilities {
  const does = (name: keyof Abilities) => said[name] ?? usual[kind].includes(name)
  return {
    ships: does('ships'),
    pickup: does('pickup'),
    receivesReturns: does('receivesReturns'),
    sameDay: does('sameDay'),
    curbside: does('curbside'),
    holdsParcels: does('holdsParcels'),
  }
}
