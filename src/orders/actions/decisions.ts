import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import type { Network } from '../../network/index.ts'
import { decisionAnswerOf, listDecisions, locationsIn } from '../../routing/index.ts'
import { findOrder, listLines, type OrderLine } from '../store/read.ts'

/** The decisions of an order, with the names of all that their records give numbers for. */
export async function showDecisions(
  db: Queryable,
  scope: Scope,
  network: Network,
  idOrNumber: string,
) {
  const order = (await findOrder(db, scope, idOrNumber)) ?? refuse('not_found')
  const [decisions, lines] = await Promise.all([
    listDecisions(db, order.id),
    listLines(db, [order.id]),
  ])
  const ids = new Set(decisions.flatMap(({ record }) => [...locationsIn(record)]))
  const places = [...ids]
    .toSorted((a, b) => a - b)
    .flatMap((id) => network.locationById.get(id) ?? [])
    .map(({ id, code, name }) => ({ id, code, name }))
  const items = decisions.map(decisionAnswerOf)
  return { currency: order.currency, items, places, skus: skusOf(lines) }
}

/** As they were when the order was placed; every SKU of a record is that of a line. */
function skusOf(lines: readonly OrderLine[]) {
  const byId = new Map(
    lines.map(({ skuId: id, skuCode: code, name, unit, decimals }) => {
      return [id, { id, code, name, unit, decimals }]
    }),
  )
  return [...byId.values()].toSorted((a, b) => a.id - b.id)
}
