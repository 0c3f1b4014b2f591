import type { NewRule } from '../../routing/index.ts'

const cheapest = { by: 'least_cost' } as const

/** How the retailer routes from the day on which it opens; the first that fits decides. */
export const routingRules: readonly NewRule[] = [
  {
    name: 'Small orders in one parcel',
    when: [{ of: 'value', below: 4000 }],
    use: [{ places: {} }],
    choose: cheapest,
    never: { maxParcels: 1 },
    otherwise: 'next_rule',
  },
  {
    name: 'The marketplace from the depots',
    when: [{ of: 'channel', in: ['MARKET-CH'] }],
    use: [{ places: { groups: ['DEPOTS'] } }],
    choose: cheapest,
  },
  {
    name: 'Stores keep their last one',
    use: [
      { places: { kinds: ['distribution_centre'] } },
      { places: { kinds: ['store'] }, keeps: 1, opensToSave: 5000 },
      { places: {} },
    ],
    choose: cheapest,
    never: { maxParcels: 3 },
    otherwise: 'next_rule',
  },
]
