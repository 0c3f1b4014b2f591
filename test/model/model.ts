/**
 * The plainest possible picture of stock at some locations: what the server must agree with after
 * every command. No batches, no index, no database.
 */
export type Row = { quantity: number; conditions: Record<string, number> }
export type Parts = { sku: string; at: string; units: number }[]
export type ModelHold = {
  id: string
  isExtended: boolean
  expiresAt: number
  parts: Parts
}
export type ModelOrder = { id: string; parts: Parts }

/** What changed or said a number, in the command with this number. */
type Told = { n: number; place: string } & Telling
type Telling =
  | { kind: 'change'; by: number }
  | { kind: 'count' }
  /** True when the command with that number began. */
  | { kind: 'feed'; asOf: number }

export class Model {
  readonly rows = new Map<string, Row>()
  holds: ModelHold[] = []
  orders: ModelOrder[] = []
  /** The number of the command that runs, and when some before it began. */
  n = 0
  began: { n: number; at: string }[] = []
  private readonly telling: Told[] = []
  readonly locations: readonly string[]

  constructor(skus: readonly string[], locations: readonly string[]) {
    this.locations = locations
    for (const sku of skus) {
      for (const at of locations) this.rows.set(`${sku}@${at}`, { quantity: 0, conditions: {} })
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

  /** Units of one condition there. */
  inCondition(sku: string, at: string, condition: string): number {
    return this.row(sku, at).conditions[condition] ?? 0
  }

  /** All that is not to be sold there, or all but of one condition. */
  unavailable(sku: string, at: string, but?: string): number {
    const others = Object.entries(this.row(sku, at).conditions).filter(([name]) => name !== but)
    return others.reduce((sum, [, units]) => sum + units, 0)
  }

  free(sku: string, at: string): number {
    return this.row(sku, at).quantity - this.unavailable(sku, at) - this.claimed(sku, at)
  }

  private claimed(sku: string, at: string): number {
    return this.held(sku, at) + this.allocated(sku, at)
  }

  /** What a rule keeps of it there, and the id of the rule. */
  readonly rules = new Map<string, { id: string; kept: number }>()

  safety(sku: string, at: string): number {
    return this.rules.get(`${sku}@${at}`)?.kept ?? 0
  }

  /** What the channel keeps back of a SKU, and the id of the rule that says so. */
  readonly thresholds = new Map<string, { id: string; kept: number }>()
  /** SKUs that are not sold from a location: `P@A`. */
  readonly paused = new Set<string>()

  isPaused(sku: string, at: string): boolean {
    return this.paused.has(`${sku}@${at}`)
  }

  /** What may be promised of it there. */
  sellableAt(sku: string, at: string): number {
    if (this.isPaused(sku, at)) return 0
    return Math.max(0, this.free(sku, at) - this.safety(sku, at))
  }

  /** What may be promised of all locations together. */
  sellable(sku: string): number {
    const sum = this.locations.reduce((all, at) => all + this.sellableAt(sku, at), 0)
    return Math.max(0, sum - (this.thresholds.get(sku)?.kept ?? 0))
  }

  /** What an order may have from there: of its hold on top of what everybody may have. */
  offeredAt(sku: string, at: string, hold?: ModelHold): number {
    if (this.isPaused(sku, at)) return 0
    return this.sellableAt(sku, at) + (hold ? unitsAt([hold], sku, at) : 0)
  }

  /** The last units of the channel are kept from others, not from who holds them. */
  offered(sku: string, hold?: ModelHold): number {
    const places = this.locations.reduce((all, at) => all + this.offeredAt(sku, at, hold), 0)
    const held = this.locations.reduce((all, at) => all + (hold ? unitsAt([hold], sku, at) : 0), 0)
    return Math.min(places, this.sellable(sku) + held)
  }

  /** What all locations together can still give, whatever is kept back. */
  available(sku: string): number {
    const open = this.locations.filter((at) => !this.isPaused(sku, at))
    return open.reduce((sum, at) => sum + Math.max(0, this.free(sku, at)), 0)
  }

  /** A fact: never refused; holds lose what is not there any more, the youngest first. */
  fact(
    sku: string,
    at: string,
    change: { to?: number; by?: number; conditions?: Record<string, number> },
  ): void {
    const row = this.row(sku, at)
    row.quantity = change.to ?? row.quantity + (change.by ?? 0)
    const conditions = Object.entries({ ...row.conditions, ...change.conditions })
    row.conditions = Object.fromEntries(conditions.filter(([, units]) => units > 0))
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

  tell(sku: string, at: string, of: Telling): void {
    this.telling.push({ n: this.n, place: `${sku}@${at}`, ...of })
  }

  /** Units have left. */
  left(sku: string, at: string, units: number): void {
    this.row(sku, at).quantity -= units
    this.tell(sku, at, { kind: 'change', by: -units })
  }

  /** What happened to a number since a command began: changes, and whether a newer number came. */
  since(sku: string, at: string, n: number) {
    const here = this.telling.filter(({ place }) => place === `${sku}@${at}`)
    const later = here.filter((one) => one.n >= n)
    return {
      change: later.reduce((sum, one) => sum + (one.kind === 'change' ? one.by : 0), 0),
      isCounted: later.some(({ kind }) => kind === 'count'),
      isOvertaken: here.some((one) => one.kind === 'feed' && one.asOf > n),
    }
  }

  /** The parts of a hold, in pool order; undefined where not all of it is there. */
  holdParts(wanted: ReadonlyMap<string, number>): Parts | undefined {
    const parts: Parts = []
    for (const [sku, units] of wanted) {
      if (units > this.sellable(sku)) return undefined
      let left = units
      for (const at of this.locations) {
        const take = Math.min(left, this.sellableAt(sku, at))
        if (take > 0) parts.push({ sku, at, units: take })
        left -= take
      }
    }
    return parts
  }
}

function unitsAt(all: readonly { parts: Parts }[], sku: string, at: string): number {
  let units = 0
  for (const { parts } of all) {
    for (const part of parts) if (part.sku === sku && part.at === at) units += part.units
  }
  return units
}
