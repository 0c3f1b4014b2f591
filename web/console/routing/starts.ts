import { emptyCondition, emptyTier, emptyTyped, type Typed } from './draft.ts'

/** Rules to begin with. */
export const STARTS = ['same_day', 'warehouse', 'keep', 'split', 'country'] as const
export type Start = (typeof STARTS)[number]

const WAREHOUSES = ['warehouse', 'distribution_centre', 'third_party']
const STORES = ['store', 'dark_store', 'pop_up']

/** What the editor begins with: a rule like that, which still can be changed in all of it. */
export function startOf(start: Start, name: string): Typed {
  const empty = { ...emptyTyped(), name }
  const tier = { ...emptyTier() }
  switch (start) {
    case 'same_day':
      return {
        ...empty,
        when: [{ ...emptyCondition('method'), in: ['same_day'] }],
        use: [{ ...tier, places: { kinds: ['store'] } }],
        isRanked: true,
        never: { ...empty.never, sameDay: true },
      }
    case 'warehouse':
      return {
        ...empty,
        use: [
          { ...tier, places: { kinds: WAREHOUSES } },
          { ...emptyTier(), places: { kinds: STORES } },
        ],
        otherwise: 'channel',
      }
    case 'keep':
      return {
        ...empty,
        use: [
          { ...tier, except: { kinds: STORES } },
          { ...emptyTier(), places: { kinds: STORES }, keeps: '2' },
        ],
        otherwise: 'channel',
      }
    case 'split':
      return { ...empty, never: { ...empty.never, belowValue: '40' }, otherwise: 'channel' }
    case 'country':
      return { ...empty, never: { ...empty.never, sameCountry: true } }
  }
}
