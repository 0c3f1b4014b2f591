import type { Address } from '../../lib/use-address.ts'
import { emptyDraft, KINDS, type Draft, type Kind } from './draft.ts'

/** What a rule may be about that another screen leads to. */
type About = {
  sku?: string | undefined
  location?: string | undefined
  channel?: string | undefined
  method?: string | undefined
}

/** Where a new rule is begun, with what it is about filled in. */
export function wayToRule(kind: Kind, about: About) {
  const search = { view: 'draft', add: kind, ...about }
  return { to: '/availability-rules', search } as const
}

/** An address that begins no rule any more. */
export const NOT_BEGUN = {
  add: undefined,
  sku: undefined,
  location: undefined,
  channel: undefined,
  method: undefined,
}

/** The rule that an address begins; undefined where it begins none. */
export function begunIn(address: Address, kinds: Record<Kind, string>): Draft | undefined {
  const kind = KINDS.find((one) => one === address['add'])
  if (kind === undefined) return undefined
  const { sku = '', location = '', channel = '', method = '' } = address
  const about = [kinds[kind], sku, location, channel].filter((part) => part !== '')
  return {
    ...emptyDraft,
    kind,
    name: about.join(' · ').slice(0, 100),
    sku,
    location,
    channel,
    method,
  }
}
