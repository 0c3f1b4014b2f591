/** A line of an order that may be released, and where its claims are. */
export type ReleasableOrder = {
  id: string
  lines: readonly { no: number; groupNo: number; skuId: number }[]
  /** Open allocations. */
  claims: readonly { lineNo: number; locationId: number; quantity: number }[]
  /** Units that locations are working on already and have not handed over. */
  inWork: readonly { lineNo: number; locationId: number; quantity: number }[]
}

/** The work for one location: one delivery group, one executor. */
export type NewWork = {
  orderId: string
  groupNo: number
  locationId: number
  lines: { lineNo: number; skuId: number; quantity: number }[]
}

/**
 * Cuts what is allocated and not yet in work into fulfilment orders: one per delivery group and
 * location. Where each unit comes from was decided when it was claimed.
 */
export function decideRelease(order: ReleasableOrder): NewWork[] {
  const open = new Map<string, number>()
  const add = (lineNo: number, locationId: number, quantity: number) => {
    const key = `${lineNo}/${locationId}`
    open.set(key, (open.get(key) ?? 0) + quantity)
  }
  for (const claim of order.claims) add(claim.lineNo, claim.locationId, claim.quantity)
  for (const work of order.inWork) add(work.lineNo, work.locationId, -work.quantity)
  const works = new Map<string, NewWork>()
  const lines = new Map(order.lines.map((line) => [line.no, line]))
  for (const [key, quantity] of open) {
    if (quantity <= 0) continue
    const [lineNo, locationId] = key.split('/').map(Number) as [number, number]
    const line = lines.get(lineNo)!
    const name = `${line.groupNo}/${locationId}`
    const work = works.get(name) ?? {
      orderId: order.id,
      groupNo: line.groupNo,
      locationId,
      lines: [],
    }
    work.lines.push({ lineNo, skuId: line.skuId, quantity })
    works.set(name, work)
  }
  return [...works.values()]
    .map((work) => ({ ...work, lines: work.lines.toSorted((a, b) => a.lineNo - b.lineNo) }))
    .toSorted((a, b) => a.groupNo - b.groupNo || a.locationId - b.locationId)
}
