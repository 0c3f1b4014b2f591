import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useRefresh } from '../../lib/use-refresh.ts'
import { Skeleton } from '../../ui/states.tsx'
import { Section } from '../../ui/steps.tsx'
import { Ago } from '../../ui/values.tsx'
import { PriorityPill } from '../orders/priority-pill.tsx'
import { StatusPill } from '../orders/status-pill.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { Table } from './table.tsx'

type Order = Item<'/v1/orders'>

/** So many are shown here; the list of orders has all. */
const FIRST = 5

/** The orders that wait for an item, those that have waited longest first. */
export function WaitingOrders({ sku }: { sku: string }) {
  const { inventory: said, shell } = useWords()
  const { can } = useSession()
  const { data, error, refetch } = useWaiting(sku)
  if (!can('orders:read')) return null
  const { waiting } = said.ways
  return (
    <Section title={waiting.title}>
      {error ? (
        <Fault error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={2} label={shell.list.loading} />
      ) : data.first.length === 0 ? (
        <p className="quiet">{waiting.none}</p>
      ) : (
        <>
          <Table
            label={waiting.title}
            head={[{ says: waiting.order }, { says: waiting.state }, { says: waiting.placed }]}
          >
            {data.first.map((order) => (
              <Row key={order.id} order={order} />
            ))}
          </Table>
          <All sku={sku} {...data.all} />
        </>
      )}
    </Section>
  )
}

function useWaiting(sku: string) {
  const { can } = useSession()
  const queryKey = ['orders', 'waiting-for', sku]
  useRefresh('orders', queryKey)
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const query = { waitingFor: sku, sort: 'placedAt' as const, limit: FIRST }
      const [list, counts] = await Promise.all([
        answerOf(api.GET('/v1/orders', { params: { query }, signal })),
        answerOf(api.GET('/v1/orders/counts', { params: { query: { waitingFor: sku } }, signal })),
      ])
      return { first: list.items, all: counts.total }
    },
    enabled: can('orders:read'),
  })
}

function Row({ order }: { order: Order }) {
  const { number, customer, state, priority, placedAt } = order
  return (
    <tr>
      <th scope="row">
        <Link to="/orders/$number" params={{ number }} search={{}}>
          {number}
        </Link>
        <div className="small">
          <bdi>{customer}</bdi>
        </div>
      </th>
      <td>
        <span className="line">
          <StatusPill status={state} />
          <PriorityPill priority={priority} />
        </span>
      </td>
      <td>
        <Ago at={placedAt} />
      </td>
    </tr>
  )
}

/** All of them, in the list of orders; it is where something can be done with many at once. */
function All({ sku, count, isCapped }: { sku: string; count: number; isCapped: boolean }) {
  const { waiting } = useWords().inventory.ways
  const { number } = useFormats()
  return (
    <p>
      <Link to="/orders" search={{ waitingFor: sku, sort: 'placedAt' }}>
        {isCapped ? waiting.more(number(count)) : waiting.all(count)}
      </Link>
    </p>
  )
}
