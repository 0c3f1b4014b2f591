import { allocate, digitsOf } from '../../lib/money.ts'
import { QUANTITY_MAX, unitsOf } from '../../lib/quantity.ts'
import { Refusal } from '../../lib/refusal.ts'
import type { KnownPart, KnownSku, NewLine } from './capture.ts'
import { cancellableOf, recallableOf, type Counters } from './counters.ts'

/** A line that named a bundle, as it was sent. */
export type BundleLine = Omit<NewLine, 'bundle'>

/** The lines that are served, and those of bundles, in whose place their components are. */
export type Exploded = { lines: NewLine[]; bundles: BundleLine[] }

/** So many lines an order has at most once its bundles are taken apart. */
const LINES_MOST = 10_000

/**
 * Puts the components in the place of bundles, behind all other lines and numbered so: beyond the
 * highest number that was sent, in the order of the lines and of the components. So the same order
 * always gives the same lines.
 */
export function decideBundles(
  sent: NewLine[],
  { currency, skuById }: { currency: string; skuById: (id: number) => KnownSku | undefined },
): Exploded | Refusal {
  if (sent.every(({ sku }) => sku.components.length === 0)) return { lines: sent, bundles: [] }
  let last = sent.reduce((most, { no }) => Math.max(most, no), 0)
  const lines = sent.filter(({ sku }) => sku.components.length === 0)
  const bundles: BundleLine[] = []
  for (const [i, line] of sent.entries()) {
    if (line.sku.components.length === 0) continue
    const parts = partsOf(line, { currency, skuById, field: `/lines/${i}` })
    if (parts instanceof Refusal) return parts
    bundles.push(line)
    for (const part of parts) lines.push({ ...part, no: (last += 1) })
  }
  if (lines.length <= LINES_MOST) return { lines, bundles }
  const detail = `With what its bundles are made of the order has ${lines.length} lines`
  return new Refusal('order_invalid', { field: '/lines', detail })
}

/** The components of one line, without their numbers. */
function partsOf(
  line: NewLine,
  of: { currency: string; skuById: (id: number) => KnownSku | undefined; field: string },
): Omit<NewLine, 'no'>[] | Refusal {
  const { components } = line.sku
  const { tax } = line
  const totals = shareOut(line.total, components, of.currency)
  const taxes = tax && shareOut(tax.amount.amount, components, of.currency)
  const parts: Omit<NewLine, 'no'>[] = []
  for (const [c, { skuId, code, quantity: ratio }] of components.entries()) {
    const sku = of.skuById(skuId)
    if (!sku || sku.archived) {
      const detail = `${line.sku.code} needs ${code}, which is not sold`
      return new Refusal('sku_unknown', { field: `${of.field}/sku`, detail })
    }
    const ordered = line.ordered * ratio
    if (ordered > QUANTITY_MAX) {
      return new Refusal('quantity_invalid', { field: `${of.field}/quantity` })
    }
    const total = totals[c]!
    parts.push({
      groupNo: line.groupNo,
      sku,
      ordered,
      unitPrice: unitPriceOf(total, { ordered, decimals: sku.decimals, currency: of.currency }),
      discounts: undefined,
      tax: tax && { ...tax, amount: { ...tax.amount, amount: taxes![c]! } },
      total,
      bundle: { no: line.no, ratio },
    })
  }
  return parts
}

/**
 * What of an amount falls on each component, to the last cent: in proportion to what they cost by
 * themselves, or to how many they are where that is not known of all.
 */
export function shareOut(
  amount: number,
  components: readonly KnownPart[],
  currency: string,
): number[] {
  const most = Math.max(...components.map(({ decimals }) => decimals))
  const units = components.map(({ quantity, decimals }) => quantity * 10 ** (most - decimals))
  const prices = components.map((part) => part.prices.find((p) => p.currency === currency)?.amount)
  const worth = units.map((one, c) => one * (prices[c] ?? 0))
  const isKnown = !prices.includes(undefined) && worth.some((one) => one > 0)
  return allocate(amount, isKnown ? worth : units)
}

const PRICE_DIGITS = 6
const PRICE_MOST = 10n ** 18n - 1n

/** What one whole unit comes to, rounded: the total is what counts. */
function unitPriceOf(
  total: number,
  of: { ordered: number; decimals: number; currency: string },
): string {
  const above = BigInt(total) * 10n ** BigInt(of.decimals + PRICE_DIGITS)
  const below = BigInt(of.ordered) * 10n ** BigInt(digitsOf(of.currency)!)
  const price = (2n * above + below) / (2n * below)
  const text = String(price > PRICE_MOST ? PRICE_MOST : price).padStart(PRICE_DIGITS + 1, '0')
  return `${text.slice(0, -PRICE_DIGITS)}.${text.slice(-PRICE_DIGITS)}`
}

/** A line of an order that may be cancelled, alone or with the rest of its bundle. */
export type Cancelling = Counters & {
  no: number
  decimals: number
  bundleNo: number | null
  bundleRatio: number | null
}

/**
 * How many units of which lines a cancellation means that names lines as they were sent: of a
 * bundle so many of each component as are in the bundles that go. A component alone is refused
 * while a whole bundle could go; what is left of one that is partly packed or gone can.
 */
export function decideNamed<Line extends Cancelling>(
  lines: readonly Line[],
  named: readonly { no: number; quantity: number }[],
  asked: ReadonlyMap<number, number>,
): Map<Line, number> | Refusal {
  const units = new Map<Line, number>()
  for (const [i, { no, quantity }] of named.entries()) {
    const parts = lines.filter(({ bundleNo }) => bundleNo === no)
    const line = lines.find((candidate) => candidate.no === no)
    if (!line && parts.length === 0) return new Refusal('line_unknown', { field: `/lines/${i}/no` })
    const bundle = line?.bundleNo ?? null
    const siblings = lines.filter(({ bundleNo }) => bundle !== null && bundleNo === bundle)
    if (siblings.length > 0 && bundlesLeft(siblings, asked) > 0) {
      const facts = { line: no, bundle }
      return new Refusal('component_of_bundle', { field: `/lines/${i}/no`, facts })
    }
    const count = unitsOf(quantity, line?.decimals ?? 0)
    if (count === undefined)
      return new Refusal('quantity_invalid', { field: `/lines/${i}/quantity` })
    for (const part of line ? [line] : parts) {
      const own = line ? count : count * part.bundleRatio!
      units.set(part, (units.get(part) ?? 0) + own)
    }
  }
  return units
}

/** Whole bundles that could still be cancelled; `asked` are units that are asked back already. */
export function bundlesLeft(
  parts: readonly Cancelling[],
  asked: ReadonlyMap<number, number>,
): number {
  const left = parts.map((part) => {
    const open = cancellableOf(part) + recallableOf(part) - (asked.get(part.no) ?? 0)
    return Math.floor(open / part.bundleRatio!)
  })
  return Math.min(...left)
}
