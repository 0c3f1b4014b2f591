/**
 * The plainest possible picture of stock at some locations: what the server must agree with after
 * every command. No batches, no index, no database.
 */
export type Row = { quantity: number; unavailable: number }
export type ModelHold = {
  id: string
  expiresAt: number
  parts: { sku: string; at: string; units: number }[]
}
export type ModelOrder = { id: string; parts: { sku: string; at: string; units: number }[] }

export class Model {
  readonly rows = new Map<string, Row>()
  holds: ModelHold[] = []
  orders: ModelOrder[] = []
  readonly locations: readonly string[]

  constructor(skus: readonly string[], locations: readonly string[]) {
    this.locations = locations
    for (const sku of skus) {
      for (const at of locations) this.rows.set(`${sku}@${at}`, { quantity: 0, unavailable: 0 })
    }
  }

  held(sku: string, at: string): number {
    return unitsAt(this.holds, sku, at)
  }

  allocated(sku: string, at: string): number {
    return unitsAt(this.orders, sku, at)
  }

  row(sku: string, at: string): Row {
    return this.rows.get(`${sku}@${at}`)!
  }

  free(sku: string, at: string): number {
    const { quantity, unavailable } = this.row(sku, at)
    return quantity - unavailable - this.held(sku, at) - this.allocated(sku, at)
  }

  /** What all locations together can still give. */
  available(sku: string): number {
    return this.locations.reduce((sum, at) => sum + Math.max(0, this.free(sku, at)), 0)
  }

  /** A fact: never refused; holds lose what is not there any more, the youngest first. */
  fact(sku: string, at: string, change: { to?: number; by?: number; unavailable?: number }): void {
    const row = this.row(sku, at)
    row.quantity = change.to ?? row.quantity + (change.by ?? 0)
    row.unavailable = change.unavailable ?? row.unavailable
    let missing = -this.free(sku, at)
    for (const hold of this.holds.toReversed()) {
      for (const part of hold.parts) {
        if (missing <= 0 || part.sku !== sku || part.at !== at) continue
        const lost = Math.min(missing, part.units)
        part.units -= lost
        missing -= lost
      }
    }
    for (const hold of this.holds) hold.parts = hold.parts.filter(({ units }) => units > 0)
    this.holds = this.holds.filter(({ parts }) => parts.length > 0)
  }

  /** The parts of a hold, in pool order; undefined where not all of it is there. */
  holdParts(wanted: ReadonlyMap<string, number>): ModelHold['parts'] | undefined {
    const parts: ModelHold['parts'] = []
    for (const [sku, units] of wanted) {
      let left = units
      for (const at of this.locations) {
        const take = Math.min(left, Math.max(0, this.free(sku, at)))
        if (take > 0) parts.push({ sku, at, units: take })
        left -= take
      }
      if (left > 0) return undefined
    }
    return parts
  }
}

function unitsAt(all: readonly { parts: ModelOrder['parts'] }[], sku: string, at: string): number {
  let units = 0
  for (const { parts } of all) {
    for (const part of parts) if (part.sku === sku && part.at === at) units += part.units
  }
  return units
}
