import { deliveryMethods } from '../../lib/delivery.ts'
import { priorities, priorityOf, type Priority } from '../../lib/priority.ts'
import { refuse, type RefusalCode } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { findBadText } from '../../lib/text.ts'
import type { Database, Tx } from '../../platform/db/index.ts'
import { decodeCursor, pageOfRows, type Page } from '../../platform/page.ts'
import type { SkuBook } from '../../catalog/index.ts'
import { listAllocations } from '../../inventory/index.ts'
import type { Network } from '../../network/index.ts'
import { canOf, orderStates, stateOfOrder, type OrderState } from '../domain/counters.ts'
import { partsOfQuery, queryOf, searchOf } from '../domain/words.ts'
import { countOrders, type Counts } from '../store/count.ts'
import type { Listed, ListFilter, ListSort } from '../store/filter.ts'
import { findNamed, listOrderIds } from '../store/list.ts'
import { getListed, listGroups, listLines, type ListedHead } from '../store/read.ts'
import { listPlaces } from '../store/search.ts'

/** What a list is asked for: lists of words with commas between, as they stand in an address. */
export type Asked = {
  state?: string
  channel?: string
  location?: string
  method?: string
  country?: string
  priority?: string
  tag?: string
  placedFrom?: string
  placedBefore?: string
  externalId?: string
  ids?: string
  waitingFor?: string
  q?: string
}
export type AskedPage = Asked & { sort?: string; cursor?: string; limit: number }

/** Each statement of a list is planned for what it is asked for: a word may be rare or common. */
const READING = { readOnlySnapshot: true, planAnew: true }

export const sorts = ['-placedAt', 'placedAt', '-total', 'total'] as const

/** What names in what is asked are looked up in. */
export type Named = { network: Network; skus: SkuBook }

/** One page of the orders that the caller may see and asks for. */
export async function listPage(
  db: Database,
  { network, skus }: Named,
  scope: Scope,
  asked: AskedPage,
): Promise<Page<ListedOrder>> {
  const sort = sortOf(asked.sort ?? '-placedAt')
  const kind = sort.by === 'placedAt' ? 'instant' : 'amount'
  const after = decodeCursor(asked.cursor, [kind, 'uuid'])
  const wanted = await withSku(skus, filterOf(network, scope, asked), asked)
  return db.transaction(async (tx) => {
    const filter = await withNamed(tx, wanted, asked)
    const limit = asked.limit + 1
    const rows = await listOrderIds(tx, filter, { sort, after, limit })
    const page = pageOfRows(rows, asked.limit, keyOf)
    const items = await listed(tx, network, page.items)
    return { items, next: page.next }
  }, READING)
}

/** How many orders a list has, at most 10,000 in all and of each state. */
export async function countListed(
  db: Database,
  { network, skus }: Named,
  scope: Scope,
  asked: Asked,
): Promise<Counts> {
  const wanted = await withSku(skus, filterOf(network, scope, asked), asked)
  return db.transaction(async (tx) => countOrders(tx, await withNamed(tx, wanted, asked)), READING)
}

function sortOf(sort: string): ListSort {
  const descending = sort.startsWith('-')
  return { by: sort.endsWith('total') ? 'total' : 'placedAt', descending }
}

function keyOf({ key, id }: Listed): (string | number)[] {
  return [typeof key === 'number' ? key : key.toString(), id]
}

/** The filter as the store takes it; refuses what names nothing. */
export function filterOf(network: Network, scope: Scope, asked: Asked): ListFilter {
  const field = findBadText(asked)
  if (field !== undefined) return refuse('text_invalid', { field })
  const states = statesOf(asked.state)
  const channels = known(asked.channel, network.channelByCode, 'channel')
  const locations = known(asked.location, network.locationByCode, 'location')
  const methods = wordsOf(asked.method, 'method', (word) => {
    return (deliveryMethods as readonly string[]).includes(word)
  })
  const countries = wordsOf(asked.country, 'country', (word) => /^[A-Z]{2}$/.test(word))
  const ranked = wordsOf(asked.priority, 'priority', (word) => {
    return (priorities as readonly string[]).includes(word)
  })
  const tags = wordsOf(asked.tag, 'tag', (word) => word !== '')
  const search = asked.q === undefined ? undefined : searchOf(asked.q)
  if (asked.q !== undefined && !search) {
    return refuse('field_invalid', { field: '/q', detail: 'It has neither letter nor digit' })
  }
  const channelIds = inScope(scope, channels)
  const others = {
    locationIds: locations,
    methods,
    countries,
    priorities: ranked as Priority[] | undefined,
    tags,
  }
  const isNarrow = search !== undefined || Object.values(others).some((one) => one !== undefined)
  const facets = { ...others, channelIds: isNarrow ? channelIds : undefined }
  return {
    channelIds,
    allChannelIds: [...network.channelById.keys()],
    states: states?.filter((state) => state !== 'late'),
    late: states?.includes('late') ?? false,
    placedFrom: asked.placedFrom,
    placedBefore: asked.placedBefore,
    externalId: asked.externalId,
    query: queryOf(search, facets),
    parts: partsOfQuery(search, facets),
    facets: queryOf(undefined, others),
    named: [],
    ids: undefined,
    waitingFor: undefined,
  }
}

async function withSku(
  skus: SkuBook,
  filter: ListFilter,
  { waitingFor: code }: Asked,
): Promise<ListFilter> {
  if (code === undefined) return filter
  const [sku] = await skus.load([code])
  const detail = `There is no SKU ${code}`
  return {
    ...filter,
    waitingFor: sku?.id ?? refuse('sku_unknown', { field: '/waitingFor', detail }),
  }
}

async function withNamed(tx: Tx, filter: ListFilter, { q, ids }: Asked): Promise<ListFilter> {
  const channelIds = filter.channelIds ?? filter.allChannelIds
  const find = (texts: readonly string[]) => findNamed(tx, { texts, channelIds })
  return {
    ...filter,
    named: q === undefined ? [] : await find([q.trim()]),
    ids: ids === undefined ? undefined : await givenIds(ids, find),
  }
}

/** Ids as they are; what is no id is a number or an external id. */
async function givenIds(
  given: string,
  find: (texts: readonly string[]) => Promise<string[]>,
): Promise<string[]> {
  const [ids, texts] = partition(given.split(','), (one) => UUID.test(one))
  if (ids.length + texts.length > GIVEN_MAX) {
    return refuse('field_invalid', { field: '/ids', detail: `More than ${GIVEN_MAX} orders` })
  }
  return texts.length === 0 ? ids : [...ids, ...(await find(texts))]
}

const GIVEN_MAX = 200
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i

function partition<Of>(all: readonly Of[], isFirst: (one: Of) => boolean): [Of[], Of[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

function statesOf(asked: string | undefined): (OrderState | 'late')[] | undefined {
  const all: readonly string[] = [...orderStates, 'late']
  const states = wordsOf(asked, 'state', (word) => all.includes(word), `One of ${all.join(', ')}`)
  return states as (OrderState | 'late')[] | undefined
}

/** The ids of codes. */
function known(
  asked: string | undefined,
  byCode: ReadonlyMap<string, { id: number }>,
  kind: 'channel' | 'location',
): number[] | undefined {
  const code: RefusalCode = `${kind}_unknown`
  return once(asked)?.map((one) => {
    const detail = `There is no ${kind} ${one}`
    return byCode.get(one)?.id ?? refuse(code, { field: `/${kind}`, detail })
  })
}

function wordsOf(
  asked: string | undefined,
  field: string,
  isOne: (word: string) => boolean,
  says?: string,
): string[] | undefined {
  return once(asked)?.map((word) => {
    if (isOne(word)) return word
    const what = word === '' ? 'An empty word' : word
    const detail = `${what} is no ${field}${says ? `: ${says}` : ''}`
    return refuse('field_invalid', { field: `/${field}`, detail })
  })
}

/** What stands between the commas; each once, or its orders would be there twice. */
function once(asked: string | undefined): string[] | undefined {
  return asked === undefined ? undefined : [...new Set(asked.split(','))]
}

function inScope(scope: Scope, asked: readonly number[] | undefined) {
  if (scope === 'all') return asked
  return asked ? asked.filter((id) => scope.channels.includes(id)) : scope.channels
}

export type ListedOrder = Awaited<ReturnType<typeof listed>>[number]

/** What a list shows of orders, in their order. */
async function listed(tx: Tx, network: Network, found: readonly Listed[]) {
  const ids = found.map(({ id }) => id)
  const [heads, lines, groups, claims, places] = await Promise.all([
    getListed(tx, ids),
    listLines(tx, ids),
    listGroups(tx, ids),
    listAllocations(tx, ids),
    listPlaces(tx, ids),
  ])
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId)
  const groupsOf = Map.groupBy(groups, ({ orderId }) => orderId)
  const claimsOf = Map.groupBy(claims, ({ orderId }) => orderId!)
  return heads.map((head) => {
    const own = linesOf.get(head.id) ?? []
    const ownGroups = groupsOf.get(head.id) ?? []
    const { id, number, version, externalId, placedAt, held, customer, city } = head
    const state = stateOfOrder(own, held)
    // When nothing is claimed any more, it was served from where it was given to.
    const now = claimsOf.get(id)?.map(({ locationId }) => locationId)
    const serving = [...new Set(now ?? places.get(id) ?? [])]
    return {
      id,
      number,
      version,
      channel: network.channelById.get(head.channelId)?.code ?? String(head.channelId),
      externalId,
      placedAt,
      state,
      held,
      attention: attentionOf(head, state),
      customer,
      priority: priorityOf(head.priority),
      tags: head.tags,
      city,
      country: ownGroups[0]?.country ?? null,
      locations: serving.map((one) => network.locationById.get(one)?.code ?? String(one)),
      methods: [...new Set(ownGroups.map(({ method }) => method))],
      total: { amount: head.total, currency: head.currency },
      lines: own.length,
      can: canOf(own, held),
    }
  })
}

/** What a person should see to first. */
function attentionOf({ late }: ListedHead, state: OrderState) {
  if (state === 'on_hold' || state === 'waiting_for_stock') return state
  return late ? 'late' : null
}
