import { leastOf, transitOf, type Besides, type InZone, type Least, type Pricing } from './least.ts'

/** Of one place and zone so many lists are remembered: what services cost besides goes on. */
const LISTS_MOST = 200

/** What parcels cost at least with services in their zones, and with what these cost besides. */
export type Lists = { of(besides: Besides | undefined): Least | undefined }

/** A list by what each service costs besides, one after the other: no key is put together. */
type Branch = { next: Map<number, Branch>; found?: { list: Least | undefined } }
const newBranch = (): Branch => ({ next: new Map() })

/** Undefined where none has a price; of each list that is made `onMake` is told. */
export function listsIn(
  pricing: Pricing,
  zones: readonly Omit<InZone, 'besides'>[],
  onMake: () => void,
): Lists {
  const each = zones.map((one) => {
    const { code } = pricing.services[one.service]!
    return { one, code, transitDays: transitOf(pricing, one) }
  })
  const plain = leastOf(
    pricing,
    zones.map((one) => ({ ...one, besides: 0 })),
  )
  let root = newBranch()
  let known = 0

  function listWith(besides: Besides): Least | undefined {
    if (known >= LISTS_MOST) {
      root = newBranch()
      known = 0
    }
    known += 1
    onMake()
    const dearer = each.map(({ one, code, transitDays }) => {
      return { ...one, besides: besides(code, transitDays) }
    })
    return leastOf(pricing, dearer)
  }

  function listBy(besides: Besides): Least | undefined {
    let branch = root
    let isDearer = false
    for (const { code, transitDays } of each) {
      const cost = besides(code, transitDays)
      isDearer ||= cost > 0
      let next = branch.next.get(cost)
      if (!next) branch.next.set(cost, (next = newBranch()))
      branch = next
    }
    if (!isDearer) return plain
    branch.found ??= { list: listWith(besides) }
    return branch.found.list
  }

  const lists: Lists = {
    of(besides) {
      if (!besides) return plain
      const { found } = besides
      if (!found) return listBy(besides)
      let list = found.get(lists)
      if (!list && !found.has(lists)) found.set(lists, (list = listBy(besides)))
      return list
    },
  }
  return lists
}
