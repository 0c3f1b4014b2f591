import { answerOf, api, Problem } from '../../lib/api.ts'
import type { Session } from '../../lib/session.tsx'
import type { IconName } from '../../ui/icon.tsx'

/** Something that the search of everything found, and where it leads. */
export type Found = {
  group: 'orders' | 'skus' | 'locations' | 'go' | 'actions'
  id: string
  icon: IconName
  name: string
  more?: string
  /** An address of the console. */
  to: string
  /** What it does instead of leading somewhere. */
  run?: () => void
}

const EACH = 5

/** Asks the lists of the server, each for its best few; who may not see one, is not shown any. */
export async function searchEverything(
  text: string,
  session: Session,
  signal: AbortSignal,
): Promise<Found[]> {
  const asks = [
    ['orders:read', ordersOf],
    ['catalog:read', skusOf],
    ['network:read', locationsOf],
  ] as const
  const allowed = asks.filter(([permission]) => session.can(permission))
  return (await Promise.all(allowed.map(([, ask]) => ask(text, signal, session)))).flat()
}

async function ordersOf(text: string, signal: AbortSignal): Promise<Found[]> {
  const { items } = await ofList(
    api.GET('/v1/orders', { params: { query: { q: text, limit: EACH } }, signal }),
  )
  return items.map(({ id, number, customer, city }) => ({
    group: 'orders',
    id,
    icon: 'package',
    name: number,
    more: [customer, city].filter((part) => part !== null).join(' · '),
    to: `/orders/${encodeURIComponent(number)}`,
  }))
}

/** SKUs lead to their stock, or where that may not be seen, to themselves. */
async function skusOf(text: string, signal: AbortSignal, { can }: Session): Promise<Found[]> {
  const query = { q: text, limit: EACH, state: 'active' as const }
  const { items } = await ofList(api.GET('/v1/skus', { params: { query }, signal }))
  return items.map(({ code, name }) => ({
    group: 'skus',
    id: code,
    icon: 'tag',
    name,
    more: code,
    to: can('stock:read')
      ? `/inventory/${encodeURIComponent(code)}`
      : `/skus?open=${encodeURIComponent(code)}`,
  }))
}

async function locationsOf(text: string, signal: AbortSignal): Promise<Found[]> {
  const query = { q: text, limit: EACH }
  const { items } = await ofList(api.GET('/v1/locations', { params: { query }, signal }))
  return items.map(({ code, name, city }) => ({
    group: 'locations',
    id: code,
    icon: 'store',
    name,
    more: city ?? code,
    to: `/locations?open=${encodeURIComponent(code)}`,
  }))
}

/** What is typed halfway may be no search yet (`+`, `"`): that finds nothing, and is no fault. */
async function ofList<Row>(call: Parameters<typeof answerOf<{ items: Row[] }>>[0]) {
  try {
    return await answerOf(call)
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return { items: [] as Row[] }
    throw error
  }
}
