import { answerOf, api } from '../../lib/api.ts'
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
    ['catalog:read', skusOf],
    ['network:read', locationsOf],
  ] as const
  const allowed = asks.filter(([permission]) => session.can(permission))
  return (await Promise.all(allowed.map(([, ask]) => ask(text, signal, session)))).flat()
}

/** SKUs lead to their stock, or where that may not be seen, to themselves. */
async function skusOf(text: string, signal: AbortSignal, { can }: Session): Promise<Found[]> {
  const query = { q: text, limit: EACH, state: 'active' as const }
  const { items } = await answerOf(api.GET('/v1/skus', { params: { query }, signal }))
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
  const query = { limit: 200 }
  const { items } = await answerOf(api.GET('/v1/locations', { params: { query }, signal }))
  const wanted = text.toLowerCase()
  return items
    .filter(({ code, name }) => `${code} ${name}`.toLowerCase().includes(wanted))
    .slice(0, EACH)
    .map(({ code, name, city }) => ({
      group: 'locations',
      id: code,
      icon: 'store',
      name,
      more: city ?? code,
      to: `/locations?open=${encodeURIComponent(code)}`,
    }))
}
