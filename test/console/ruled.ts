import type { Client, Json } from '../app.ts'
import { ruleDesk } from '../inventory/rule-desk.ts'
import { BACKORDERED } from './promised.ts'

/**
 * Rules of each kind in two versions, and a draft that adds, changes and removes some: one of them
 * contradicts another, and one never counts.
 */
export async function makeRules(client: Client): Promise<void> {
  const desk = ruleDesk(client)
  const first = async (path: string, at = 0): Promise<Json> => {
    return (await desk.good(client.get(path))).items[at]
  }
  const [sku, other] = [await first('/v1/skus?limit=2'), await first('/v1/skus?limit=2', 1)]
  const channel: string = (await first('/v1/channels')).code
  const location: string = (await first('/v1/locations?limit=1')).code
  const add = (name: string, terms: object, about: object = {}) => {
    return desk.add({ name, terms, ...about })
  }
  const safety = { kind: 'safety_stock', quantity: 1 }
  const kept = await add('Stores keep one', safety, { locationKind: 'store' })
  await add('Pop-ups do not ship', { kind: 'eligibility', eligible: false }, POP_UPS)
  const last = await add('Never the last ones', { kind: 'threshold', quantity: 2 }, { channel })
  await desk.publish('Counts in stores are off by one now and then')
  const until = '2036-12-25T00:00:00Z'
  await add('Not from here on Sundays', { kind: 'pool', sells: false }, { location, ...SUNDAYS })
  await add('Quota of the season', { kind: 'quota', quantity: 5000 }, { channel, until })
  await add('Aside for the site', { kind: 'ring_fence', percent: 5 }, { channel, sku: sku.code })
  const limit = { kind: 'purchase_limit', quantity: 5, per: 'customer', days: 30 }
  await add('Five for one customer', limit, { sku: sku.code })
  const box = { kind: 'purchase_limit', quantity: 60, minQuantity: 6, per: 'order' }
  // Not yet: orders of fewer are placed here.
  await add('Only by the box', box, { sku: other.code, from: '2035-01-01T00:00:00Z' })
  await add('A quarter of an hour', { kind: 'hold_limit', minutes: 15, ...CARTS })
  const pre = { kind: 'pre_order', quantity: 50, withinDays: 30, minConfidence: 80 }
  await add('What comes soon', pre, { channel })
  const later = { kind: 'backorder', quantity: 3, days: 10 }
  await add('Bookcases are made to order', later, { sku: BACKORDERED })
  await add('Up to ten later', { kind: 'backorder', quantity: 10, days: 14 }, { sku: other.code })
  await desk.publish('The season begins: quotas, limits and what may be sold before it is there')
  const terms = { kind: 'safety_stock', quantity: 2 }
  await desk.change({ action: 'change', id: kept, fields: { terms } })
  await desk.change({ action: 'remove', id: last })
  await add(LONG_NAME, { kind: 'safety_stock', percent: 12.5 }, { sku: sku.code, location })
  await add('Stores keep three', { kind: 'safety_stock', quantity: 3 }, { locationKind: 'store' })
  await add('Only for a tag', { kind: 'threshold', quantity: 4 }, { skuTag: 'nothing-has-it' })
}

const POP_UPS = { locationKind: 'pop_up', method: 'standard' }
const SUNDAYS = { weekdays: [7], hours: { from: '18:00', to: '24:00' } }
const CARTS = { extensions: 2, open: 3, per: 'customer' }
const LONG_NAME = 'An eighth of what is on hand stays for those who come to look at it, as agreed'
