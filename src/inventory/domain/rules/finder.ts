import { activeOf, isOfSku, type Active, type Moment, type RuleSku } from './active.ts'
import type { RulesOfKind } from './set.ts'
import type { Rule } from './rule.ts'

/** Finds the rules of one kind that win, for one who asks at one moment. */
export type Finder = {
  find(sku: RuleSku, locationId: number): Rule | undefined
  /** All that are about the SKU somewhere, the one that wins first. */
  listOf(sku: RuleSku): readonly Rule[]
}

/**
 * What counts for one SKU: its own rules come before all others. Which of the others wins where is
 * an array by location that all SKUs with the same category and tags share.
 */
type Layer = {
  sku: RuleSku
  own: readonly Active[]
  /** By location, where there are many: the place of the winner in `own`, and 1; else 0. */
  ownAt: Int32Array | undefined
  base: Int32Array
}

/** As many own rules are quicker walked than looked up. */
const FEW = 8
/** Layers are cheap to make: only those of SKUs asked about again and again are worth keeping. */
const LAYERS = 4096
/** Where nearly every SKU has tags of its own, arrays are made anew. */
const BASES = 1024

export function createFinder(of: RulesOfKind, moment: Moment): Finder {
  const { places } = moment
  const others = activeOf(of.others, moment)
  const layers = new Map<number, Layer>()
  const bases = new Map<string, Int32Array>()
  let last: Layer | undefined

  function winners(active: readonly Active[], fits: (one: Active) => boolean): Int32Array {
    const at = new Int32Array(places.all.length + 1)
    active.forEach((one, i) => {
      if (!fits(one)) return
      if (one.at !== undefined) at[one.at] ||= i + 1
      else at.forEach((known, j) => (at[j] = known || (isThere(one, j) ? i + 1 : 0)))
    })
    return at
  }

  function baseOf(sku: RuleSku): Int32Array {
    const category = of.categories.has(sku.category ?? '') ? sku.category : ''
    const key = [category, ...sku.tags.filter((tag) => of.tags.has(tag))].join('\0')
    const known = bases.get(key)
    if (known) return known
    if (bases.size >= BASES) bases.clear()
    const base = winners(others, ({ kept }) => isOfSku(kept.rule.scope, sku))
    bases.set(key, base)
    return base
  }

  function ownOf(sku: RuleSku): Active[] {
    const own = of.bySku.get(sku.id)
    return own ? activeOf(own, moment).filter(({ kept }) => isOfSku(kept.rule.scope, sku)) : []
  }

  function layerOf(sku: RuleSku): Layer {
    if (last?.sku === sku) return last
    let layer = layers.get(sku.id)
    // A SKU that was changed is another object.
    if (layer?.sku !== sku) {
      const own = ownOf(sku)
      const ownAt = own.length > FEW ? winners(own, () => true) : undefined
      layer = { sku, own, ownAt, base: baseOf(sku) }
      if (layers.size >= LAYERS) layers.clear()
      layers.set(sku.id, layer)
    }
    last = layer
    return layer
  }

  return {
    find(sku, locationId) {
      const layer = last?.sku === sku ? last : layerOf(sku)
      const at = places.indexOf(locationId)
      const own = layer.own.length === 0 ? undefined : ownThere(layer, at)
      return (own ?? nthOf(others, layer.base[at]!))?.kept.rule
    },
    listOf(sku) {
      const { own } = layerOf(sku)
      const rest = others.filter(({ kept }) => isOfSku(kept.rule.scope, sku))
      return [...own, ...rest].map(({ kept }) => kept.rule)
    },
  }
}

function ownThere({ own, ownAt }: Layer, at: number): Active | undefined {
  if (ownAt) return nthOf(own, ownAt[at]!)
  for (const one of own) if (isThere(one, at)) return one
  return undefined
}

/** The nth, from 1; 0 is none. To ask an array for what stands at -1 takes longer than all else. */
function nthOf(active: readonly Active[], n: number): Active | undefined {
  return n === 0 ? undefined : active[n - 1]
}

function isThere({ at, mask }: Active, index: number): boolean {
  if (at !== undefined) return at === index
  return mask === undefined || mask[index] === 1
}

/** Before any rule of the kind is published. */
export const findsNothing: Finder = { find: () => undefined, listOf: () => [] }
